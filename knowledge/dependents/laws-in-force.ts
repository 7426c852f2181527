import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { createLawNames } from '../law-names.js'
import { parentCodes } from '../regions.js'
import { inChunks } from './in-chunks.js'

const IDS_A_STATEMENT = 400

export interface ArticleInForce {
  passageId: string
  versionId: string
  text: string
}

interface Law {
  id: string
  shortTitle: string
  regionCode: string | null
  ended: boolean
}

/** Meets laws by what guides and Q&A call them. */
export async function readLaws(trx: Transaction<Tables>) {
  const rows = await trx
    .selectFrom('sources as s')
    .innerJoin('source_versions as v', 'v.source_id', 's.id')
    .select(['s.id', 's.short_title', 's.region_code', 'v.effective_to'])
    .where('s.kind', '=', 'statute')
    .where('v.status', '=', 'published')
    .execute()
  const laws = new Map<string, Law>()
  for (const { id, short_title, region_code, effective_to } of rows) {
    const law = laws.get(id) ?? { id, shortTitle: short_title, regionCode: region_code, ended: true }
    if (effective_to === null) law.ended = false
    laws.set(id, law)
  }
  const { named } = createLawNames(laws.values())
  return {
    /** @param regionCode where the guide or Q&A counts; null: everywhere. @returns null: no such law is loaded */
    meant(name: string, regionCode: string | null): string | null {
      const found = named(name)
      const places = regionCode === null ? [] : [regionCode, ...parentCodes(regionCode)]
      const near = found.find((law) => law.regionCode !== null && places.includes(law.regionCode))
      return (near ?? found.find((law) => law.regionCode === null) ?? found[0])?.id ?? null
    },
  }
}

/**
 * The articles of laws as they stand on a day.
 * @param wanted numbers by `sources.id`. @param today `YYYY-MM-DD`
 */
export async function readArticles(
  trx: Transaction<Tables>,
  wanted: ReadonlyMap<string, ReadonlySet<number>>,
  today: string,
) {
  const inForce = new Set<string>()
  const articles = new Map<string, ArticleInForce>()
  const versions = (
    await inChunks([...wanted.keys()], IDS_A_STATEMENT, (ids) =>
      trx
        .selectFrom('source_versions')
        .select(['id', 'source_id'])
        .where('source_id', 'in', ids)
        .where('status', '=', 'published')
        .where(({ eb, or }) => or([eb('effective_from', 'is', null), eb('effective_from', '<=', today)]))
        .where(({ eb, or }) => or([eb('effective_to', 'is', null), eb('effective_to', '>', today)]))
        // Where two count at once, the newer one speaks.
        .orderBy('version_date', (order) => order.desc().nullsLast())
        .orderBy('id')
        .execute(),
    )
  ).flat()
  for (const { id, source_id } of versions) {
    inForce.add(source_id)
    await inChunks([...(wanted.get(source_id) ?? [])], IDS_A_STATEMENT, async (numbers) => {
      const rows = await trx
        .selectFrom('passages')
        .select(['id', 'article_number', 'article_suffix', 'text'])
        .where('version_id', '=', id)
        .where('article_number', 'in', numbers)
        .where('published_revision', 'is not', null)
        .where('withdrawn_revision', 'is', null)
        .orderBy('ordinal')
        .execute()
      for (const row of rows) {
        const key = articleKey(source_id, row.article_number ?? 0, row.article_suffix ?? 0)
        if (!articles.has(key)) articles.set(key, { passageId: row.id, versionId: id, text: row.text })
      }
    })
  }
  return {
    /** null: the law has no such article on that day. */
    article: (sourceId: string, number: number, suffix: number) =>
      articles.get(articleKey(sourceId, number, suffix)) ?? null,
    isInForce: (sourceId: string) => inForce.has(sourceId),
  }
}

function articleKey(sourceId: string, number: number, suffix: number): string {
  return `${sourceId} ${number} ${suffix}`
}
