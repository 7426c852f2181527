import type { ArticleFinder, ResolvedReference } from './article-lookup.js'
import { expandQuery } from './expand-query.js'
import { explainSearch } from './explain-search.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import { periodOfLaw } from './period-of-law.js'
import { rankPassages } from './rank-passages.js'
import type { ArticleLookup, Hit, SearchOptions, SearchResult } from './retriever.js'
import type { Searchable } from './searchable.js'

/** Longer queries say nothing more, and cost. UTF-16 units. */
const LONGEST_QUERY = 1000

/** What is asked stands at the end of most long messages, and who and what it is about at the beginning. */
function shorten(text: string): string {
  if (text.length <= LONGEST_QUERY) return text
  return `${text.slice(0, LONGEST_QUERY / 2)}\n${text.slice(-LONGEST_QUERY / 2)}`
}

/** @param day the law in force on that day */
export async function searchIndex(
  { index, finder, asked, embed, learned }: Searchable,
  text: string,
  options: SearchOptions,
  day: string,
): Promise<SearchResult> {
  const startedAt = performance.now()
  const k = Math.min(1000, Math.max(1, Math.trunc(options.k)))
  const queryText = text.slice(0, LONGEST_QUERY)
  const query = expandQuery(shorten(text), (term) => index.keyword.idf(term))
  const embedding = embed(query.text)
  const vector = embedding instanceof Promise ? await embedding : embedding
  // From here on nothing waits: searches share what they write their scores to.
  const region = options.regionCode ?? null
  const anyKind = index.filter(day, region, null)
  const allowed = options.kind ? index.filter(day, region, options.kind) : anyKind
  const resolved = resolveNamed(finder, queryText, anyKind)
  const input = {
    query,
    vector,
    allowed,
    anyKind,
    k,
    entries: options.entries ?? 0,
    learned: learned?.evidence ?? null,
  }
  const { ranked, weighed, settles } = rankPassages(index, asked, input, learned)

  const named = [...new Set(resolved.flatMap(({ status, docs }) => (status === 'found' ? docs : [])))].filter(
    (doc) => allowed.mask[doc] === 1,
  )
  const best = ranked[0]?.score ?? 0
  const hits: Hit[] = named.map((doc, i) => index.hit(doc, best + 1 + (named.length - i) / 1000))
  const isNamed = new Set(named)
  for (const { doc, score, evidence } of ranked) {
    if (!isNamed.has(doc)) hits.push(index.hit(doc, score, evidence))
  }
  return {
    hits: options.entries ? hits : hits.slice(0, k),
    lookup: toLookup(index, resolved, day),
    settles,
    ...(options.explain && { explained: explainSearch(index, input, { ranked, weighed }, { day, region }) }),
    tookMs: performance.now() - startedAt,
  }
}

/** @param day the law in force on that day */
export function lookUpArticles(
  { index, finder }: Searchable,
  text: string,
  { regionCode }: Pick<SearchOptions, 'regionCode'>,
  day: string,
): ArticleLookup | null {
  const anyKind = index.filter(day, regionCode ?? null, null)
  return toLookup(index, resolveNamed(finder, text.slice(0, LONGEST_QUERY), anyKind), day)
}

function resolveNamed(finder: ArticleFinder, text: string, { mask }: DocFilter): ResolvedReference[] {
  return finder.resolve(text, mask).filter((found) => namesArticle(found, text))
}

function toLookup(
  index: KnowledgeIndex,
  resolved: readonly ResolvedReference[],
  day: string,
): ArticleLookup | null {
  return resolved.length > 0 ? { references: resolved.map((found) => toReference(index, found, day)) } : null
}

function toReference(
  index: KnowledgeIndex,
  found: ResolvedReference,
  day: string,
): ArticleLookup['references'][number] {
  const { reference, status, law, lastArticleNumber, suggestions, docs } = found
  const lawTitle = law?.shortTitle ?? null
  return {
    reference,
    status,
    lawTitle,
    period: law && status === 'not_in_force' ? periodOfLaw(index, law, day) : null,
    lastArticleNumber,
    suggestions,
    hits: docs.map((doc) => index.hit(doc, 1)),
  }
}

/** A number without a law counts when the question is nothing else: in a longer one it is a part of what happened. */
function namesArticle({ reference, law }: ResolvedReference, text: string): boolean {
  if (law || reference.lawName !== null) return true
  const rest = text.slice(0, reference.start) + text.slice(reference.end)
  return rest.replace(/[\p{P}\s]|的|是|什么|内容|规定|怎么|说|请问|法条|条文|查|一下/gu, '').length <= 2
}
