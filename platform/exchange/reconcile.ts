import { chinaDate } from '../../knowledge/china-date.js'
import { compareTickets, type Difference } from './compare-tickets.js'
import type { ExchangeDeps } from './exchange-deps.js'
import type { RemoteTicket } from './exchange-messages.js'
import { readLocalTickets } from './read-local-tickets.js'

export interface Reconciliation {
  startedAt: string
  endedAt: string
  trigger: 'daily' | 'manual'
  /** How many tickets both sides were compared by. */
  compared: number
  differences: Difference[]
  /** Why the comparison could not be made; null: it was. */
  error: string | null
}

/** Closed tickets change no more: older ones were compared often. */
const DEFAULT_DAYS = 90
const DAY_MS = 86_400_000

/** Compares both sides by number and state, and keeps what was found. */
export function createReconcile({ db, now }: Pick<ExchangeDeps, 'db' | 'now'>) {
  return {
    /**
     * @param listRemote the other side's tickets of those opened on that day (in China) or later
     * @param days how far back
     */
    async reconcile(
      listRemote: (openedSince: string) => AsyncIterable<RemoteTicket>,
      { trigger, days = DEFAULT_DAYS }: { trigger: Reconciliation['trigger']; days?: number },
    ): Promise<Reconciliation> {
      const startedAt = now()
      const since = new Date(startedAt.getTime() - days * DAY_MS)
      let compared = 0
      let differences: Difference[] = []
      let error: string | null = null
      try {
        const remote = new Map<string, RemoteTicket>()
        for await (const ticket of listRemote(chinaDate(since))) remote.set(ticket.number, ticket)
        const local = await readLocalTickets(db, { since, alsoNumbers: [...remote.keys()] })
        compared = new Set([...remote.keys(), ...local.map(({ number }) => number)]).size
        differences = compareTickets(local, remote, startedAt)
      } catch (fault) {
        error = fault instanceof Error ? fault.message : String(fault)
      }
      const result = {
        startedAt: startedAt.toISOString(),
        endedAt: now().toISOString(),
        trigger,
        compared,
        differences,
        error,
      }
      await db
        .insertInto('exchange_reconciliations')
        .values({
          started_at: result.startedAt,
          ended_at: result.endedAt,
          trigger,
          compared,
          differences: JSON.stringify(differences),
          error,
        })
        .execute()
      return result
    },

    /** The last one, made or not; null: none yet. */
    async lastReconciliation(): Promise<Reconciliation | null> {
      const row = await db
        .selectFrom('exchange_reconciliations')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row
        ? {
            startedAt: row.started_at,
            endedAt: row.ended_at,
            trigger: row.trigger,
            compared: row.compared,
            differences: JSON.parse(row.differences) as Difference[],
            error: row.error,
          }
        : null
    },
  }
}
