import { ifDatabaseIsFree } from '../../storage/locks.js'
import type { ExchangeDeps } from './exchange-deps.js'
import type { Reconciliation } from './reconcile.js'

/** 03:00 in China, which keeps one time all year. */
const DUE_MS = (3 - 8) * 3_600_000
const DAY_MS = 86_400_000
/** After one that could not be made. */
const AGAIN_MS = 60 * 60_000

/** The last time at which a daily reconciliation was to be made. */
export function lastDue(now: Date): Date {
  return new Date(Math.floor((now.getTime() - DUE_MS) / DAY_MS) * DAY_MS + DUE_MS)
}

/** Made once a day, whichever of the processes; made up for when nobody was there at three. */
export function createDailyReconciliation(
  { db, now }: Pick<ExchangeDeps, 'db' | 'now'>,
  reconcile: () => Promise<Reconciliation>,
) {
  async function isDue(): Promise<boolean> {
    const at = now()
    const { made, tried } = await db
      .selectFrom('exchange_reconciliations')
      .select(({ fn }) => [
        fn.max('started_at').filterWhere('error', 'is', null).as('made'),
        fn.max('started_at').as('tried'),
      ])
      .where('trigger', '=', 'daily')
      .executeTakeFirstOrThrow()
    if (made !== null && made >= lastDue(at).toISOString()) return false
    return tried === null || at.getTime() - Date.parse(tried) >= AGAIN_MS
  }

  /** @returns null: it is not due, or somebody else makes it */
  async function reconcileIfDue(): Promise<Reconciliation | null> {
    if (!(await isDue())) return null
    const attempt = await ifDatabaseIsFree(db, 'reconcile', async () =>
      (await isDue()) ? reconcile() : null,
    )
    return attempt?.result ?? null
  }

  return reconcileIfDue
}
