import type { Transaction } from 'kysely'
import type { NewConversationEvent } from '../../bot/conversations/conversation-event.js'
import type { Tables, TicketRow } from '../../storage/tables.js'
import { mergedInto } from './merge-chain.js'
import type { TicketDeps } from './ticket-deps.js'
import type { TicketEvent } from './ticket-event.js'

export function createTellCitizen({ conversations }: Pick<TicketDeps, 'conversations'>) {
  /** Brings what a citizen may see of an event to the conversation; the answer also to those whose tickets were merged. */
  return async (
    trx: Transaction<Tables>,
    before: TicketRow,
    ticket: TicketRow,
    event: TicketEvent,
  ): Promise<void> => {
    const own = visibleOf(before, ticket, event)
    if (own.length > 0) await conversations.appendEvents(trx, ticket.conversation_id, own)
    if (event.kind !== 'replied' && event.kind !== 'asked_citizen') return
    const told = new Set([ticket.conversation_id])
    for (const { number, conversation_id } of await mergedInto(trx, ticket.id)) {
      if (told.has(conversation_id)) continue
      told.add(conversation_id)
      await conversations.appendEvents(trx, conversation_id, [
        { kind: 'staff_reply', ticketNumber: number, text: event.payload.text, at: event.at },
      ])
    }
  }
}

function visibleOf(before: TicketRow, ticket: TicketRow, event: TicketEvent): NewConversationEvent[] {
  const { number: ticketNumber, status } = ticket
  const { at } = event
  const words: NewConversationEvent[] =
    event.kind === 'replied' || event.kind === 'asked_citizen'
      ? [{ kind: 'staff_reply', ticketNumber, text: event.payload.text, at }]
      : []
  // A second answer says again that it is answered, as streams always did.
  const stands: NewConversationEvent[] =
    status !== before.status || words.length > 0 ? [{ kind: 'ticket_status', ticketNumber, status, at }] : []
  const asks: NewConversationEvent[] =
    event.kind === 'closed' ? [{ kind: 'satisfaction_asked', ticketNumber, at }] : []
  return [...words, ...stands, ...asks]
}
