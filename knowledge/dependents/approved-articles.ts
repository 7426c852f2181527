import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { plain } from '../compare-versions.js'
import type { GuideDetails } from '../guide-details.js'
import type { SourceRows } from '../ingest/source-rows.js'
import { citedArticles } from './cited-articles.js'
import { inChunks } from './in-chunks.js'
import { readArticles, readLaws } from './laws-in-force.js'

const ROWS_A_STATEMENT = 150
const IDS_A_STATEMENT = 400

/**
 * Writes down with which articles guides and Q&A that are not published yet were approved: as they will stand on a day,
 * as far as the laws are known now.
 * @param day `YYYY-MM-DD`, of the publication
 */
export async function noteApprovedArticles(
  trx: Transaction<Tables>,
  entries: readonly Pick<SourceRows, 'source' | 'version'>[],
  day: string,
): Promise<void> {
  const { meant } = await readLaws(trx)
  // One file may ask the same question twice.
  const distinct = [...new Map(entries.map((entry) => [entry.version.id, entry])).values()]
  const cited = distinct.flatMap(({ source, version }) =>
    citedArticles(source.title, JSON.parse(version.details) as GuideDetails).map((article) => ({
      version_id: version.id,
      ...article,
      source_id: meant(article.law, source.region_code),
    })),
  )
  const { article } = await readArticles(trx, numbersOf(cited), day)
  const rows = cited.map((row) => ({
    ...row,
    passage_id:
      row.source_id === null ? null : (article(row.source_id, row.number, row.suffix)?.passageId ?? null),
  }))
  const ids = distinct.map(({ version }) => version.id)
  await inChunks(ids, IDS_A_STATEMENT, (some) =>
    trx.deleteFrom('article_dependencies').where('version_id', 'in', some).execute(),
  )
  await inChunks(rows, ROWS_A_STATEMENT, (some) =>
    trx.insertInto('article_dependencies').values(some).execute(),
  )
}

/**
 * Whether an article says something else on a day than when these guides and Q&A were last right, or were approved.
 * @param versionIds in use no longer, or not yet. @param today `YYYY-MM-DD`
 */
export async function haveArticlesChanged(
  trx: Transaction<Tables>,
  versionIds: readonly string[],
  today: string,
): Promise<boolean> {
  const rows = (
    await inChunks(versionIds, IDS_A_STATEMENT, (ids) =>
      trx
        .selectFrom('article_dependencies as d')
        .innerJoin('passages as p', 'p.id', 'd.passage_id')
        .select(['d.source_id', 'd.number', 'd.suffix', 'p.text'])
        .where('d.version_id', 'in', ids)
        .execute(),
    )
  ).flat()
  const { article } = await readArticles(trx, numbersOf(rows), today)
  return rows.some(({ source_id, number, suffix, text }) => {
    const current = source_id === null ? null : article(source_id, number, suffix)
    return current === null || plain(current.text) !== plain(text)
  })
}

function numbersOf(rows: readonly { source_id: string | null; number: number }[]): Map<string, Set<number>> {
  const numbers = new Map<string, Set<number>>()
  for (const { source_id, number } of rows) {
    if (source_id === null) continue
    numbers.set(source_id, (numbers.get(source_id) ?? new Set()).add(number))
  }
  return numbers
}
