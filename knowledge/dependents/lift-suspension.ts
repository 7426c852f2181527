import type { Transaction } from 'kysely'
import type { DependentFlagRow, Tables } from '../../storage/tables.js'
import { NEXT_REVISION } from '../../storage/tables.js'
import { isHeld, restoreText } from '../ingest/restore-text.js'
import { inChunks } from './in-chunks.js'

const IDS_A_STATEMENT = 400

interface Healed {
  /** Open flags whose article says again what it said. */
  healed: readonly DependentFlagRow[]
  /** All open flags of the same guides and Q&A. */
  open: readonly DependentFlagRow[]
  revision: number
  now: Date
}

/**
 * Closes flags that a corrected law has made needless, and puts back into answers what nothing else keeps out.
 * @returns versions that are in use again
 */
export async function liftSuspension(
  trx: Transaction<Tables>,
  { healed, open, revision, now }: Healed,
): Promise<string[]> {
  const closed = new Set(healed.map(({ id }) => id))
  await inChunks([...closed], IDS_A_STATEMENT, (ids) =>
    trx
      .updateTable('dependent_flags')
      .set({ status: 'kept', decided_at: now.toISOString(), recorded_at: null })
      .where('id', 'in', ids)
      .execute(),
  )
  const suspended = healed.filter(({ is_suspended }) => is_suspended === 1)
  const lifted: string[] = []
  for (const id of new Set(suspended.map(({ version_id }) => version_id))) {
    const left = open.filter((flag) => flag.version_id === id && !closed.has(flag.id))
    if (left.length === 0) {
      if (await putBack(trx, id, revision)) lifted.push(id)
      continue
    }
    // It stays out of use: whoever settles what is left has to put it back.
    await trx
      .updateTable('dependent_flags')
      .set({ is_suspended: 1 })
      .where('version_id', '=', id)
      .where('status', '=', 'open')
      .execute()
  }
  return lifted
}

/** With the text of its file, as a part of the publication that is being made. @returns false: no file holds it any more */
async function putBack(trx: Transaction<Tables>, id: string, revision: number): Promise<boolean> {
  if (!(await isHeld(trx, id))) return false
  await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
  await trx.updateTable('source_versions').set({ status: 'published' }).where('id', '=', id).execute()
  await restoreText(trx, id)
  await trx
    .updateTable('passages')
    .set({ published_revision: revision })
    .where('version_id', '=', id)
    .where('published_revision', 'is', null)
    .where('withdrawn_revision', 'is', null)
    .execute()
  await trx
    .updateTable('passages')
    .set({ withdrawn_revision: revision })
    .where('version_id', '=', id)
    .where('withdrawn_revision', '=', NEXT_REVISION)
    .execute()
  return true
}
