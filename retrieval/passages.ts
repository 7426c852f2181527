import type { GuideDetails } from '../knowledge/guide-details.js'
import { isMatter } from '../knowledge/matter.js'
import { parentCodes } from '../knowledge/regions.js'
import type { Db } from '../storage/database.js'
import { createCache } from './cache.js'
import type { Passage } from './passage.js'
import { visible } from './read-passages.js'

/** A passage with its place in its version. */
export interface PassageView extends Passage {
  issuingBody: string | null
  /** false: withdrawn, or not yet published. */
  published: boolean
  previousId: string | null
  nextId: string | null
}

/** Which law applies: of which day (`YYYY-MM-DD`), and besides national law that of which region and its parents. */
export interface Place {
  asOfDate: string
  /** Division code; null: national law only. */
  regionCode: string | null
}

/** Passages kept in memory: what was found or cited lately is soon wanted again. */
const CACHED = 15_000
/** Who does not follow the published revision reads again after so long. */
const CACHED_MS = 2000
/** Structures of guides and Q&A kept in memory: dozens are compared with every question. */
const DETAILS_KEPT = 3000

export type Passages = ReturnType<typeof createPassages>

/**
 * Reads passages with what is needed to cite them. Withdrawn ones are found too: old answers still show theirs.
 * @param revision the published revision as far as it is followed
 */
export function createPassages(db: Db, revision?: () => number) {
  // A row's text never changes under its id, but a publication may change its version's end of force.
  const cache = createCache<Passage & { issuingBody: string | null }>({
    size: CACHED,
    maxAgeMs: revision ? Number.POSITIVE_INFINITY : CACHED_MS,
  })
  let cachedRevision = revision?.()

  // The same entry gives the same object, so that what is worked out from it can be kept with it.
  const detailsByText = createCache<GuideDetails>({ size: DETAILS_KEPT, maxAgeMs: Number.POSITIVE_INFINITY })

  function readDetails(title: string, text: string): GuideDetails {
    const key = `${title}\n${text}`
    const known = detailsByText.get(key)
    if (known) return known
    const details = JSON.parse(text) as GuideDetails
    detailsByText.set(key, details)
    return details
  }

  function select(from = db.selectFrom('passages')) {
    return from
      .innerJoin('source_versions as v', 'v.id', 'passages.version_id')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select([
        'passages.id',
        'passages.kind',
        'passages.title',
        'passages.article',
        'passages.article_number',
        'passages.article_suffix',
        'passages.heading_path',
      ])
      .select([
        'passages.text',
        'passages.matter',
        'v.version_date',
        'v.effective_from',
        'v.effective_to',
        'v.issuing_body',
      ])
      .select(['s.region_code'])
      .select(({ eb }) =>
        eb
          .case()
          .when('passages.kind', '=', 'statute')
          .then(null)
          .else(eb.ref('v.details'))
          .end()
          .as('details'),
      )
  }

  type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

  async function read(
    ids: readonly string[],
  ): Promise<Map<string, Passage & { issuingBody: string | null }>> {
    const found = new Map<string, Passage & { issuingBody: string | null }>()
    const missing: string[] = []
    if (cachedRevision !== revision?.()) {
      cachedRevision = revision?.()
      cache.clear()
    }
    for (const id of ids) {
      const known = cache.get(id)
      if (known) found.set(id, known)
      else missing.push(id)
    }
    if (missing.length > 0) {
      for (const row of await select().where('passages.id', 'in', missing).execute()) {
        const passage = fromRow(row)
        cache.set(row.id, passage)
        found.set(row.id, passage)
      }
    }
    return found
  }

  function fromRow(row: Row): Passage & { issuingBody: string | null } {
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      article: row.article,
      articleNumber: row.article_number,
      articleSuffix: row.article_suffix ?? 0,
      headingPath: row.heading_path,
      text: row.text,
      versionDate: row.version_date,
      effectiveFrom: row.effective_from,
      effectiveTo: row.effective_to,
      regionCode: row.region_code,
      matter: row.matter !== null && isMatter(row.matter) ? row.matter : null,
      details: row.details === null ? null : readDetails(row.title, row.details),
      issuingBody: row.issuing_body,
    }
  }

  return {
    /** In the order of the ids, published and withdrawn ones; an unknown id is left out. */
    async byIds(ids: readonly string[]): Promise<Passage[]> {
      const found = await read(ids)
      return ids.flatMap((id) => found.get(id) ?? [])
    },

    /** Those that are published now, with the dates of now, in any order. */
    async published(ids: readonly string[]): Promise<Passage[]> {
      if (ids.length === 0) return []
      // Texts are long, and kept: only what a publication changes is read at each turn.
      const rows = await visible(db)
        .innerJoin('source_versions as v', 'v.id', 'passages.version_id')
        .select(['passages.id', 'v.effective_from', 'v.effective_to'])
        .where('passages.id', 'in', ids)
        .execute()
      const known = await read(rows.map(({ id }) => id))
      return rows.flatMap(({ id, effective_from, effective_to }) => {
        const passage = known.get(id)
        return passage ? { ...passage, effectiveFrom: effective_from, effectiveTo: effective_to } : []
      })
    },

    /** Published guides and Q&A with one of these titles; the question mark at the end may be missing. */
    async entries(titles: readonly string[]): Promise<Passage[]> {
      if (titles.length === 0) return []
      const rows = await select(visible(db))
        .where('passages.title', 'in', [...titles, ...titles.map((title) => `${title}？`)])
        .where('passages.kind', '<>', 'statute')
        .execute()
      return rows.map(fromRow)
    },

    /** Ids of the published passages before and after, in the same version. */
    async neighbours(id: string): Promise<{ previousId: string | null; nextId: string | null }> {
      const place = await db
        .selectFrom('passages')
        .select(['version_id', 'ordinal'])
        .where('id', '=', id)
        .executeTakeFirst()
      if (!place) return { previousId: null, nextId: null }
      const beside = (direction: 'asc' | 'desc') =>
        visible(db)
          .select('id')
          .where('version_id', '=', place.version_id)
          .where('ordinal', direction === 'asc' ? '>' : '<', place.ordinal)
          .orderBy('ordinal', direction)
          .limit(1)
          .executeTakeFirst()
      const [previous, next] = await Promise.all([beside('desc'), beside('asc')])
      return { previousId: previous?.id ?? null, nextId: next?.id ?? null }
    },

    /** All that an article reader shows; null for an unknown id. */
    async view(id: string): Promise<PassageView | null> {
      const passage = (await read([id])).get(id)
      if (!passage) return null
      const [published, neighbours] = await Promise.all([
        visible(db).select('id').where('id', '=', id).executeTakeFirst(),
        this.neighbours(id),
      ])
      return { ...passage, published: published !== undefined, ...neighbours }
    },

    /**
     * The article of a law as it is in force; null where it is not loaded or not in force.
     * @param lawTitle short title: 民法典
     */
    async article(
      lawTitle: string,
      number: number,
      suffix: number,
      { asOfDate, regionCode }: Place,
    ): Promise<Passage | null> {
      const regions = regionCode === null ? [] : [regionCode, ...parentCodes(regionCode)]
      const row = await select(visible(db))
        .where('passages.title', '=', lawTitle)
        .where('passages.article_number', '=', number)
        .where('passages.article_suffix', '=', suffix)
        .where('passages.kind', '=', 'statute')
        .where(({ eb, or }) =>
          or([eb('s.region_code', 'is', null), ...regions.map((code) => eb('s.region_code', '=', code))]),
        )
        .where(({ eb, or }) =>
          or([eb('v.effective_from', 'is', null), eb('v.effective_from', '<=', asOfDate)]),
        )
        .where(({ eb, or }) => or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', asOfDate)]))
        .orderBy('v.version_date', (order) => order.desc().nullsLast())
        .limit(1)
        .executeTakeFirst()
      return row ? fromRow(row) : null
    },
  }
}
