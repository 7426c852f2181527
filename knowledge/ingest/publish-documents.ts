import { setImmediate } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import { whenNobodyIngests } from './ingest-lock.js'
import { publishWithin } from './publish-pending.js'
import type { SourceRows } from './source-rows.js'
import { storeSources } from './store-sources.js'
import { withdrawWithin } from './withdraw-versions.js'

export interface PublishedDocument {
  /**
   * Stands for its file, and is no path on a disk: no run over files meets it, and none misses it. The same path again
   * takes the place of what it held.
   */
  path: string
  sources: readonly SourceRows[]
  /** SHA-256 of its bytes, hex; '': it has none. */
  contentHash?: string
}

interface Options {
  documents: readonly PublishedDocument[]
  /** Versions that these take the place of. */
  withdraw?: readonly string[]
  /** Written in the same transaction. */
  beside?(trx: Transaction<Tables>): Promise<void>
  /** Called once when somebody is ingesting, before waiting for the end; what it throws ends the wait. */
  onWait?(): void
  now?: () => Date
}

/**
 * Publishes what stands in no file, as one revision: readers see all of it or nothing, and so does whoever finds a killed
 * process. A version that was withdrawn before is in use again.
 */
export function publishDocuments(
  db: Db,
  { documents, withdraw = [], beside, onWait, now = () => new Date() }: Options,
): Promise<{ revision: number }> {
  return whenNobodyIngests(
    db,
    () =>
      db.transaction().execute(async (trx) => {
        await withdrawWithin(trx, withdraw, now())
        for (const { path, sources, contentHash = '' } of documents) {
          // On SQLite nothing else waits: what needs no database goes on beside many documents.
          await setImmediate()
          const ids = sources.map(({ version }) => version.id)
          for (const id of ids)
            await trx.deleteFrom('withdrawn_answers').where('version_id', '=', id).execute()
          await storeSources(trx, path, sources, now())
          const file = { file: path, content_hash: contentHash, settings: '', problems: '[]' }
          await trx
            .insertInto('ingested_files')
            .values({ path, ...file })
            .onConflict((c) => c.column('path').doUpdateSet(file))
            .execute()
        }
        await beside?.(trx)
        const { revision } = await publishWithin(trx, now())
        return { revision }
      }),
    onWait,
  )
}
