import type { Transaction } from 'kysely'
import { inChunks } from '../../../knowledge/dependents/in-chunks.js'
import type { DependentFlagRow, Tables } from '../../../storage/tables.js'

const IDS_A_STATEMENT = 400

interface Settlement {
  versionIds: readonly string[]
  status: Exclude<DependentFlagRow['status'], 'open'>
  /** null: the system, at the hour that somebody set. */
  by: string | null
  now: Date
}

/** Somebody has decided: nothing of these guides and Q&A waits to be looked at any more. */
export async function settleFlags(
  trx: Transaction<Tables>,
  { versionIds, status, by, now }: Settlement,
): Promise<void> {
  await inChunks(versionIds, IDS_A_STATEMENT, (ids) =>
    trx
      .updateTable('dependent_flags')
      .set({ status, decider_name: by, decided_at: now.toISOString() })
      .where('version_id', 'in', ids)
      .where('status', '=', 'open')
      .execute(),
  )
}
