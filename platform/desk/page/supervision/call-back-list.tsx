import { Empty } from 'antd'
import { Link } from 'wouter'
import { Deadline } from '../deadline.js'
import type { TicketRow } from '../desk-api.js'
import { words as deskWords } from '../words.js'
import { supervisionWords as words } from './supervision-words.js'

/** Whom somebody has to call, soonest first. */
export function CallBackList({ tickets }: { tickets: readonly TicketRow[] }) {
  return (
    <section className="load__part" aria-labelledby="call-backs">
      <div className="load__title">
        <h2 id="call-backs">{words.callBacks}</h2>
        <span className="load__hint">{words.callBacksHint}</span>
      </div>
      {tickets.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noCallBacks} />
      ) : (
        <ul className="call-backs">
          {tickets.map((ticket) => (
            <li key={ticket.number}>
              <Link href={`/tickets/${ticket.number}?view=below&callBack=true`} className="row__link">
                <span className="row__summary">{ticket.summary || deskWords.queue.noSummary}</span>
              </Link>
              <p className="row__about">
                <Deadline dueAt={ticket.callBackDueAt} isUrgent={false} />
                <span className="row__number">{ticket.number}</span>
                {[ticket.officeName ?? deskWords.provinceQueue, ticket.assigneeName]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
