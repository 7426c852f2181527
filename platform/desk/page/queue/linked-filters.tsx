import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { staffApi } from '../staff-api.js'
import { words } from '../words.js'
import type { QueueFilter } from './use-queue-filter.js'

interface LinkedFiltersProps {
  filter: QueueFilter
  /** Of the tickets that are shown, where they are one member's. */
  assigneeName: string | null
}

/** What a link from another page narrows the list to, to be taken away. */
export function LinkedFilters({ filter, assigneeName }: LinkedFiltersProps) {
  const [officeId, assigneeId] = [filter.value('office'), filter.value('assignee')]
  const offices = useQuery({
    queryKey: ['offices'],
    queryFn: staffApi.offices,
    staleTime: 300_000,
    enabled: officeId !== null,
  })
  const { linked } = words.queue
  return (
    <>
      {officeId !== null && (
        <Tag closable onClose={() => filter.change({ office: null })}>
          {linked.office(offices.data?.find(({ id }) => id === officeId)?.name ?? '')}
        </Tag>
      )}
      {assigneeId !== null && (
        <Tag closable onClose={() => filter.change({ assignee: null })}>
          {linked.assignee(assigneeName ?? '')}
        </Tag>
      )}
      {filter.value('callBack') === 'true' && (
        <Tag closable onClose={() => filter.change({ callBack: null })}>
          {linked.callBack}
        </Tag>
      )}
    </>
  )
}
