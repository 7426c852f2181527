import type { TicketEvent } from '../../../tickets/ticket-event.js'
import { words } from '../words.js'

/** What happened, in one sentence without its time. @param officeName of an id; null: the province's queue */
export function eventWords(event: TicketEvent, officeName: (id: string | null) => string): string {
  const { kind, payload, actor } = event
  const who = actor.kind === 'system' ? words.ticket.system : actor.name
  const said = words.ticket.happened
  switch (kind) {
    case 'opened':
      return said.opened(words.reasons[payload.reason])
    case 'taken':
      return said.taken(who)
    case 'released':
      return said.released(who, payload.reason)
    case 'transferred':
      return said.transferred(who, officeName(payload.officeId), payload.reason)
    case 'returned':
      return said.returned(who, officeName(payload.officeId), payload.reason)
    case 'escalated':
      return said.escalated(who, officeName(payload.officeId), payload.reason)
    case 'reminded':
      return said.reminded(words.ticket.deadlines[payload.deadline], payload.share * 100)
    case 'reopened':
      return said.reopened(actor.kind === 'citizen' ? words.ticket.citizen : who, payload.reason)
    case 'cancelled':
      return said.cancelled(who, payload.reason)
    case 'merged':
      return said.merged(who, payload.number, payload.reason)
    case 'closed':
      return said.closed(who, payload.reason)
    case 'rated':
      return said.rated(payload.satisfied, payload.comment)
    case 'called_back':
      return said.calledBack(who, payload.text)
    case 'asked_citizen':
    case 'citizen_replied':
    case 'replied':
    case 'noted':
      return said.wrote(kind === 'citizen_replied' ? words.ticket.citizen : who, words.events[kind])
    default:
      return event satisfies never
  }
}
