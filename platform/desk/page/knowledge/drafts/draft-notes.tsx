import { Alert, Button } from 'antd'
import { Link } from 'wouter'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { draftWords as words } from './draft-words.js'

/** What whoever looks at a draft has to know first. */
export function DraftNotes({ reply: { draft, mayPublish, sources } }: { reply: DraftReply }) {
  const { status, reason, deciderName } = draft
  const [first] = sources
  return (
    <>
      {status === 'draft' && reason !== null && (
        <Alert type="warning" showIcon title={words.returned(deciderName, reason)} />
      )}
      {status === 'in_review' && reason !== null && (
        <Alert type="warning" showIcon title={words.notPublished(reason)} />
      )}
      {status === 'in_review' && !mayPublish && <Alert type="info" showIcon title={words.own} />}
      {status === 'discarded' && <Alert type="info" showIcon title={words.discarded} />}
      {status === 'published' && (
        <Alert
          type="success"
          showIcon
          title={words.publishedNow}
          action={
            first && (
              <Link href={`/knowledge/sources/${first.sourceId}`} asChild>
                <Button size="small">{words.toSource}</Button>
              </Link>
            )
          }
        />
      )}
    </>
  )
}
