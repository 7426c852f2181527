import { sql, type Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION, type SourceVersionRow, type Tables } from '../../storage/tables.js'
import { followArticles } from '../dependents/follow-articles.js'
import { inChunks } from '../dependents/in-chunks.js'
import { workOutEffectivity } from '../effectivity.js'
import { holdRevision } from './hold-revision.js'
import { readVersionsInForce } from './versions-in-force.js'

const IDS_A_STATEMENT = 400

export interface Publication {
  revision: number
  published: number
  withdrawn: number
}

/**
 * Makes everything that waits visible at once, under the next knowledge revision. Nothing waiting: the revision stays.
 * Dates of force are worked out anew: a release may know of more repeals than the one before.
 */
export async function publishPending(db: Db, now = new Date()): Promise<Publication> {
  return db.transaction().execute((trx) => publishWithin(trx, now, true))
}

/**
 * The same as the end of a transaction. Where a law came, went or changed, the dates of force of all are worked out anew,
 * since a new text may end an old one.
 * @param now tells which law is in force. @param redates also where no law changed
 */
export async function publishWithin(
  trx: Transaction<Tables>,
  now: Date,
  redates = false,
): Promise<Publication> {
  const revision = await holdRevision(trx)
  const next = revision + 1
  const published = await trx
    .updateTable('passages')
    .set({ published_revision: next })
    .where('published_revision', 'is', null)
    // With the sign SQLite leaves this column's index alone, which would lead it through nearly all passages.
    .where(sql`+withdrawn_revision`, 'is', null)
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
  const counts = {
    published: Number(published.numUpdatedRows),
    withdrawn: Number(withdrawn.numUpdatedRows),
  }
  const changed = await changeVersions(trx)
  const touched = counts.published + counts.withdrawn > 0 ? await versionsTouchedBy(trx, next) : []
  const versionIds = new Set([...changed, ...touched])
  if (redates || (await isLawAmong(trx, versionIds))) {
    for (const id of await redateVersions(trx)) {
      changed.push(id)
      versionIds.add(id)
    }
  }
  const suspended = await followArticles(trx, { versionIds, revision: next, now })
  if (counts.published + counts.withdrawn + changed.length + suspended === 0) return { revision, ...counts }
  await trx.updateTable('knowledge_state').set({ revision: next }).where('id', '=', 1).execute()
  return { revision: next, ...counts }
}

/**
 * On a new day law begins or ends without anybody publishing: what rests on it is taken out of use. What a killed run has
 * left waiting goes on waiting.
 */
export async function publishNewDay(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const next = (await holdRevision(trx)) + 1
    const suspended = await followArticles(trx, { versionIds: [], revision: next, now })
    if (suspended > 0)
      await trx.updateTable('knowledge_state').set({ revision: next }).where('id', '=', 1).execute()
  })
}

async function versionsTouchedBy(trx: Transaction<Tables>, revision: number): Promise<string[]> {
  const touched = (column: 'published_revision' | 'withdrawn_revision') =>
    trx.selectFrom('passages').select('version_id').distinct().where(column, '=', revision).execute()
  const rows = [...(await touched('published_revision')), ...(await touched('withdrawn_revision'))]
  return rows.map(({ version_id }) => version_id)
}

async function isLawAmong(trx: Transaction<Tables>, versionIds: ReadonlySet<string>): Promise<boolean> {
  const found = await inChunks([...versionIds], IDS_A_STATEMENT, (ids) =>
    trx
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select('v.id')
      .where('v.id', 'in', ids)
      .where('s.kind', '=', 'statute')
      .limit(1)
      .executeTakeFirst(),
  )
  return found.some((law) => law !== undefined)
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

/** @returns the versions that had changes waiting */
async function changeVersions(trx: Transaction<Tables>): Promise<string[]> {
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
  return versions.map(({ id }) => id)
}

/** @returns the versions that got another end of force */
async function redateVersions(trx: Transaction<Tables>): Promise<string[]> {
  const versions = await readVersionsInForce(trx)
  const ends = workOutEffectivity(versions)
  const changed: string[] = []
  for (const { id, endsNow } of versions) {
    const effectiveTo = ends.get(id) ?? null
    if (effectiveTo === endsNow) continue
    await trx.updateTable('source_versions').set({ effective_to: effectiveTo }).where('id', '=', id).execute()
    changed.push(id)
  }
  return changed
}
