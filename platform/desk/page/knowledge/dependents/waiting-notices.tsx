import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { dependentsApi } from './dependents-api.js'
import { NoticeList } from './notice-list.js'

/** Notices that somebody else proposed, above the list: without approval nobody is told. */
export function WaitingNotices() {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { data = [] } = useQuery({
    queryKey: ['knowledge', 'affected', 'all'],
    queryFn: dependentsApi.notices,
  })
  const waiting = data.filter(({ status, isOwn }) => status === 'proposed' && !isOwn)
  if (waiting.length === 0) return null
  return (
    <div className="dependents__notices">
      <NoticeList
        notices={waiting}
        isTitled
        onSettled={async (said) => {
          await client.invalidateQueries({ queryKey: ['knowledge', 'affected'] })
          message.success(said)
        }}
      />
    </div>
  )
}
