import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { inChunks } from './in-chunks.js'

const IDS_A_STATEMENT = 400

/** Whether what rests on a changed article is taken out of use; else it is only listed. */
export async function isSuspending(db: Pick<Transaction<Tables>, 'selectFrom'>): Promise<boolean> {
  const policy = await db
    .selectFrom('dependents_policy')
    .select('mode')
    .where('id', '=', 1)
    .executeTakeFirst()
  return policy?.mode !== 'flag'
}

/** Takes guides and Q&A out of use with the publication that is being made; no file brings them back. */
export async function suspend(
  trx: Transaction<Tables>,
  versionIds: readonly string[],
  revision: number,
  now: Date,
): Promise<void> {
  await inChunks(versionIds, IDS_A_STATEMENT, async (ids) => {
    await trx
      .insertInto('withdrawn_answers')
      .values(ids.map((version_id) => ({ version_id, withdrawn_at: now.toISOString() })))
      .onConflict((c) => c.doNothing())
      .execute()
    await trx.updateTable('source_versions').set({ status: 'withdrawn' }).where('id', 'in', ids).execute()
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: revision })
      .where('version_id', 'in', ids)
      .where('withdrawn_revision', 'is', null)
      .execute()
  })
}
