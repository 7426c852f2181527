import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketClosedError, TicketNotFoundError } from './ticket-errors.js'

export function createWorkOnTickets({ transact, dataKey, conversations, now }: TicketDeps) {
  /** Tells why an update that wants an open ticket found none. */
  async function refusal(trx: Transaction<Tables>, number: string): Promise<Error> {
    const known = await trx.selectFrom('tickets').select('id').where('number', '=', number).executeTakeFirst()
    return known ? new TicketClosedError(number) : new TicketNotFoundError(number)
  }

  const addEvent = (
    trx: Transaction<Tables>,
    event: { ticketId: string; kind: 'replied' | 'closed'; actor: string; payload: object; at: string },
  ) =>
    trx
      .insertInto('ticket_events')
      .values({
        ticket_id: event.ticketId,
        kind: event.kind,
        actor: event.actor,
        payload_encrypted: dataKey.encrypt(JSON.stringify(event.payload)),
        created_at: event.at,
      })
      .execute()

  return {
    /**
     * Stores the reply and the event that brings it to the citizen, both or neither.
     * @throws {TicketNotFoundError}
     * @throws {TicketClosedError}
     */
    async reply(number: string, text: string, actor: string): Promise<void> {
      await transact(async (trx) => {
        const ticket = await trx
          .updateTable('tickets')
          .set({ status: 'answered' })
          .where('number', '=', number)
          .where('status', '!=', 'closed')
          .returning(['id', 'conversation_id'])
          .executeTakeFirst()
        if (!ticket) throw await refusal(trx, number)
        const at = now().toISOString()
        await addEvent(trx, { ticketId: ticket.id, kind: 'replied', actor, payload: { text }, at })
        await conversations.appendEvents(trx, ticket.conversation_id, [
          { kind: 'staff_reply', ticketNumber: number, text, at },
          { kind: 'ticket_status', ticketNumber: number, status: 'answered', at },
        ])
      })
    },

    /**
     * @throws {TicketNotFoundError}
     * @throws {TicketClosedError} it was closed before
     */
    async close(number: string, actor: string): Promise<void> {
      await transact(async (trx) => {
        const at = now().toISOString()
        const ticket = await trx
          .updateTable('tickets')
          .set({ status: 'closed', closed_at: at })
          .where('number', '=', number)
          .where('status', '!=', 'closed')
          .returning(['id', 'conversation_id'])
          .executeTakeFirst()
        if (!ticket) throw await refusal(trx, number)
        await addEvent(trx, { ticketId: ticket.id, kind: 'closed', actor, payload: {}, at })
        await conversations.appendEvents(trx, ticket.conversation_id, [
          { kind: 'ticket_status', ticketNumber: number, status: 'closed', at },
        ])
      })
    },
  }
}
