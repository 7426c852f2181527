import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION, type SourceVersionRow, type Tables } from '../../storage/tables.js'
import { inChunks } from '../dependents/in-chunks.js'
import { lastText, sourceFromRows } from '../read-source.js'
import { whenNobodyIngests } from './ingest-lock.js'
import { type Publication, publishWithin } from './publish-pending.js'
import { sourceRows } from './source-rows.js'
import { storePassages } from './store-sources.js'

const IDS_A_STATEMENT = 400

interface Options {
  /** As in `source_versions.id`. */
  ids: readonly string[]
  /** Written in the same transaction. */
  beside?(trx: Transaction<Tables>): Promise<void>
  /** Called once when another process is ingesting, before waiting for its end. */
  onWait?(): void
  now?: () => Date
}

/** Takes versions out of the knowledge for good: the files that hold them do not bring them back. */
export async function withdrawVersions(
  db: Db,
  { ids, beside, onWait, now = () => new Date() }: Options,
): Promise<Publication> {
  return change({ db, onWait, now }, async (trx) => {
    await withdrawWithin(trx, ids, now())
    await beside?.(trx)
  })
}

/** The same as a part of a transaction that publishes at its end. */
export async function withdrawWithin(
  trx: Transaction<Tables>,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  for (const id of ids) {
    await trx
      .insertInto('withdrawn_answers')
      .values({ version_id: id, withdrawn_at: now.toISOString() })
      .onConflict((c) => c.doNothing())
      .execute()
    await setStatus(trx, id, 'withdrawn')
    await trx
      .updateTable('passages')
      .set({ withdrawn_revision: NEXT_REVISION })
      .where('version_id', '=', id)
      .where('withdrawn_revision', 'is', null)
      .execute()
  }
}

/** Undoes it, with the text that a version had last. One that no file holds any more comes back with the next file that does. */
export async function restoreVersions(
  db: Db,
  { ids, beside, onWait, now = () => new Date() }: Options,
): Promise<Publication> {
  return change({ db, onWait, now }, async (trx) => {
    for (const id of ids) {
      await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
      const held = await trx
        .selectFrom('file_versions')
        .select('path')
        .where('version_id', '=', id)
        .executeTakeFirst()
      if (held) await restoreText(trx, id)
    }
    await beside?.(trx)
  })
}

/** Earlier texts under the same id stay out: a guide may have been written anew in its file. */
async function restoreText(trx: Transaction<Tables>, id: string): Promise<void> {
  const version = await trx
    .selectFrom('source_versions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const source = await trx
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', version.source_id)
    .executeTakeFirstOrThrow()
  await setStatus(trx, id, 'published')
  if (source.kind !== 'statute') {
    const { passages } = sourceRows(sourceFromRows({ source, version, passages: [] }), version.file)
    const rows = passages.map((passage) => ({ ...passage, version_id: id }))
    await storePassages(trx, { version, passages: rows })
    return
  }
  const rows = await trx
    .selectFrom('passages')
    .select(['id', 'published_revision', 'withdrawn_revision'])
    .where('version_id', '=', id)
    .execute()
  const last = lastText(rows).filter(({ withdrawn_revision }) => withdrawn_revision !== null)
  await inChunks(last, IDS_A_STATEMENT, (some) =>
    trx
      .updateTable('passages')
      .set({ published_revision: null, withdrawn_revision: null })
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute(),
  )
}

/** As one transaction with its publication: a kill leaves all of it or nothing. */
function change(
  { db, onWait, now }: { db: Db; onWait: (() => void) | undefined; now: () => Date },
  work: (trx: Transaction<Tables>) => Promise<void>,
) {
  return whenNobodyIngests(
    db,
    () =>
      db.transaction().execute(async (trx) => {
        // What a killed run had stored comes first: a passage that is withdrawn unpublished would be forgotten.
        await publishWithin(trx, now())
        await work(trx)
        return publishWithin(trx, now())
      }),
    onWait,
  )
}

async function setStatus(
  trx: Transaction<Tables>,
  id: string,
  status: SourceVersionRow['status'],
): Promise<void> {
  await trx
    .updateTable('source_versions')
    .set({ waiting: JSON.stringify({ status }) })
    .where('id', '=', id)
    .where('status', '<>', status)
    .execute()
}
