import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { deskApi, type QueueView } from '../desk-api.js'
import { words } from '../words.js'

const VIEWS: readonly QueueView[] = ['mine', 'office', 'below']

/** Which queue, each with how many wait in it. */
export function ViewTabs({ view, onChange }: { view: QueueView; onChange: (view: QueueView) => void }) {
  const counts = useQuery({
    queryKey: ['tickets', 'counts'],
    queryFn: async () => {
      const pages = await Promise.all(
        VIEWS.map((each) => deskApi.tickets(new URLSearchParams({ view: each, limit: '1' }))),
      )
      return pages.map(({ total }) => total)
    },
  })
  return (
    <Segmented<QueueView>
      aria-label={words.queue.viewLabel}
      value={view}
      onChange={onChange}
      options={VIEWS.map((value, index) => ({
        value,
        label: (
          <>
            {words.queue.views[value]}
            {counts.data && <span className="count">{counts.data[index]}</span>}
          </>
        ),
      }))}
    />
  )
}
