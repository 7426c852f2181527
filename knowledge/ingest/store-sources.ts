import type { Transaction } from 'kysely'
import { NEXT_REVISION, type Tables } from '../../storage/tables.js'
import type { SourceRows } from './source-rows.js'

const ROWS_A_STATEMENT = 400

/**
 * Puts what a file holds in place of what it held before: unchanged passages keep their rows, new ones wait for
 * publication, missing ones wait for withdrawal.
 */
export async function storeSources(
  trx: Transaction<Tables>,
  file: string,
  sources: readonly SourceRows[],
  now: Date,
): Promise<void> {
  const kept = new Set<string>()
  for (const rows of sources) {
    await trx
      .insertInto('sources')
      .values(rows.source)
      .onConflict((c) => c.column('id').doUpdateSet({ title: rows.source.title }))
      .execute()
    await trx
      .insertInto('source_versions')
      .values({ ...rows.version, created_at: now.toISOString() })
      .onConflict((c) => c.column('id').doUpdateSet(rows.version))
      .execute()
    await storePassages(trx, rows)
    kept.add(rows.version.id)
  }
  await withdrawMissingVersions(trx, file, kept)
}

async function storePassages(trx: Transaction<Tables>, { version, passages }: SourceRows): Promise<void> {
  const before = await trx
    .selectFrom('passages')
    .select(['id', 'ordinal', 'published_revision', 'withdrawn_revision'])
    .where('version_id', '=', version.id)
    .execute()
  const rowsBefore = new Map(before.map((row) => [row.id, row]))
  const now = new Set(passages.map(({ id }) => id))
  const fresh = passages.filter(({ id }) => !rowsBefore.has(id))
  for (let start = 0; start < fresh.length; start += ROWS_A_STATEMENT) {
    await trx
      .insertInto('passages')
      .values(fresh.slice(start, start + ROWS_A_STATEMENT))
      // The same text of the same version came from another file: one passage is enough.
      .onConflict((c) =>
        c.column('id').doUpdateSet((eb) => ({
          version_id: eb.ref('excluded.version_id'),
          ordinal: eb.ref('excluded.ordinal'),
          published_revision: eb
            .case()
            .when('passages.withdrawn_revision', 'is', null)
            .then(eb.ref('passages.published_revision'))
            .else(null)
            .end(),
          withdrawn_revision: null,
        })),
      )
      .execute()
  }
  for (const passage of passages) {
    const row = rowsBefore.get(passage.id)
    if (!row) continue
    const restored = row.withdrawn_revision !== null
    if (!restored && row.ordinal === passage.ordinal) continue
    await trx
      .updateTable('passages')
      .set({
        ordinal: passage.ordinal,
        withdrawn_revision: null,
        // A withdrawal that was never published leaves the passage as it was.
        published_revision:
          restored && row.withdrawn_revision !== NEXT_REVISION ? null : row.published_revision,
      })
      .where('id', '=', passage.id)
      .execute()
  }
  const gone = before.filter(({ id, withdrawn_revision }) => !now.has(id) && withdrawn_revision === null)
  await withdrawPassages(
    trx,
    gone.map(({ id }) => id),
  )
}

async function withdrawPassages(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += ROWS_A_STATEMENT) {
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: NEXT_REVISION })
      .where('id', 'in', ids.slice(start, start + ROWS_A_STATEMENT))
      .execute()
  }
}

async function withdrawMissingVersions(
  trx: Transaction<Tables>,
  file: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  const versions = await trx
    .selectFrom('source_versions')
    .select('id')
    .where('file', '=', file)
    .where('status', '=', 'published')
    .execute()
  for (const { id } of versions.filter((version) => !kept.has(version.id))) {
    await trx.updateTable('source_versions').set({ status: 'withdrawn' }).where('id', '=', id).execute()
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: NEXT_REVISION })
      .where('version_id', '=', id)
      .where('withdrawn_revision', 'is', null)
      .execute()
  }
}
