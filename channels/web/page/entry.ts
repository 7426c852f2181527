import type { StepName } from '../../../bot/pipeline.js'
import type { History, Rating, Reply } from './api.js'
import type { FailureKind } from './request-failed.js'
import type { ConversationEvent } from './watch-events.js'

export type ExchangeState =
  | { is: 'waiting'; step: StepName | null; partial: string; slow: boolean }
  | { is: 'answered'; reply: Reply; rating: Rating | null }
  | { is: 'failed'; kind: FailureKind; serverMessage: string | null }

/** What the citizen said and what came of it. */
export interface Exchange {
  kind: 'exchange'
  messageId: string
  text: string
  at: string
  /** Asked for a human by the button: sending it again means asking again, not posting a message. */
  handOff: boolean
  state: ExchangeState
}

export type Entry = Exchange | ConversationEvent

export type TicketStatus = ConversationEvent & { kind: 'ticket_status' }

/** The stored conversation in the order in which it happened. */
export function entriesOf(history: History): Entry[] {
  const exchanges = history.messages.map(
    ({ messageId, text, at, reply }): Exchange => ({
      kind: 'exchange',
      messageId,
      text,
      at,
      handOff: false,
      state: reply
        ? { is: 'answered', reply, rating: reply.rating }
        : { is: 'waiting', step: null, partial: '', slow: false },
    }),
  )
  return [...exchanges, ...history.events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

export function lastSeq(entries: readonly Entry[]): number {
  return entries.reduce((seq, entry) => (entry.kind === 'exchange' ? seq : Math.max(seq, entry.seq)), 0)
}

/** Newest status of each ticket opened in this conversation. */
export function ticketStatuses(entries: readonly Entry[]): Map<string, TicketStatus['status']> {
  const statuses = new Map<string, TicketStatus['status']>()
  for (const entry of entries) {
    if (entry.kind === 'exchange') {
      if (entry.state.is === 'answered' && entry.state.reply.ticket) {
        statuses.set(entry.state.reply.ticket.number, entry.state.reply.ticket.status)
      }
    } else if (entry.kind === 'ticket_status') statuses.set(entry.ticketNumber, entry.status)
  }
  return statuses
}

/** A staff reply speaks for itself, and the ticket's card shows its status: an end, and what waits for the citizen, is worth a line of its own. */
export function tellsSomething(entry: Entry): boolean {
  return entry.kind !== 'ticket_status' || !['waiting', 'taken', 'answered'].includes(entry.status)
}
