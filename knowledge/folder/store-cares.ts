import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { FolderCare } from './folder-tables.js'

const CHANGED_BY = '知识库导入'

/** Owners are found again by name, where one account alone has it; otherwise the name stays. */
export async function storeCares(
  trx: Transaction<Tables>,
  cares: readonly FolderCare[],
  now: Date,
): Promise<void> {
  const staff = await trx
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('status', '<>', 'disabled')
    .execute()
  for (const { sourceId, ownerName, reviewBy, expiresOn } of cares) {
    const source = await trx.selectFrom('sources').select('id').where('id', '=', sourceId).executeTakeFirst()
    if (!source) continue
    const before = await trx
      .selectFrom('source_care')
      .selectAll()
      .where('source_id', '=', sourceId)
      .executeTakeFirst()
    const isSame =
      before?.owner_name === ownerName && before.review_by === reviewBy && before.expires_on === expiresOn
    if (isSame) continue
    const named = staff.filter(({ name }) => name === ownerName)
    const row = {
      version: (before?.version ?? 0) + 1,
      owner_id: named.length === 1 ? named[0]!.id : null,
      owner_name: ownerName,
      review_by: reviewBy,
      expires_on: expiresOn,
      changed_by: CHANGED_BY,
      changed_at: now.toISOString(),
    }
    await trx
      .insertInto('source_care')
      .values({ source_id: sourceId, ...row })
      .onConflict((c) => c.column('source_id').doUpdateSet(row))
      .execute()
  }
}
