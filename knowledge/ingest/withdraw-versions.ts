import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION, type SourceVersionRow, type Tables } from '../../storage/tables.js'
import { whenNobodyIngests } from './ingest-lock.js'
import { type Publication, publishWithin } from './publish-pending.js'

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
  return change(db, onWait, async (trx) => {
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

/** Undoes it. A version that no file holds any more comes back with the next file that does. */
export async function restoreVersions(db: Db, { ids, beside, onWait }: Options): Promise<Publication> {
  return change(db, onWait, async (trx) => {
    for (const id of ids) {
      await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
      const held = await trx
        .selectFrom('file_versions')
        .select('path')
        .where('version_id', '=', id)
        .executeTakeFirst()
      if (!held) continue
      await setStatus(trx, id, 'published')
      await trx
        .updateTable('passages')
        .set({ published_revision: null, withdrawn_revision: null })
        .where('version_id', '=', id)
        .where('withdrawn_revision', 'is not', null)
        .execute()
    }
    await beside?.(trx)
  })
}

/** As one transaction with its publication: a kill leaves all of it or nothing. */
function change(db: Db, onWait: (() => void) | undefined, work: (trx: Transaction<Tables>) => Promise<void>) {
  return whenNobodyIngests(
    db,
    () =>
      db.transaction().execute(async (trx) => {
        // What a killed run had stored comes first: a passage that is withdrawn unpublished would be forgotten.
        await publishWithin(trx)
        await work(trx)
        return publishWithin(trx)
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
