import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { deskApi } from '../desk-api.js'
import { staffApi } from '../staff-api.js'
import { words } from '../words.js'
import type { QueueFilter } from './use-queue-filter.js'

/** What a link from another page narrows the list to, to be taken away. */
export function LinkedFilters({ filter }: { filter: QueueFilter }) {
  const [officeId, assigneeId] = [filter.value('office'), filter.value('assignee')]
  const offices = useQuery({
    queryKey: ['offices'],
    queryFn: staffApi.offices,
    staleTime: 300_000,
    enabled: officeId !== null,
  })
  const colleagues = useQuery({
    queryKey: ['colleagues'],
    queryFn: deskApi.colleagues,
    enabled: assigneeId !== null,
  })
  const { linked } = words.queue
  const nameIn = (list: readonly { id: string; name: string }[] | undefined, id: string) =>
    list?.find((each) => each.id === id)?.name ?? '…'
  return (
    <>
      {officeId !== null && (
        <Tag closable onClose={() => filter.change({ office: null })}>
          {linked.office(nameIn(offices.data, officeId))}
        </Tag>
      )}
      {assigneeId !== null && (
        <Tag closable onClose={() => filter.change({ assignee: null })}>
          {linked.assignee(nameIn(colleagues.data, assigneeId))}
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
