import { PhoneText } from '../../../ui/cited-text.js'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import { staffLeft } from './announcement.js'
import { shortTime } from './china-time.js'
import type { TicketStatus } from './entry.js'
import { SatisfactionView, type Settlement } from './satisfaction-view.js'
import type { ConversationEvent } from './watch-events.js'

interface EventViewProps {
  event: ConversationEvent
  /** Where the ticket stands now. */
  status: TicketStatus['status'] | undefined
  onSettle: (ticketNumber: string, settlement: Settlement) => Promise<void>
}

/** A human's reply, unlike anything the machine says; or one line on what became of the ticket. */
export function EventView({ event, status, onSettle }: EventViewProps) {
  const words = useWords()
  if (event.kind === 'ticket_status') {
    return (
      <p className="status-line">
        {words.ticket.statusChanged(event.ticketNumber, words.ticket.status[event.status])}
      </p>
    )
  }
  if (event.kind === 'satisfaction_asked') {
    return (
      <SatisfactionView ticketNumber={event.ticketNumber} open={status === 'closed'} onSettle={onSettle} />
    )
  }
  if (event.kind === 'staff_joined') return <p className="status-line">{words.thread.staffJoined}</p>
  if (event.kind === 'staff_left') return <p className="status-line">{staffLeft(event, words)}</p>
  return (
    <article className="staff">
      <h3 className="staff__head">
        <span className="staff__face">
          <Icon name="human" />
        </span>
        <span className="staff__name">{words.thread.staffReply}</span>
        {event.kind === 'staff_reply' && (
          <span className="staff__about">
            {words.ticket.number} {event.ticketNumber}
          </span>
        )}
        {event.kind === 'correction' && <span className="staff__about">{words.thread.correction}</span>}
        <time dateTime={event.at}>{shortTime(event.at, words.language)}</time>
      </h3>
      <p className="staff__text" lang="zh-CN">
        <PhoneText text={event.text} />
      </p>
    </article>
  )
}
