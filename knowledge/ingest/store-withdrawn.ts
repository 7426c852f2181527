import type { Transaction } from 'kysely'
import { NEXT_REVISION, type Tables } from '../../storage/tables.js'
import type { SourceRows } from './source-rows.js'

const ROWS_A_STATEMENT = 400

/**
 * Keeps a version that nobody is answered from, with its text, as a part of a transaction that publishes at its end. Its
 * passages come and go with the same revision: no reader ever sees them.
 * @param revision of that publication
 */
export async function storeWithdrawn(
  trx: Transaction<Tables>,
  { source, version, passages, createdAt }: SourceRows,
  revision: number,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('sources')
    .values(source)
    .onConflict((c) => c.doNothing())
    .execute()
  await trx
    .insertInto('source_versions')
    .values({
      ...version,
      status: 'withdrawn',
      created_at: createdAt ?? now.toISOString(),
      waiting: null,
    })
    .onConflict((c) => c.doNothing())
    .execute()
  await trx
    .updateTable('source_versions')
    .set({ waiting: JSON.stringify({ status: 'withdrawn' }) })
    .where('id', '=', version.id)
    .where('status', '<>', 'withdrawn')
    .execute()
  const rows = passages.map((passage) => ({
    ...passage,
    published_revision: revision,
    withdrawn_revision: NEXT_REVISION,
  }))
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await trx
      .insertInto('passages')
      .values(rows.slice(start, start + ROWS_A_STATEMENT))
      .onConflict((c) => c.doNothing())
      .execute()
  }
  await trx
    .updateTable('passages')
    .set((eb) => ({
      published_revision: eb.fn.coalesce('published_revision', eb.val(revision)),
      withdrawn_revision: NEXT_REVISION,
    }))
    .where('version_id', '=', version.id)
    .where('withdrawn_revision', 'is', null)
    .execute()
}
