import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OutboxRow, Tables } from '../../storage/tables.js'
import { DESTINATION, type ExchangeDeps } from './exchange-deps.js'

/** From then on messages of other tickets go before it. */
const STEP_ASIDE_AFTER = 4

export interface Claim {
  id: string
  message: OutboxRow
  /** When the message was tried before this time. */
  triedBeforeAt: string | null
}

/** `until`: when there will be something to do; null: that is not known, something new may come at any time. */
export type ClaimAttempt = { claim: Claim } | { until: Date | null }

/**
 * Takes the destination for one attempt and picks what is sent. One process has it at a time; the claim of one that
 * was killed ends by itself; their clocks may differ by less than a request may take.
 *
 * Messages go in the order in which they came, one after another. One that failed often steps aside for those of
 * other tickets; those of its own ticket wait until it has arrived, also when it is among the dead letters, or until
 * staff skip it.
 */
export function createClaimMessage({ transact, engine, settings, now }: ExchangeDeps) {
  /** Twice as long as a request may take: a claim must not end while its request is still under way. */
  const claimMs = 2 * settings.timeoutMs

  return (): Promise<ClaimAttempt> =>
    transact(async (trx) => {
      const at = now()
      const iso = at.toISOString()
      await trx
        .insertInto('exchange_destinations')
        .values({ name: DESTINATION })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      const destination = await trx
        .selectFrom('exchange_destinations')
        .selectAll()
        .where('name', '=', DESTINATION)
        // SQLite has one writer at a time: there the transaction is the lock.
        .$if(engine === 'postgres', (query) => query.forUpdate().skipLocked())
        .executeTakeFirst()
      // Somebody else is just taking it.
      if (!destination) return { until: null }
      const busyUntil = [destination.claimed_until, destination.next_attempt_at]
        .filter((until) => until !== null && until > iso)
        .sort()
        .at(-1)
      if (busyUntil) return { until: new Date(busyUntil) }
      const message = await firstInLine(trx)
      if (!message) return { until: null }
      // It is not passed by. Where it has stepped aside, it is the first that is due.
      if (message.next_attempt_at !== null && message.next_attempt_at > iso) {
        return { until: new Date(message.next_attempt_at) }
      }
      const claim = randomUUID()
      await trx
        .updateTable('exchange_destinations')
        .set({ claim, claimed_until: new Date(at.getTime() + claimMs).toISOString() })
        .where('name', '=', DESTINATION)
        .execute()
      await trx
        .updateTable('exchange_outbox')
        .set((eb) => ({
          // Before sending: one that ends this process each time must not be tried for ever.
          attempts: eb('attempts', '+', 1),
          first_attempt_at: message.first_attempt_at ?? iso,
          last_attempt_at: iso,
        }))
        .where('id', '=', message.id)
        .execute()
      const claimed = {
        ...message,
        attempts: message.attempts + 1,
        first_attempt_at: message.first_attempt_at ?? iso,
      }
      return { claim: { id: claim, message: claimed, triedBeforeAt: message.last_attempt_at } }
    })
}

/** The oldest that has not failed often; where there is none, of those that have stepped aside what is due first. */
async function firstInLine(trx: Transaction<Tables>): Promise<OutboxRow | undefined> {
  const inOrder = await heads(trx)
    .where('attempts', '<', STEP_ASIDE_AFTER)
    .orderBy('message.id')
    .executeTakeFirst()
  if (inOrder) return inOrder
  return heads(trx).orderBy('next_attempt_at').orderBy('message.id').executeTakeFirst()
}

/** Of each ticket the first message that has not arrived, unless that is a dead one. */
function heads(trx: Transaction<Tables>) {
  return trx
    .selectFrom('exchange_outbox as message')
    .selectAll('message')
    .where('destination', '=', DESTINATION)
    .where('status', '=', 'waiting')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('exchange_outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.ticket_id', '=', 'message.ticket_id')
            .whereRef('earlier.destination', '=', 'message.destination')
            .whereRef('earlier.ticket_seq', '<', 'message.ticket_seq')
            .where('earlier.status', 'not in', ['delivered', 'skipped']),
        ),
      ),
    )
    .limit(1)
}
