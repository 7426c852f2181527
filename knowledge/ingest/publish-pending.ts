import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION, type SourceVersionRow, type Tables } from '../../storage/tables.js'
import { type VersionInForce, workOutEffectivity } from '../effectivity.js'
import type { StatuteDetails } from '../statute-details.js'

export interface Publication {
  revision: number
  published: number
  withdrawn: number
}

/**
 * Makes everything that waits visible at once, under the next knowledge revision. Nothing waiting: the revision stays.
 * Dates of force are worked out over all statute versions, since a new text may end an old one.
 */
export async function publishPending(db: Db): Promise<Publication> {
  return db.transaction().execute(publishWithin)
}

/** The same as the end of a transaction. */
export async function publishWithin(trx: Transaction<Tables>): Promise<Publication> {
  // Writing takes the row's lock: of two publications at once the second waits, and reads the first one's number.
  const { revision } = await trx
    .updateTable('knowledge_state')
    .set((row) => ({ revision: row.ref('revision') }))
    .where('id', '=', 1)
    .returning('revision')
    .executeTakeFirstOrThrow()
  const next = revision + 1
  const published = await trx
    .updateTable('passages')
    .set({ published_revision: next })
    .where('published_revision', 'is', null)
    .where('withdrawn_revision', 'is', null)
    .executeTakeFirst()
  // Withdrawn before it was ever published: nobody saw it.
  await trx
    .deleteFrom('passages')
    .where('published_revision', 'is', null)
    .where('withdrawn_revision', '=', NEXT_REVISION)
    .execute()
  const withdrawn = await trx
    .updateTable('passages')
    .set({ withdrawn_revision: next })
    .where('withdrawn_revision', '=', NEXT_REVISION)
    .executeTakeFirst()
  const changed = (await changeVersions(trx)) + (await redateVersions(trx))
  const counts = {
    published: Number(published.numUpdatedRows),
    withdrawn: Number(withdrawn.numUpdatedRows),
  }
  if (counts.published + counts.withdrawn + changed === 0) return { revision, ...counts }
  await trx.updateTable('knowledge_state').set({ revision: next }).where('id', '=', 1).execute()
  return { revision: next, ...counts }
}

/** Whether files with this prefix hold something that waits for publication. */
export async function isWaiting(db: Db, filePrefix: string): Promise<boolean> {
  const row = await db
    .selectFrom('source_versions')
    .innerJoin('passages', 'passages.version_id', 'source_versions.id')
    .select('passages.id')
    .where('file', 'like', `${filePrefix}%`)
    .where(({ eb, or }) =>
      or([
        eb('waiting', 'is not', null),
        eb('withdrawn_revision', '=', NEXT_REVISION),
        eb('published_revision', 'is', null),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns how many versions had changes waiting */
async function changeVersions(trx: Transaction<Tables>): Promise<number> {
  const versions = await trx
    .selectFrom('source_versions')
    .select(['id', 'waiting'])
    .where('waiting', 'is not', null)
    .execute()
  for (const { id, waiting } of versions) {
    const columns = JSON.parse(waiting ?? '{}') as Partial<SourceVersionRow>
    await trx
      .updateTable('source_versions')
      .set({ ...columns, waiting: null })
      .where('id', '=', id)
      .execute()
  }
  return versions.length
}

/** @returns how many versions got another end of force */
async function redateVersions(trx: Transaction<Tables>): Promise<number> {
  const rows = await trx
    .selectFrom('source_versions')
    .innerJoin('sources', 'sources.id', 'source_versions.source_id')
    .select([
      'source_versions.id',
      'sources.short_title',
      'sources.region_code',
      'version_date',
      'effective_from',
      'effective_to',
      'file',
      'details',
    ])
    .where('sources.kind', '=', 'statute')
    .where('status', '=', 'published')
    .execute()
  const versions: VersionInForce[] = rows.map((row) => {
    const details = JSON.parse(row.details) as StatuteDetails
    return {
      id: row.id,
      shortTitle: row.short_title,
      regionCode: row.region_code,
      versionDate: row.version_date,
      effectiveFrom: row.effective_from,
      effectiveTo: details.ownEffectiveTo,
      repeals: details.repeals,
      repealsOn: details.repealsOn,
      part: details.part,
    }
  })
  const ends = workOutEffectivity(versions)
  let changed = 0
  for (const row of rows) {
    const effectiveTo = ends.get(row.id) ?? null
    if (effectiveTo === row.effective_to) continue
    await trx
      .updateTable('source_versions')
      .set({ effective_to: effectiveTo })
      .where('id', '=', row.id)
      .execute()
    changed++
  }
  return changed
}
