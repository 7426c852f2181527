import type { TicketEvent } from '../../../tickets/ticket-event.js'
import { fullTime } from '../time-words.js'
import { words } from '../words.js'
import { eventWords } from './event-words.js'

/** Everything that happened to the ticket, the newest first. */
export function HistoryPanel({
  events,
  officeName,
}: {
  events: readonly TicketEvent[]
  officeName: (id: string | null) => string
}) {
  return (
    <section className="panel" aria-label={words.ticket.history}>
      <ol className="history">
        {events.toReversed().map((event) => (
          <li key={event.seq} className={`history__event history__event--${event.actor.kind}`}>
            <time dateTime={event.at}>{fullTime(event.at)}</time>
            <p>{eventWords(event, officeName)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
