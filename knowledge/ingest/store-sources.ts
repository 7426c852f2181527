import type { Transaction } from 'kysely'
import { NEXT_REVISION, type Tables } from '../../storage/tables.js'
import { inChunks } from '../dependents/in-chunks.js'
import type { SourceRows } from './source-rows.js'

const ROWS_A_STATEMENT = 400

/**
 * Puts what a file holds in place of what it held before: unchanged passages keep their rows, new ones wait for
 * publication, missing ones wait for withdrawal, and so do the changes of a version's dates and details.
 * @param path as in `ingested_files.path`
 */
export async function storeSources(
  trx: Transaction<Tables>,
  path: string,
  sources: readonly SourceRows[],
  now: Date,
): Promise<void> {
  await letGo(trx, path, new Set(sources.map(({ version }) => version.id)))
  const withdrawn = await withdrawnOf(
    trx,
    sources.map(({ version }) => version.id),
  )
  for (const { line, ...rows } of sources) {
    const isWithdrawn = withdrawn.has(rows.version.id)
    await trx
      .insertInto('sources')
      .values(rows.source)
      .onConflict((c) => c.column('id').doUpdateSet({ title: rows.source.title }))
      .execute()
    await storeVersion(
      trx,
      isWithdrawn ? { ...rows, version: { ...rows.version, status: 'withdrawn' } } : rows,
      now,
    )
    await trx
      .insertInto('file_versions')
      .values({ path, version_id: rows.version.id, line })
      .onConflict((c) => c.columns(['path', 'version_id']).doUpdateSet({ line }))
      .execute()
    if (!isWithdrawn) await storePassages(trx, rows)
  }
}

async function withdrawnOf(trx: Transaction<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inChunks(ids, ROWS_A_STATEMENT, (some) =>
    trx.selectFrom('withdrawn_answers').select('version_id').where('version_id', 'in', some).execute(),
  )
  return new Set(rows.flat().map(({ version_id }) => version_id))
}

async function storeVersion(
  trx: Transaction<Tables>,
  { source, version, createdAt }: Pick<SourceRows, 'source' | 'version' | 'createdAt'>,
  now: Date,
): Promise<void> {
  const stored = await trx
    .selectFrom('source_versions')
    .selectAll()
    .where('id', '=', version.id)
    .executeTakeFirst()
  if (!stored) {
    await trx
      .insertInto('source_versions')
      .values({ ...version, created_at: createdAt ?? now.toISOString(), waiting: null })
      .execute()
    return
  }
  const changed = (Object.keys(version) as (keyof typeof version)[]).filter(
    (column) =>
      version[column] !== stored[column] &&
      // The publication works it out from all versions.
      !(source.kind === 'statute' && column === 'effective_to'),
  )
  const waiting = changed.length === 0 ? null : JSON.stringify(version, changed)
  if (waiting === stored.waiting) return
  await trx.updateTable('source_versions').set({ waiting }).where('id', '=', version.id).execute()
}

/** Puts a version's passages in place of those that it has. */
export async function storePassages(
  trx: Transaction<Tables>,
  { version, passages }: Pick<SourceRows, 'version' | 'passages'>,
): Promise<void> {
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
      // The same text came from another file: one passage is enough, and stays where it is as long as it is there.
      .onConflict((c) =>
        c
          .column('id')
          .doUpdateSet((eb) => ({
            version_id: eb.ref('excluded.version_id'),
            ordinal: eb.ref('excluded.ordinal'),
            published_revision: null,
            withdrawn_revision: null,
          }))
          .where('passages.withdrawn_revision', 'is not', null),
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
    version,
    gone.map(({ id }) => id),
  )
}

async function withdrawPassages(
  trx: Transaction<Tables>,
  { source_id, version_date }: Pick<SourceRows['version'], 'source_id' | 'version_date'>,
  ids: readonly string[],
): Promise<void> {
  for (let start = 0; start < ids.length; start += ROWS_A_STATEMENT) {
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: NEXT_REVISION })
      .where('id', 'in', ids.slice(start, start + ROWS_A_STATEMENT))
      .execute()
  }
  if (ids.length === 0 || version_date !== null) return
  // Undated texts have a version in each file, and one passage for what two of them say word for word.
  const beside = await trx
    .selectFrom('source_versions')
    .select('id')
    .where('source_id', '=', source_id)
    .where('version_date', 'is', null)
    .execute()
  await readAgain(
    trx,
    beside.map(({ id }) => id),
  )
}

/** What the file held and no longer does is withdrawn, except versions that another file holds too. */
async function letGo(trx: Transaction<Tables>, path: string, kept: ReadonlySet<string>): Promise<void> {
  const held = await trx
    .selectFrom('file_versions')
    .innerJoin('source_versions', 'source_versions.id', 'version_id')
    .select(['id', 'source_id', 'version_date'])
    .where('path', '=', path)
    .execute()
  for (const version of held.filter(({ id }) => !kept.has(id))) {
    await trx
      .deleteFrom('file_versions')
      .where('path', '=', path)
      .where('version_id', '=', version.id)
      .execute()
    const other = await trx
      .selectFrom('file_versions')
      .select('path')
      .where('version_id', '=', version.id)
      .executeTakeFirst()
    if (other) {
      await readAgain(trx, [version.id])
      continue
    }
    const waiting = JSON.stringify({ status: 'withdrawn' })
    await trx.updateTable('source_versions').set({ waiting }).where('id', '=', version.id).execute()
    const passages = await trx
      .selectFrom('passages')
      .select('id')
      .where('version_id', '=', version.id)
      .where('withdrawn_revision', 'is', null)
      .execute()
    await withdrawPassages(
      trx,
      version,
      passages.map(({ id }) => id),
    )
  }
}

/** Files that hold these versions count as changed: they may say what has just been taken away. */
async function readAgain(trx: Transaction<Tables>, versionIds: readonly string[]): Promise<void> {
  await trx
    .updateTable('ingested_files')
    .set({ content_hash: '' })
    .where(({ eb, selectFrom }) =>
      eb('path', 'in', selectFrom('file_versions').select('path').where('version_id', 'in', versionIds)),
    )
    .execute()
}
