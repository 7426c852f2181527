import { chinaDate } from '../../../knowledge/china-date.js'
import { ifNobodyIngests } from '../../../knowledge/ingest/ingest-lock.js'
import { publishNewDay } from '../../../knowledge/ingest/publish-pending.js'
import type { DependentFlagRow } from '../../../storage/tables.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'

const RECORDED_AT_ONCE = 500

/** On a new day looks at all cited articles, and tells the audit log what any publication has found. */
export function createWatchDependents({ db, transact, audit, now }: KnowledgeDeps) {
  return async (): Promise<void> => {
    const state = await db
      .selectFrom('knowledge_state')
      .select('dependents_checked_on')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow()
    // While somebody is ingesting, the end of that does it, or else the next look.
    if (state.dependents_checked_on !== chinaDate(now())) {
      await ifNobodyIngests(db, () => publishNewDay(db, now()))
    }
    const found = await db
      .selectFrom('dependent_flags')
      .select('id')
      .where('recorded_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (found) await record()
  }

  /** Publications come from the command line too, which keeps no log: whoever sees a flag first records it. */
  async function record(): Promise<void> {
    await transact(async (trx) => {
      const rows = await trx
        .selectFrom('dependent_flags as f')
        .innerJoin('source_versions as v', 'v.id', 'f.version_id')
        .innerJoin('sources as s', 's.id', 'v.source_id')
        .select(['f.id', 'v.source_id', 's.title', 'f.law', 'f.number', 'f.why', 'f.is_suspended'])
        .select(['f.status', 'f.decider_name'])
        .where('f.recorded_at', 'is', null)
        .orderBy('f.since')
        .limit(RECORDED_AT_ONCE)
        .execute()
      if (rows.length === 0) return
      const taken = await trx
        .updateTable('dependent_flags')
        .set({ recorded_at: now().toISOString() })
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .where('recorded_at', 'is', null)
        .returning('id')
        .execute()
      const ids = new Set(taken.map(({ id }) => id))
      for (const action of ['suspend', 'flag', 'unflag'] as const) {
        const some = rows.filter((row) => ids.has(row.id) && actionOf(row) === action)
        const sources = new Set(some.map(({ source_id }) => source_id))
        if (some.length === 0) continue
        await audit.record(trx, {
          actorId: null,
          action: `knowledge.${action}`,
          subject: sources.size === 1 ? some[0]!.source_id : `${sources.size} sources`,
          details: {
            articles: some.map(({ title, law, number, why }) => ({ title, law, number, why })),
          },
        })
      }
    })
  }
}

function actionOf({
  status,
  decider_name,
  is_suspended,
}: Pick<DependentFlagRow, 'status' | 'decider_name' | 'is_suspended'>): 'suspend' | 'flag' | 'unflag' {
  if (status === 'kept' && decider_name === null) return 'unflag'
  return is_suspended === 1 ? 'suspend' : 'flag'
}
