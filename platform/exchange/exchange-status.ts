import type { Db } from '../../storage/database.js'
import { DESTINATION } from './exchange-deps.js'
import type { Reconciliation } from './reconcile.js'

export interface ExchangeStatus {
  /** Not delivered yet and still tried; `waitingSince`: the oldest. */
  waiting: number
  waitingSince: string | null
  dead: number
  /** Failed attempts in a row, and when the next one is. */
  failures: number
  nextAttemptAt: string | null
  lastError: string | null
  deliveredAt: string | null
  /** Tickets of which a callback has come too early; `since`: the oldest of them. */
  gaps: { ticketNumber: string; missingSeq: number; kept: number; since: string }[]
  /** Callbacks of the last seven days that the ticket did not allow. */
  refused: { ticketNumber: string; kind: string; detail: string | null; at: string }[]
  lastReconciliation: Reconciliation | null
}

const REFUSED_DAYS_MS = 7 * 86_400_000
/** Of gaps and refusals, the newest. */
const LISTED = 100

export function createExchangeStatus({
  db,
  now,
  lastReconciliation,
}: {
  db: Db
  now(): Date
  lastReconciliation(): Promise<Reconciliation | null>
}) {
  return async (): Promise<ExchangeStatus> => {
    const outbox = await db
      .selectFrom('exchange_outbox')
      .select(({ fn }) => [
        fn.countAll().filterWhere('status', '=', 'waiting').as('waiting'),
        fn.min('created_at').filterWhere('status', '=', 'waiting').as('since'),
        fn.countAll().filterWhere('status', '=', 'dead').as('dead'),
      ])
      .where('destination', '=', DESTINATION)
      .where('status', 'in', ['waiting', 'dead'])
      .executeTakeFirstOrThrow()
    const destination = await db
      .selectFrom('exchange_destinations')
      .selectAll()
      .where('name', '=', DESTINATION)
      .executeTakeFirst()
    const failed = await db
      .selectFrom('exchange_outbox')
      .select('last_error')
      .where('destination', '=', DESTINATION)
      .where('status', 'in', ['waiting', 'dead'])
      .where('last_error', 'is not', null)
      .orderBy('last_attempt_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const gaps = await db
      .selectFrom('exchange_callbacks as kept')
      .innerJoin('exchange_inbound as inbound', 'inbound.ticket_id', 'kept.ticket_id')
      .select(({ fn }) => [
        'kept.ticket_number',
        'inbound.next_seq',
        fn.countAll().as('kept'),
        fn.min('kept.received_at').as('since'),
      ])
      .where('kept.result', '=', 'kept')
      .groupBy(['kept.ticket_number', 'inbound.next_seq'])
      .orderBy('kept.ticket_number', 'desc')
      .limit(LISTED)
      .execute()
    const refused = await db
      .selectFrom('exchange_callbacks')
      .select(['ticket_number', 'kind', 'detail', 'received_at'])
      .where('result', '=', 'refused')
      .where('received_at', '>', new Date(now().getTime() - REFUSED_DAYS_MS).toISOString())
      .orderBy('received_at', 'desc')
      .limit(LISTED)
      .execute()
    return {
      waiting: Number(outbox.waiting),
      waitingSince: outbox.since,
      dead: Number(outbox.dead),
      failures: destination?.failures ?? 0,
      nextAttemptAt: destination?.next_attempt_at ?? null,
      lastError: failed?.last_error ?? null,
      deliveredAt: destination?.delivered_at ?? null,
      gaps: gaps.map((row) => ({
        ticketNumber: row.ticket_number,
        missingSeq: row.next_seq,
        kept: Number(row.kept),
        since: row.since,
      })),
      refused: refused.map((row) => ({
        ticketNumber: row.ticket_number,
        kind: row.kind,
        detail: row.detail,
        at: row.received_at,
      })),
      lastReconciliation: await lastReconciliation(),
    }
  }
}
