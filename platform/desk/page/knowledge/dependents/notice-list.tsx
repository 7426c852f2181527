import { Alert, Button } from 'antd'
import type { NoticeRow } from '../../../../knowledge/corrections/correction-wire.js'
import { Time } from '../../time.js'
import { useAction } from '../../use-action.js'
import { dependentsApi } from './dependents-api.js'
import { dependentsWords as words } from './dependents-words.js'

interface NoticeListProps {
  notices: readonly NoticeRow[]
  /** Of several guides and questions: each says of which. */
  isTitled?: boolean
  onSettled: (said: string) => Promise<void>
}

/** What was proposed before, to be approved by somebody else. */
export function NoticeList({ notices, isTitled = false, onSettled }: NoticeListProps) {
  const decide = useAction(async ({ id, version }: NoticeRow, kind: 'send' | 'drop') => {
    const { conversations } = await dependentsApi.decideNotice(id, { kind, version })
    await onSettled(kind === 'send' ? words.sent(conversations) : words.dropped)
  })
  return (
    <section className="notices" aria-label={isTitled ? words.waitingNotices : words.notices}>
      <h2>{isTitled ? words.waitingNotices : words.notices}</h2>
      {decide.problem && <Alert type="error" showIcon role="alert" title={decide.problem} />}
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>
            {isTitled && <h3>{notice.title}</h3>}
            <p className="notices__about">
              <span className="tag">{words.noticeStatuses[notice.status]}</span>
              <span>{notice.authorName}</span>
              <Time at={notice.createdAt} />
              <span>{words.reaches(notice.status, notice.conversations)}</span>
            </p>
            <p className="notices__text">{notice.text}</p>
            {notice.status === 'proposed' && (
              <p className="notices__actions">
                {notice.isOwn ? (
                  <span>{words.ownNotice}</span>
                ) : (
                  <Button
                    type="primary"
                    size="small"
                    loading={decide.isBusy}
                    onClick={() => void decide.run(notice, 'send')}
                  >
                    {words.approve}
                  </Button>
                )}
                <Button size="small" onClick={() => void decide.run(notice, 'drop')}>
                  {words.drop}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
