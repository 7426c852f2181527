import { sql } from 'kysely'
import { backoffMs } from './backoff.js'
import type { Claim } from './claim-message.js'
import { DESTINATION, type ExchangeDeps } from './exchange-deps.js'
import type { Delivery } from './work-platform-client.js'

const MOST_ATTEMPTS = 12
/** A refused message counts as so many attempts: it steps aside at once, and is dead at its third refusal. */
const REFUSAL_WEIGHT = 4
const GIVE_UP_AFTER_MS = 24 * 3_600_000

/**
 * Writes down what became of an attempt. A message is dead when its attempts are used up and it is the message that
 * is at fault: something else arrived since it was tried before, or it has been tried for a day. While nothing
 * arrives, the destination is at fault, and nothing is given up.
 */
export function createSettleDelivery({ transact, now, random }: ExchangeDeps) {
  return ({ id, message, triedBeforeAt }: Claim, delivery: Delivery): Promise<void> =>
    transact(async (trx) => {
      const at = now()
      const later = (ms: number) => new Date(at.getTime() + ms).toISOString()
      const mine = trx
        .updateTable('exchange_destinations')
        .where('name', '=', DESTINATION)
        .where('claim', '=', id)
      if (delivery.status === 'delivered') {
        // Also where the claim has ended meanwhile: it did arrive.
        await trx
          .updateTable('exchange_outbox')
          .set({
            status: 'delivered',
            delivered_at: at.toISOString(),
            next_attempt_at: null,
            last_error: null,
          })
          .where('id', '=', message.id)
          .where('status', '!=', 'delivered')
          // Staff may have put another one in its place meanwhile.
          .where('message_id', '=', message.message_id)
          .execute()
        await mine
          .set({
            claim: null,
            claimed_until: null,
            failures: 0,
            next_attempt_at: null,
            delivered_at: at.toISOString(),
          })
          .execute()
        return
      }
      const destination = await mine
        .set((eb) => ({ claim: null, claimed_until: null, failures: eb('failures', '+', 1) }))
        .returning(['failures', 'delivered_at'])
        .executeTakeFirst()
      // Somebody else has taken over: it is theirs to say how it went.
      if (!destination) return
      const attempts = message.attempts + (delivery.refused ? REFUSAL_WEIGHT - 1 : 0)
      const isAtFault =
        (triedBeforeAt !== null &&
          destination.delivered_at !== null &&
          destination.delivered_at > triedBeforeAt) ||
        at.getTime() - Date.parse(message.first_attempt_at ?? message.created_at) > GIVE_UP_AFTER_MS
      await trx
        .updateTable('exchange_outbox')
        .set({
          attempts,
          status: attempts >= MOST_ATTEMPTS && isAtFault ? 'dead' : 'waiting',
          last_error: delivery.error,
          next_attempt_at: later(backoffMs(attempts, random, delivery.retryAfterMs)),
        })
        .where('id', '=', message.id)
        .where('status', '=', sql.lit('waiting'))
        .execute()
      await trx
        .updateTable('exchange_destinations')
        .set({ next_attempt_at: later(backoffMs(destination.failures, random, delivery.retryAfterMs)) })
        .where('name', '=', DESTINATION)
        .execute()
    })
}
