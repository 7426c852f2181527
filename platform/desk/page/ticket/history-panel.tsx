import type { TicketEvent } from '../desk-api.js'
import { fullTime } from '../time-words.js'
import { words } from '../words.js'
import { eventWords } from './event-words.js'

/** Everything that happened to the ticket, the newest first. */
export function HistoryPanel({ events }: { events: readonly TicketEvent[] }) {
  return (
    <section className="panel" aria-label={words.ticket.history}>
      <ol className="history">
        {[...events].reverse().map((event) => (
          <li key={event.seq} className={`history__event history__event--${event.actor.kind}`}>
            <time dateTime={event.at}>{fullTime(event.at)}</time>
            <p>{eventWords(event)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
