import { lastDue } from '../../platform/exchange/daily-reconciliation.js'
import { DESTINATION } from '../../platform/exchange/exchange-deps.js'
import type { Records } from '../create-records.js'

const MINUTE_MS = 60_000
/** What is younger still waits to be sent. */
const SENT_AFTER_MS = 20 * MINUTE_MS
const TOOK_MS = 2000
/** What an invented work platform did not take, by the place among the tickets with messages. */
const REFUSALS = [
  { at: 2, error: 'HTTP 422: 机构编码 330521 没有登记' },
  { at: 6, error: 'HTTP 400: summary 超过 500 个字' },
]
/** Whose state is another one there. */
const DIFFERENT_AT = 9

/** As if a work platform had been there all the time: most arrived, two were refused for good, one is another there. */
export async function fillExchange({ db }: Pick<Records, 'db'>, now: Date): Promise<void> {
  const messages = await db
    .selectFrom('exchange_outbox')
    .select(['id', 'ticket_id', 'ticket_number', 'created_at'])
    .orderBy('id')
    .execute()
  const numbers = [...new Set(messages.map(({ ticket_number }) => ticket_number))]
  const refusedNumbers = new Map(REFUSALS.map(({ at, error }) => [numbers[at], error]))
  const sentBefore = new Date(now.getTime() - SENT_AFTER_MS).toISOString()
  const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString()
  const isBlocked = new Set<string>()
  for (const { id, ticket_number: number, created_at: at } of messages) {
    const error = refusedNumbers.get(number)
    if (error !== undefined && !isBlocked.has(number)) {
      isBlocked.add(number)
      await db
        .updateTable('exchange_outbox')
        .set({
          status: 'dead',
          attempts: 12,
          last_error: error,
          first_attempt_at: later(at, TOOK_MS),
          last_attempt_at: later(at, 12 * MINUTE_MS),
        })
        .where('id', '=', id)
        .execute()
    } else if (error === undefined && at < sentBefore) {
      await db
        .updateTable('exchange_outbox')
        .set({ status: 'delivered', attempts: 1, delivered_at: later(at, TOOK_MS) })
        .where('id', '=', id)
        .execute()
    }
  }
  await db
    .insertInto('exchange_destinations')
    .values({ name: DESTINATION, delivered_at: later(sentBefore, TOOK_MS) })
    .execute()
  const dead = [...refusedNumbers.keys()].filter((number) => number !== undefined)
  const different = numbers[DIFFERENT_AT]
  const startedAt = lastDue(now).toISOString()
  await db
    .insertInto('exchange_reconciliations')
    .values({
      started_at: startedAt,
      ended_at: later(startedAt, TOOK_MS),
      trigger: 'daily',
      compared: numbers.length,
      differences: JSON.stringify([
        ...dead.map((number) => ({ number, kind: 'dead_letter', here: 'waiting', there: null, count: 1 })),
        ...(different === undefined
          ? []
          : [{ number: different, kind: 'state_differs', here: 'taken', there: 'answered', count: 0 }]),
      ]),
      error: null,
    })
    .execute()
}
