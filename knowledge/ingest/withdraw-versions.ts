import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION, type SourceVersionRow, type Tables } from '../../storage/tables.js'
import { whenNobodyIngests } from './ingest-lock.js'
import { type Publication, publishWithin } from './publish-pending.js'
import { isHeld, restoreText } from './restore-text.js'

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

/** Undoes it, with the text that a version had last. What no file holds any more is held by the desk from then on. */
export async function restoreVersions(
  db: Db,
  { ids, beside, onWait, now = () => new Date() }: Options,
): Promise<Publication> {
  return change({ db, onWait, now }, async (trx) => {
    for (const id of ids) {
      await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
      if (!(await isHeld(trx, id))) await holdByHand(trx, id)
      await setStatus(trx, id, 'published')
      await restoreText(trx, id)
    }
    await beside?.(trx)
  })
}

/** As a published draft has: no run over files meets it, and none takes it out. */
async function holdByHand(trx: Transaction<Tables>, id: string): Promise<void> {
  const path = `desk/restored/${id}`
  await trx.insertInto('file_versions').values({ path, version_id: id, line: null }).execute()
  await trx
    .insertInto('ingested_files')
    .values({ path, file: path, content_hash: '', settings: '', problems: '[]' })
    .onConflict((c) => c.doNothing())
    .execute()
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
