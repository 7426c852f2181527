import type { Db } from '../../storage/database.js'
import { plain } from '../compare-versions.js'
import type { SourceRows } from '../ingest/source-rows.js'
import { inChunks } from './in-chunks.js'
import { isSuspending } from './suspend.js'

const IDS_A_STATEMENT = 400

interface Planned {
  /** Versions that would come, with their ends of force. */
  versions: readonly SourceRows[]
  /** Passages that would go. */
  removedIds: readonly string[]
  /** Versions of laws that would end on another day. */
  redated: readonly { id: string; effectiveTo: string | null }[]
}

/**
 * Guides and Q&A that a publication would take out of use, as `followArticles` does: the text of an article that they
 * name would be another, or none.
 * @param today `YYYY-MM-DD`
 */
export async function planSuspension(
  db: Db,
  { versions, removedIds, redated }: Planned,
  today: string,
): Promise<string[]> {
  const laws = versions.filter(({ source }) => source.kind === 'statute')
  const touched = await sourcesOf(
    db,
    laws.map(({ source }) => source.id),
    redated.map(({ id }) => id),
  )
  if (touched.length === 0 || !(await isSuspending(db))) return []
  const dependencies = (
    await inChunks(touched, IDS_A_STATEMENT, (ids) =>
      db
        .selectFrom('article_dependencies as d')
        .innerJoin('source_versions as v', 'v.id', 'd.version_id')
        .innerJoin('passages as p', 'p.id', 'd.passage_id')
        .innerJoin('source_versions as law', 'law.id', 'p.version_id')
        .select(['d.version_id', 'd.source_id', 'd.number', 'd.suffix', 'd.passage_id', 'p.text'])
        .select(['law.id as law_version_id', 'law.effective_to'])
        .where('v.status', '=', 'published')
        .where('d.source_id', 'in', ids)
        .execute(),
    )
  ).flat()
  const removed = new Set(removedIds)
  const ends = new Map(redated.map(({ id, effectiveTo }) => [id, effectiveTo]))
  const articles = articlesOf(laws, today)
  const suspended = dependencies.filter((row) => {
    const end = ends.has(row.law_version_id) ? ends.get(row.law_version_id)! : row.effective_to
    const stays = !removed.has(row.passage_id ?? '') && (end === null || end > today)
    if (stays) return false
    const next = articles.get(`${row.source_id} ${row.number} ${row.suffix}`)
    return next === undefined || plain(next) !== plain(row.text)
  })
  return [...new Set(suspended.map(({ version_id }) => version_id))]
}

async function sourcesOf(
  db: Db,
  sourceIds: readonly string[],
  versionIds: readonly string[],
): Promise<string[]> {
  const rows = await inChunks(versionIds, IDS_A_STATEMENT, (ids) =>
    db.selectFrom('source_versions').select('source_id').where('id', 'in', ids).execute(),
  )
  return [...new Set([...sourceIds, ...rows.flat().map(({ source_id }) => source_id)])]
}

/** Texts of the articles that would be in force, of the newest version where several are. */
function articlesOf(laws: readonly SourceRows[], today: string): Map<string, string> {
  const inForce = laws
    .filter(
      ({ version: { effective_from, effective_to } }) =>
        (effective_from === null || effective_from <= today) &&
        (effective_to === null || effective_to > today),
    )
    .sort((a, b) => ((a.version.version_date ?? '') < (b.version.version_date ?? '') ? -1 : 1))
  const texts = new Map<string, string>()
  for (const { source, passages } of inForce) {
    for (const { article_number, article_suffix, text } of passages)
      if (article_number != null) texts.set(`${source.id} ${article_number} ${article_suffix ?? 0}`, text)
  }
  return texts
}
