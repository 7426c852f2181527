import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import type { ParsedGuide } from '../parsed-source.js'
import { publishDocuments } from './publish-documents.js'
import { sourceRows } from './source-rows.js'

interface Options {
  /** Stands for its file: the same name again takes the place of what it held. */
  name: string
  entry: ParsedGuide
  /** Versions of other entries that it takes the place of. */
  inPlaceOf?: readonly string[]
  /** Written in the same transaction. @param id as in `ConfirmedPair.id` */
  beside?(trx: Transaction<Tables>, id: string): Promise<void>
  /** As in `publishDocuments`. */
  onWait?(): void
  now?: () => Date
}

/**
 * Puts a confirmed answer that stands in no file among those of `wenfa learn`, and publishes it.
 * @returns its id, as in `ConfirmedPair.id`
 */
export async function publishConfirmed(
  db: Db,
  { name, entry, inPlaceOf = [], beside, onWait, now }: Options,
): Promise<{ id: string; revision: number }> {
  const path = `desk/${name}.jsonl`
  const rows = sourceRows(entry, path)
  const { id } = rows.version
  const { revision } = await publishDocuments(db, {
    documents: [{ path, sources: [rows] }],
    withdraw: inPlaceOf.filter((each) => each !== id),
    beside: (trx) => beside?.(trx, id) ?? Promise.resolve(),
    onWait,
    now,
  })
  return { id, revision }
}
