import { Alert, Button } from 'antd'
import { RequestFailed } from '../request-failed.js'
import { whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { knowledgeWords as words } from './knowledge-words.js'

/** Somebody was faster: 409 of the knowledge base. */
export function isChanged(failure: unknown): failure is RequestFailed {
  return failure instanceof RequestFailed && failure.code === 'changed'
}

interface ChangedAlertProps {
  failure: RequestFailed
  /** What happens to one's own. */
  hint: string
  reload: string
  onReload: () => void
}

/** Who changed it and when, and the way to what they made of it. */
export function ChangedAlert({ failure, hint, reload, onReload }: ChangedAlertProps) {
  const now = useNow()
  const { changedBy, changedAt } = failure.details
  const title =
    typeof changedBy === 'string' && typeof changedAt === 'string'
      ? words.changedBy(changedBy, whenWords(changedAt, now))
      : failure.message
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={title}
      description={hint}
      action={<Button onClick={onReload}>{reload}</Button>}
    />
  )
}
