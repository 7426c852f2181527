import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { inChunks } from '../dependents/in-chunks.js'
import { lastText, sourceFromRows } from '../read-source.js'
import { sourceRows } from './source-rows.js'
import { storePassages } from './store-sources.js'

const IDS_A_STATEMENT = 400

/**
 * The text that a version had last waits for publication again. Earlier texts under the same id stay out: a guide may have
 * been written anew in its file.
 */
export async function restoreText(trx: Transaction<Tables>, id: string): Promise<void> {
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

/** Whether a file, or what stands for one, holds it. */
export async function isHeld(trx: Pick<Transaction<Tables>, 'selectFrom'>, id: string): Promise<boolean> {
  const held = await trx
    .selectFrom('file_versions')
    .select('path')
    .where('version_id', '=', id)
    .executeTakeFirst()
  return held !== undefined
}
