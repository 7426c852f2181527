import type { TicketEvent } from '../desk-api.js'
import { words } from '../words.js'

const { happened } = words.ticket

/** What happened, in one sentence without its time. */
export function eventWords(event: TicketEvent): string {
  const { kind, actor } = event
  const who =
    actor.kind === 'citizen'
      ? words.ticket.citizen
      : actor.kind === 'system'
        ? words.ticket.system
        : actor.kind === 'bot'
          ? words.ticket.bot
          : actor.name
  const why = event.reason ? `：${event.reason}` : ''
  const to = event.toOfficeName ?? words.provinceQueue
  switch (kind) {
    case 'opened':
      return happened.opened(words.reasons[event.reason as keyof typeof words.reasons] ?? '')
    case 'taken':
      return event.assignedBy === null ? happened.taken(who) : happened.assigned(event.assignedBy, who)
    case 'transferred':
    case 'returned':
      return happened.moved(who, words.events[kind], to) + why
    case 'escalated':
      return event.deadline === null
        ? happened.moved(who, words.events[kind], to) + why
        : happened.escalatedLate(words.ticket.deadlines[event.deadline], to)
    case 'reminded':
      return happened.reminded(words.ticket.deadlines[event.deadline ?? 'resolution'])
    case 'merged':
      return happened.merged(who, event.into ?? '') + why
    case 'rated':
      return happened.rated(event.satisfied ?? false) + (event.text ? `：${event.text}` : '')
    case 'noted':
      return actor.kind === 'staff' || actor.kind === 'platform' ? happened.noted(who) : (event.text ?? '')
    case 'reopened':
      return (actor.kind === 'citizen' ? happened.askedAgain : happened.did(who, words.events[kind])) + why
    case 'called_back':
      return `${happened.did(who, words.events[kind])}${event.text ? `：${event.text}` : ''}`
    default:
      return happened.did(who, words.events[kind]) + why
  }
}
