import { randomUUID } from 'node:crypto'
import type { OpenedTicket, OpenTicket, TicketRequest } from '../../bot/ticket-ports.js'
import { hashQueryCode, queryCodeOf } from './query-code.js'
import type { TicketDeps } from './ticket-deps.js'
import { nextTicketNumber } from './ticket-number.js'

export function createOpenTicket({ db, transact, dataKey, now }: TicketDeps) {
  /** The ticket that this message opened, if it did. */
  async function findOpenedTicket(messageId: string): Promise<OpenedTicket | null> {
    const row = await db
      .selectFrom('tickets')
      .select(['id', 'number', 'status'])
      .where('message_id', '=', messageId)
      .executeTakeFirst()
    return row ? { ...row, queryCode: queryCodeOf(dataKey, messageId) } : null
  }

  /** @returns null: another process opened it in the meantime */
  async function tryOpen(request: TicketRequest): Promise<OpenedTicket | null> {
    const queryCode = queryCodeOf(dataKey, request.messageId)
    const at = now()
    return transact(async (trx) => {
      const ticket = await trx
        .insertInto('tickets')
        .values({
          id: `t_${randomUUID()}`,
          number: await nextTicketNumber(trx, at),
          query_code_hash: hashQueryCode(dataKey, queryCode),
          conversation_id: request.conversationId,
          message_id: request.messageId,
          reason: request.reason,
          status: 'waiting',
          urgency: request.urgency,
          matter: request.matter,
          service_line: request.serviceLine,
          region_code: request.regionCode,
          summary_masked: request.summaryMasked,
          created_at: at.toISOString(),
          closed_at: null,
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .returning(['id', 'number', 'status'])
        .executeTakeFirst()
      if (!ticket) return null
      await trx
        .insertInto('ticket_events')
        .values({
          ticket_id: ticket.id,
          kind: 'opened',
          actor: 'bot',
          payload_encrypted: dataKey.encrypt(JSON.stringify({ reason: request.reason })),
          created_at: at.toISOString(),
        })
        .execute()
      return { ...ticket, queryCode }
    })
  }

  const openTicket: OpenTicket = async (request) => {
    const ticket =
      (await findOpenedTicket(request.messageId)) ??
      (await tryOpen(request)) ??
      (await findOpenedTicket(request.messageId))
    if (!ticket) throw new Error(`The ticket of message ${request.messageId} was neither opened nor found`)
    return ticket
  }

  return { openTicket, findOpenedTicket }
}
