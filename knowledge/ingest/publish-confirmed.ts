import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import type { ParsedGuide } from '../parsed-source.js'
import { whenNobodyIngests } from './ingest-lock.js'
import { publishWithin } from './publish-pending.js'
import { sourceRows } from './source-rows.js'
import { storeSources } from './store-sources.js'

interface Options {
  /** Stands for its file: the same name again takes the place of what it held. */
  name: string
  entry: ParsedGuide
  /** Written in the same transaction. @param id as in `ConfirmedPair.id` */
  beside?(trx: Transaction<Tables>, id: string): Promise<void>
  /** Called once when somebody is ingesting, before waiting for the end; what it throws ends the wait. */
  onWait?(): void
  now?: () => Date
}

/**
 * Puts a confirmed answer that stands in no file among those of `wenfa learn`, and publishes it. One that was withdrawn
 * before is in use again.
 * @returns its id, as in `ConfirmedPair.id`
 */
export function publishConfirmed(
  db: Db,
  { name, entry, beside, onWait, now = () => new Date() }: Options,
): Promise<{ id: string; revision: number }> {
  // No path on a disk: no run over files meets it, and none misses it.
  const path = `desk/${name}.jsonl`
  const rows = sourceRows(entry, path)
  const { id } = rows.version
  return whenNobodyIngests(
    db,
    () =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
        await storeSources(trx, path, [rows], now())
        const file = { file: path, content_hash: '', settings: '', problems: '[]' }
        await trx
          .insertInto('ingested_files')
          .values({ path, ...file })
          .onConflict((c) => c.column('path').doUpdateSet(file))
          .execute()
        await beside?.(trx, id)
        const { revision } = await publishWithin(trx)
        return { id, revision }
      }),
    onWait,
  )
}
