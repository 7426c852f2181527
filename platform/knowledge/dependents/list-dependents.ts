import { type SqlBool, sql } from 'kysely'
import { readSource } from '../../../knowledge/read-source.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { DependentFlagRow } from '../../../storage/tables.js'
import { partsOf } from '../drafts/parts-of.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { DependentPage, DependentQuery, DependentRow } from './dependent-wire.js'
import { readPolicy } from './policy.js'
import { seenOf } from './seen-of.js'
import { createShowArticle } from './show-article.js'

interface Group {
  version_id: string
  status: DependentFlagRow['status']
  decided_at: string | null
}

/** What waits for somebody to look at it, or what was decided; each guide and question once, with all its articles. */
export function createListDependents({ db }: KnowledgeDeps) {
  return async ({ status, q, sourceId, limit, offset }: DependentQuery): Promise<DependentPage> => {
    const like = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    let groups = db
      .selectFrom('dependent_flags as f')
      .innerJoin('source_versions as v', 'v.id', 'f.version_id')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .where('f.status', status === 'open' ? '=' : '<>', 'open')
      .groupBy(['f.version_id', 'f.status', 'f.decided_at'])
    if (q) {
      groups = groups.where(
        sql<SqlBool>`(s.title like ${like} escape '\\' or f.law like ${like} escape '\\')`,
      )
    }
    if (sourceId) groups = groups.where('s.id', '=', sourceId)
    const { total } = await db
      .selectFrom(groups.select('f.version_id').as('g'))
      .select(({ fn }) => fn.countAll().as('total'))
      .executeTakeFirstOrThrow()
    const page = await groups
      .select(['f.version_id', 'f.status', 'f.decided_at'])
      .select(({ fn }) => fn.min('f.since').as('since'))
      .orderBy(status === 'open' ? 'since' : 'f.decided_at', 'desc')
      .orderBy('f.version_id')
      .limit(limit)
      .offset(offset)
      .execute()
    const counts = await db
      .selectFrom('dependent_flags')
      .select('is_suspended')
      .select(({ fn }) => fn.count('version_id').distinct().as('count'))
      .where('status', '=', 'open')
      .groupBy('is_suspended')
      .execute()
    const countOf = (isSuspended: number) =>
      Number(counts.find(({ is_suspended }) => is_suspended === isSuspended)?.count ?? 0)
    return {
      dependents: await rowsOf(page),
      total: Number(total),
      open: countOf(0) + countOf(1),
      suspended: countOf(1),
      policy: await readPolicy(db),
    }
  }

  async function rowsOf(groups: readonly Group[]): Promise<DependentRow[]> {
    if (groups.length === 0) return []
    const ids = [...new Set(groups.map(({ version_id }) => version_id))]
    const flags = await db
      .selectFrom('dependent_flags')
      .selectAll()
      .where('version_id', 'in', ids)
      .orderBy('number')
      .orderBy('suffix')
      .orderBy('id')
      .execute()
    const entries = await db
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['v.id', 'v.source_id', 's.kind', 's.title', 's.region_code'])
      .select(({ exists, selectFrom }) =>
        exists(selectFrom('file_versions as h').select('h.path').whereRef('h.version_id', '=', 'v.id')).as(
          'isHeld',
        ),
      )
      .where('v.id', 'in', ids)
      .execute()
    const sourceIds = entries.map(({ source_id }) => source_id)
    const drafts = await db
      .selectFrom('draft_sources as ds')
      .innerJoin('drafts as d', 'd.id', 'ds.draft_id')
      .select(['d.id', 'ds.source_id'])
      .where('ds.source_id', 'in', sourceIds)
      .where('d.status', 'in', ['draft', 'in_review', 'scheduled'])
      .execute()
    const showArticle = createShowArticle(db)
    const rows: DependentRow[] = []
    for (const { version_id, status, decided_at } of groups) {
      const entry = entries.find(({ id }) => id === version_id)
      const own = flags.filter(
        (flag) => flag.version_id === version_id && flag.status === status && flag.decided_at === decided_at,
      )
      const [first] = own
      if (!entry || !first) continue
      const articles = []
      for (const flag of own) articles.push(await showArticle(flag))
      rows.push({
        versionId: version_id,
        sourceId: entry.source_id,
        kind: entry.kind,
        title: entry.title,
        text: await textOf(version_id),
        regionName: entry.region_code === null ? null : fullRegionName(entry.region_code),
        status,
        isSuspended: own.some(({ is_suspended }) => is_suspended === 1),
        canReturn: Boolean(entry.isHeld),
        since: own.map(({ since }) => since).reduce((a, b) => (a < b ? a : b)),
        seen: seenOf(own),
        deciderName: first.decider_name,
        decidedAt: decided_at,
        openDraftId: drafts.find(({ source_id }) => source_id === entry.source_id)?.id ?? null,
        articles,
      })
    }
    return rows
  }

  /**
   * As its file said. Passages are not asked: one whose words stay the same goes over to the version that comes next, also
   * where that version cites another article.
   */
  async function textOf(versionId: string): Promise<string> {
    const source = await readSource(db, versionId)
    if (source === null) return ''
    return partsOf(source)
      .flatMap(({ heading, text }) => [heading, text])
      .filter((line) => line !== '')
      .join('\n')
  }
}
