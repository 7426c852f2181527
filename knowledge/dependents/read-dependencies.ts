import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { GuideDetails } from '../guide-details.js'
import { citedArticles } from './cited-articles.js'
import { inChunks } from './in-chunks.js'

/** Counts changes of what is read out of guides and Q&A: with a new number all are read again. */
export const DEPENDENCIES_READER = 1

const ENTRIES_A_PAGE = 100
const ROWS_A_STATEMENT = 150

/**
 * Writes down which articles guides and Q&A name.
 * @param versionIds of guides and Q&A. @param isSame they say what they said: with which text an article was right for
 *   them is kept
 */
export async function readDependencies(
  trx: Transaction<Tables>,
  versionIds: readonly string[],
  isSame: boolean,
): Promise<void> {
  await inChunks(versionIds, ENTRIES_A_PAGE, async (ids) => {
    const entries = await trx
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['v.id', 's.title', 'v.details'])
      .where('v.id', 'in', ids)
      .execute()
    const known = await trx
      .selectFrom('article_dependencies')
      .selectAll()
      .where('version_id', 'in', ids)
      .execute()
    const keyOf = (row: { version_id: string; law: string; number: number; suffix: number }) =>
      [row.version_id, row.law, row.number, row.suffix].join(' ')
    const before = new Map(known.map((row) => [keyOf(row), row]))
    await trx.deleteFrom('article_dependencies').where('version_id', 'in', ids).execute()
    const rows = entries.flatMap(({ id, title, details }) =>
      citedArticles(title, JSON.parse(details) as GuideDetails).map((article) => {
        const row = { version_id: id, ...article }
        const { source_id = null, passage_id = null } = (isSame && before.get(keyOf(row))) || {}
        return { ...row, source_id, passage_id }
      }),
    )
    await inChunks(rows, ROWS_A_STATEMENT, (some) =>
      trx.insertInto('article_dependencies').values(some).execute(),
    )
  })
}
