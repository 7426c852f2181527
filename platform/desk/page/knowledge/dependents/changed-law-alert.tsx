import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Link } from 'wouter'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'

/** On the page of a guide or question: that an article it cites has changed, and where to decide on it. */
export function ChangedLawAlert({ sourceId, title }: { sourceId: string; title: string }) {
  const { data } = useQuery({
    queryKey: ['knowledge', 'dependents', 'of', sourceId],
    queryFn: () => dependentsApi.list(new URLSearchParams({ sourceId, limit: '1' })),
  })
  const [row] = data?.dependents ?? []
  if (!row) return null
  return (
    <Alert
      type={row.isSuspended ? 'error' : 'warning'}
      showIcon
      title={row.isSuspended ? words.isSuspended : words.isFlagged}
      action={
        <Link href={`/knowledge/dependents?${new URLSearchParams({ q: title })}`} asChild>
          <Button size="small">{words.look}</Button>
        </Link>
      }
    />
  )
}
