import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { eraseExchangePayload } from './erased.js'
import type { EraseContext } from './privacy-deps.js'

/** Which messages: all of these tickets, or these. */
type Which =
  | { ticketIds: readonly string[] }
  | { outboxIds: readonly number[] }
  | { callbackIds: readonly string[] }

/** What was told to the work platform and by it; what has not been delivered yet goes without its texts. */
export async function eraseExchangeMessages(
  trx: Transaction<Tables>,
  which: Which,
  { dataKey, at }: EraseContext,
): Promise<void> {
  const erased = (sealed: string) =>
    dataKey.encrypt(JSON.stringify(eraseExchangePayload(JSON.parse(dataKey.decrypt(sealed)))))
  if (!('callbackIds' in which)) {
    const base = trx.selectFrom('exchange_outbox').select(['id', 'payload_encrypted'])
    const sent =
      'ticketIds' in which
        ? base.where('ticket_id', 'in', which.ticketIds)
        : base.where('id', 'in', which.outboxIds)
    for (const { id, payload_encrypted } of await sent.execute()) {
      await trx
        .updateTable('exchange_outbox')
        .set({ payload_encrypted: erased(payload_encrypted), erased_at: at })
        .where('id', '=', id)
        .execute()
    }
  }
  if (!('outboxIds' in which)) {
    const base = trx.selectFrom('exchange_callbacks').select(['message_id', 'payload_encrypted'])
    const received =
      'ticketIds' in which
        ? base.where('ticket_id', 'in', which.ticketIds)
        : base.where('message_id', 'in', which.callbackIds)
    for (const { message_id, payload_encrypted } of await received.execute()) {
      await trx
        .updateTable('exchange_callbacks')
        .set({ payload_encrypted: erased(payload_encrypted), erased_at: at })
        .where('message_id', '=', message_id)
        .execute()
    }
  }
}
