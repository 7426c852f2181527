import type { AskedQuestions } from './asked-questions.js'
import type { ExpandedQuery } from './expand-query.js'
import { fuseScores } from './fuse-rankings.js'
import { TopK } from './keyword/top-k.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import type { Evidence } from './retriever.js'

export interface Ranked {
  doc: number
  score: number
  evidence: Evidence
}

export interface RankInput {
  query: ExpandedQuery
  /** null where the endpoint did not answer: keywords alone. */
  vector: Float32Array | null
  allowed: DocFilter
  /** The same day and region, every kind: what a guide or Q&A cites is of another kind than itself. */
  anyKind: DocFilter
  k: number
  /** Of each kind of entry so many are ranked whatever comes before them. */
  entries: number
}

const CANDIDATES = 200
/** Documents that share meaning but no word; more of them were never among the first hundred. */
const NEAREST = 40
/** Guides and Q&A whose asked questions are compared. */
const ASKED_CANDIDATES = 48
/** A Q&A less alike than this lends nothing to the articles that it cites. */
const LEAST_LIKENESS = 0.3

/** Ranks what applies by keywords, vectors, asked questions and the rank of its source. Each provision once. */
export function rankPassages(
  index: KnowledgeIndex,
  askedQuestions: AskedQuestions,
  input: RankInput,
): Ranked[] {
  const { query, vector, allowed, anyKind } = input
  const keyword = index.keyword.score(query.terms, allowed.mask)
  const highest = keyword.highest || 1
  const { authority } = index

  const best = new TopK(Math.max(CANDIDATES, input.k))
  let { threshold } = best
  for (let i = 0; i < keyword.count; i++) {
    const doc = keyword.touched[i]!
    const score = keyword.scores[doc]! * authority[doc]!
    if (score <= threshold) continue
    best.add(doc, score)
    threshold = best.threshold
  }
  const candidates = new Set<number>()
  for (const { doc } of best.ranking()) candidates.add(doc)
  if (vector) for (const { doc } of index.nearest(vector, NEAREST, allowed)) candidates.add(doc)

  // Q&A and guides lend their nearness to the articles that they cite, whatever kind is searched.
  const asked = askedQuestions.near(query.asked, anyKind)
  const nearest = new TopK(ASKED_CANDIDATES)
  for (const [doc, { likeness, met, told }] of asked) nearest.add(doc, likeness + met + told)
  const cited = new Map<number, number>()
  const closest = new Set<number>()
  for (const { doc } of nearest.ranking()) {
    if (closest.size < input.entries) closest.add(doc)
    if (allowed.mask[doc] === 1) candidates.add(doc)
    const { likeness } = asked.get(doc)!
    if (likeness < LEAST_LIKENESS) continue
    for (const article of askedQuestions.citedBy(doc, anyKind)) {
      if (allowed.mask[article] === 0) continue
      candidates.add(article)
      cited.set(article, Math.max(cited.get(article) ?? 0, likeness))
    }
  }

  const ranked: Ranked[] = []
  for (const doc of candidates) {
    const evidence = {
      keyword: keyword.scores[doc]! / highest,
      covered: keyword.scores[doc] === 0 ? 0 : keyword.met[doc]! / highest,
      cosine: vector ? index.similarity(vector, doc) : 0,
      asked: asked.get(doc)?.likeness ?? 0,
      met: asked.get(doc)?.met ?? 0,
      told: asked.get(doc)?.told ?? 0,
      cited: cited.get(doc) ?? 0,
    }
    ranked.push({ doc, score: fuseScores(evidence, authority[doc]!), evidence })
  }
  ranked.sort((a, b) => b.score - a.score || a.doc - b.doc)
  return eachProvisionOnce(index, ranked, input, closest)
}

/** An article that stands in several versions of the same law counts once, at its best place. */
function eachProvisionOnce(
  index: KnowledgeIndex,
  ranked: readonly Ranked[],
  { k, entries }: Pick<RankInput, 'k' | 'entries'>,
  closest: ReadonlySet<number>,
): Ranked[] {
  const seen = new Map<number, string | undefined>()
  const wanted = { statute: 0, guide: entries, faq: entries }
  const once: Ranked[] = []
  for (const candidate of ranked) {
    const full = once.length >= k
    const kind = index.kind(candidate.doc)
    if (full && wanted[kind] <= 0 && !closest.has(candidate.doc)) continue
    wanted[kind]--
    const provision = index.provision(candidate.doc)
    if (provision !== null) {
      const version = index.version(candidate.doc)?.id
      if (seen.has(provision) && seen.get(provision) !== version) continue
      seen.set(provision, version)
    }
    once.push(candidate)
  }
  return once
}
