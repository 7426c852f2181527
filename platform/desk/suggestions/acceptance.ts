import { sql } from 'kysely'
import type { Db } from '../../../storage/database.js'
import type { StaffScope } from '../../tickets/staff-scope.js'

/** What became of the suggestions on one matter. */
export interface Acceptance {
  matter: string
  calls: number
  shown: number
  used: number
  edited: number
  rejected: number
  /** Used or edited, of those shown; 0 to 1. */
  acceptance: number
  /** Mean edit distance of the edited ones, in characters; null: none was. */
  meanDistance: number | null
  /** Mean time from a pause to the list. */
  meanTookMs: number
}

/** By matter, those shown most first. @param from,to ISO instants, `to` excluded */
export async function readAcceptance(
  db: Db,
  { officeIds }: StaffScope,
  { from, to }: { from: string; to: string },
): Promise<Acceptance[]> {
  const count = (choice: 'used' | 'edited' | 'rejected') =>
    sql<number>`sum(case when suggestions.choice = ${choice} then 1 else 0 end)`.as(choice)
  let query = db
    .selectFrom('suggestions')
    .innerJoin('hotline_calls', 'hotline_calls.id', 'suggestions.call_id')
    .select(['suggestions.matter', count('used'), count('edited'), count('rejected')])
    .select(sql<number>`count(*)`.as('shown'))
    .select(sql<number>`count(distinct suggestions.call_id)`.as('calls'))
    .select(
      sql<number | null>`avg(case when suggestions.choice = 'edited' then distance end)`.as('mean_distance'),
    )
    .select(sql<number>`avg(took_ms)`.as('mean_took_ms'))
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .groupBy('suggestions.matter')
  if (officeIds !== 'all') query = query.where('office_id', 'in', [...officeIds])
  const rows = await query.execute()
  return rows
    .map((row) => {
      // PostgreSQL gives counts and means as text.
      const [calls, shown, used] = [Number(row.calls), Number(row.shown), Number(row.used)]
      const [edited, rejected] = [Number(row.edited), Number(row.rejected)]
      return {
        matter: row.matter,
        calls,
        shown,
        used,
        edited,
        rejected,
        acceptance: (used + edited) / shown,
        meanDistance: row.mean_distance === null ? null : Number(row.mean_distance),
        meanTookMs: Number(row.mean_took_ms),
      }
    })
    .sort((a, b) => b.shown - a.shown)
}
