import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { chinaDate } from '../../../knowledge/china-date.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { Tables } from '../../../storage/tables.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { SourceListRow, SourceQuery, SourceStatus } from './source-wire.js'

/** What a source is about counts as found among so many passages. */
const SEARCHED = 60
const SOON_DAYS = 30
const DAY_MS = 86_400_000
const MAX_STATEMENT_IDS = 400
/** A region's own digits: what lies within begins with them. */
const REGION_DIGITS = /^(\d{2})(?:0000)$|^(\d{4})(?:00)$|^(\d+)$/

type Eb = ExpressionBuilder<Tables & { s: Tables['sources']; c: Tables['source_care'] }, 's' | 'c'>

/** Listed by when they are to be read again. */
const DATED: readonly NonNullable<SourceQuery['freshness']>[] = ['due', 'soon', 'near']

export function createListSources({ db, search, now }: KnowledgeDeps) {
  const today = () => chinaDate(now())
  const soon = () => chinaDate(new Date(now().getTime() + SOON_DAYS * DAY_MS))

  /** Sources that speak of it, also where their title does not. */
  async function about(q: string): Promise<string[]> {
    const { hits } = await search.search(q, { k: SEARCHED, entries: SEARCHED })
    const ids = hits.map(({ passageId }) => passageId)
    if (ids.length === 0) return []
    const rows = await db
      .selectFrom('passages as p')
      .innerJoin('source_versions as v', 'v.id', 'p.version_id')
      .select('v.source_id')
      .distinct()
      .where('p.id', 'in', ids.slice(0, MAX_STATEMENT_IDS))
      .execute()
    return rows.map(({ source_id }) => source_id)
  }

  function hasVersion(eb: Eb, when: 'in_use' | 'not_yet' | 'published') {
    let version = eb
      .selectFrom('source_versions as v')
      .select('v.id')
      .whereRef('v.source_id', '=', 's.id')
      .where('v.status', '=', 'published')
    if (when === 'not_yet') version = version.where('v.effective_from', '>', today())
    if (when === 'in_use') {
      version = version
        .where((v) => v.or([v('v.effective_from', 'is', null), v('v.effective_from', '<=', today())]))
        .where((v) => v.or([v('v.effective_to', 'is', null), v('v.effective_to', '>', today())]))
    }
    return eb.exists(version)
  }

  function isOfStatus(eb: Eb, status: SourceStatus) {
    switch (status) {
      case 'in_use':
        return hasVersion(eb, 'in_use')
      case 'not_yet':
        return eb.and([hasVersion(eb, 'not_yet'), eb.not(hasVersion(eb, 'in_use'))])
      case 'ended':
        return eb.and([
          hasVersion(eb, 'published'),
          eb.not(hasVersion(eb, 'in_use')),
          eb.not(hasVersion(eb, 'not_yet')),
        ])
      case 'withdrawn':
        return eb.not(hasVersion(eb, 'published'))
      default:
        return status satisfies never
    }
  }

  function isOfFreshness(eb: Eb, freshness: NonNullable<SourceQuery['freshness']>) {
    switch (freshness) {
      case 'unset':
        return eb('c.review_by', 'is', null)
      case 'due':
        return eb('c.review_by', '<=', today())
      case 'soon':
        return eb.and([eb('c.review_by', '>', today()), eb('c.review_by', '<=', soon())])
      case 'near':
        return eb('c.review_by', '<=', soon())
      case 'later':
        return eb('c.review_by', '>', soon())
      default:
        return freshness satisfies never
    }
  }

  function hasPassage(eb: Eb, column: 'p.matter' | 'p.service_lines', like: string) {
    return eb.exists(
      eb
        .selectFrom('source_versions as v')
        .innerJoin('passages as p', 'p.version_id', 'v.id')
        .select('p.id')
        .whereRef('v.source_id', '=', 's.id')
        .where('v.status', '=', 'published')
        // As its index has it.
        .where(sql<SqlBool>`p.kind <> 'statute'`)
        .where(sql.ref(column), 'like', like),
    )
  }

  return {
    /** Came in or changed last first. */
    async list(query: SourceQuery): Promise<{ sources: SourceListRow[]; total: number }> {
      const { q, kind, matter, serviceLine, region, status, freshness, owner, limit, offset } = query
      const found = q ? await about(q) : []
      const like = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`
      let from = db.selectFrom('sources as s').leftJoin('source_care as c', 'c.source_id', 's.id')
      if (q) {
        from = from.where((eb) =>
          eb.or([
            sql<SqlBool>`s.title like ${like} escape '\\'`,
            sql<SqlBool>`exists (select 1 from source_versions v where v.source_id = s.id and v.file like ${like} escape '\\')`,
            ...(found.length > 0 ? [eb('s.id', 'in', found)] : []),
          ]),
        )
      }
      if (kind) from = from.where('s.kind', '=', kind)
      if (matter) from = from.where((eb) => hasPassage(eb, 'p.matter', matter))
      if (serviceLine) from = from.where((eb) => hasPassage(eb, 'p.service_lines', `%"${serviceLine}"%`))
      if (region === 'national') from = from.where('s.region_code', 'is', null)
      else if (region) from = from.where('s.region_code', 'like', `${withinRegion(region)}%`)
      if (owner) from = from.where('c.owner_id', '=', owner)
      if (status) from = from.where((eb) => isOfStatus(eb, status))
      if (freshness) from = from.where((eb) => isOfFreshness(eb, freshness))
      const { total } = await from.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
      const page = await from
        .select('s.id')
        .select(
          sql<string>`(select max(v.created_at) from source_versions v where v.source_id = s.id)`.as(
            'changed_at',
          ),
        )
        // What is called so comes before what only speaks of it.
        .orderBy(sql`case when ${q ?? ''} <> '' and s.title like ${like} escape '\\' then 0 else 1 end`)
        .$if(freshness !== undefined && DATED.includes(freshness), (query) => query.orderBy('c.review_by'))
        .orderBy('changed_at', 'desc')
        .orderBy('s.id')
        .limit(limit)
        .offset(offset)
        .execute()
      return { total: Number(total), sources: await rowsOf(page.map(({ id }) => id)) }
    },

    rowsOf,
  }

  /** In the order of the ids; those that there are not are left out. */
  async function rowsOf(ids: readonly string[]): Promise<SourceListRow[]> {
    if (ids.length === 0) return []
    const sources = await db
      .selectFrom('sources as s')
      .leftJoin('source_care as c', 'c.source_id', 's.id')
      .select(['s.id', 's.kind', 's.title', 's.region_code', 'c.owner_name', 'c.review_by', 'c.expires_on'])
      .where('s.id', 'in', ids)
      .execute()
    const versions = await db
      .selectFrom('source_versions')
      .select([
        'id',
        'source_id',
        'version_date',
        'effective_from',
        'effective_to',
        'status',
        'file',
        'created_at',
      ])
      .where('source_id', 'in', ids)
      .orderBy('version_date', 'desc')
      .orderBy('created_at', 'desc')
      .execute()
    const drafts = await db
      .selectFrom('draft_sources as ds')
      .innerJoin('drafts as d', 'd.id', 'ds.draft_id')
      .select('ds.source_id')
      .select(({ fn }) => fn.countAll().as('open'))
      .where('ds.source_id', 'in', ids)
      .where('d.status', 'in', ['draft', 'in_review', 'scheduled'])
      .groupBy('ds.source_id')
      .execute()
    const shown = versions.map((v) => ({ ...v, is: versionStatus(v, today()) }))
    const matters = await mattersOf(shown.filter(({ is }) => is === 'in_use').map(({ id }) => id))
    const byId = new Map(sources.map((source) => [source.id, source]))
    return ids.flatMap((id) => {
      const source = byId.get(id)
      const own = shown.filter((version) => version.source_id === id)
      const [newest] = own
      if (!source || !newest) return []
      const status =
        (['in_use', 'not_yet', 'ended'] as const).find((each) => own.some(({ is }) => is === each)) ??
        'withdrawn'
      const version = own.find(({ is }) => is === status) ?? newest
      return {
        id,
        kind: source.kind,
        title: source.title,
        regionCode: source.region_code,
        regionName: source.region_code === null ? null : fullRegionName(source.region_code),
        status,
        versionDate: version.version_date,
        effectiveFrom: version.effective_from,
        effectiveTo: version.effective_to,
        versions: own.length,
        matter: matters.get(version.id) ?? null,
        file: nameOfFile(version.file),
        changedAt: own.map(({ created_at }) => created_at).reduce((a, b) => (a > b ? a : b)),
        ownerName: source.owner_name,
        reviewBy: source.review_by,
        freshness: freshnessOf(source.review_by),
        expiresOn: source.expires_on,
        openDrafts: Number(drafts.find(({ source_id }) => source_id === id)?.open ?? 0),
      }
    })
  }

  async function mattersOf(versionIds: readonly string[]): Promise<Map<string, string | null>> {
    if (versionIds.length === 0) return new Map()
    const rows = await db
      .selectFrom('passages')
      .select(['version_id', 'matter'])
      .where('version_id', 'in', versionIds)
      .where('ordinal', '=', 0)
      .execute()
    return new Map(rows.map(({ version_id, matter }) => [version_id, matter]))
  }

  function freshnessOf(reviewBy: string | null): SourceListRow['freshness'] {
    if (reviewBy === null) return 'unset'
    if (reviewBy <= today()) return 'due'
    return reviewBy <= soon() ? 'soon' : 'later'
  }
}

/** Without the draft that it came by. */
export function nameOfFile(file: string): string {
  return file.replace(/^desk\/dr_[\w-]+\//, '')
}

/** 320000 → 32, 320100 → 3201, 320102 → 320102. */
function withinRegion(code: string): string {
  const [, province, city, rest] = REGION_DIGITS.exec(code) ?? []
  return province ?? city ?? rest ?? code
}

/** @param date of today, in China */
export function versionStatus(
  version: { status: string; effective_from: string | null; effective_to: string | null },
  date: string,
): SourceStatus {
  if (version.status !== 'published') return 'withdrawn'
  if (version.effective_to !== null && version.effective_to <= date) return 'ended'
  if (version.effective_from !== null && version.effective_from > date) return 'not_yet'
  return 'in_use'
}
