import type { Words } from '../../../ui/words/zh-CN.js'
import type { Entry } from './entry.js'
import type { ConversationEvent } from './watch-events.js'

/** Who answers from now on, and what became of words that nobody answered. */
export function staffLeft(
  { timedOut, ticketNumber }: Pick<ConversationEvent & { kind: 'staff_left' }, 'timedOut' | 'ticketNumber'>,
  { thread }: Words,
): string {
  const left = timedOut ? thread.staffAway : thread.staffLeft
  return ticketNumber === null ? left : left + thread.becameTicket(ticketNumber)
}

/** What a screen reader is told of the newest entry; failures announce themselves. */
export function announcement(entry: Entry | undefined, words: Words): string {
  if (!entry) return ''
  if (entry.kind === 'staff_reply') return words.thread.staffAnswered(entry.text)
  if (entry.kind === 'staff_message' || entry.kind === 'correction')
    return words.thread.staffAnswered(entry.text)
  if (entry.kind === 'staff_joined') return words.thread.staffJoined
  if (entry.kind === 'staff_left') return staffLeft(entry, words)
  if (entry.kind === 'ticket_status')
    return words.ticket.statusChanged(entry.ticketNumber, words.ticket.status[entry.status])
  if (entry.kind === 'satisfaction_asked') return words.ticket.askSatisfied(entry.ticketNumber)
  if (entry.state.is === 'waiting') return entry.state.slow ? words.thread.slow : words.thread.sent
  return entry.state.is === 'answered' ? words.thread.answered(entry.state.reply.answer.summary) : ''
}
