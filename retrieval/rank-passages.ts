import type { AskedQuestions } from './asked-questions.js'
import { type Candidate, gatherCandidates, type RankInput } from './gather-candidates.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { articleFeatures } from './learned/article-features.js'
import type { Learned } from './learned/open-learned.js'
import { type Settled, sharesOf } from './learned/settle-articles.js'
import type { Evidence } from './retriever.js'
import type { VersionEntry } from './version-table.js'

export interface Ranked {
  doc: number
  score: number
  evidence: Evidence
}

export interface RankedPassages {
  ranked: Ranked[]
  /** All that were weighed, in the same order: the ranked ones and those left out. */
  weighed(): Ranked[]
  /** null: nothing was learned. */
  settles: Settled | null
}

/** Orders what applies by all evidence: by `fuseScores`, articles by what was learned where that is switched on. */
export function rankPassages(
  index: KnowledgeIndex,
  askedQuestions: AskedQuestions,
  input: RankInput,
  learned: Pick<Learned, 'scoreArticles' | 'settles'> | null,
): RankedPassages {
  const candidates = gatherCandidates(index, askedQuestions, input)
  const { ranked, closest } = candidates
  const order: Order = { candidates: [...ranked], shares: [] }
  let settles: Settled | null = null
  if (learned && input.learned) {
    const shares = sharesOf(learned.scoreArticles(articleFeatures(index, input, candidates)))
    settles = learned.settles(orderArticles(index, order, shares))
  }
  const rankedAt = (place: number): Ranked => {
    const { doc, evidence } = order.candidates[place]!
    const share = order.shares[place]
    if (share !== undefined) evidence.share = share
    return { doc, score: ranked[place]!.score, evidence }
  }
  return {
    ranked: eachProvisionOnce(index, order.candidates, input, closest).map(rankedAt),
    weighed: () => order.candidates.map((_, place) => rankedAt(place)),
    settles,
  }
}

/** By place. */
interface Order {
  candidates: Candidate[]
  /** Of articles, where something was learned. */
  shares: (number | undefined)[]
}

/**
 * Articles in the order of their learned shares, on the places that articles had before: what is calibrated on the
 * scores of the places, and guides and Q&A among them, stay as they are.
 * @param shares one for each article, in the order before
 * @returns the shares, best first
 */
function orderArticles(index: KnowledgeIndex, order: Order, shares: ArrayLike<number>): Float64Array {
  const articles = order.candidates.filter(({ doc }) => index.isStatute[doc] === 1)
  const best = new Uint32Array(articles.length)
  for (let article = 0; article < best.length; article++) best[article] = article
  best.sort((a, b) => shares[b]! - shares[a]! || articles[a]!.doc - articles[b]!.doc)
  const inOrder = new Float64Array(best.length)
  let next = 0
  order.candidates.forEach(({ doc }, place) => {
    if (index.isStatute[doc] === 0) return
    const article = best[next]!
    order.candidates[place] = articles[article]!
    order.shares[place] = shares[article]!
    inOrder[next++] = shares[article]!
  })
  return inOrder
}

/**
 * An article that stands in several versions of the same law counts once, at its best place.
 * @param candidates best first
 * @returns the places to show
 */
function eachProvisionOnce(
  index: KnowledgeIndex,
  candidates: readonly Candidate[],
  { k, entries }: Pick<RankInput, 'k' | 'entries'>,
  closest: ReadonlySet<number>,
): number[] {
  const seen = new Map<number, VersionEntry | null>()
  const wanted = { statute: 0, guide: entries, faq: entries }
  const once: number[] = []
  candidates.forEach(({ doc }, place) => {
    const kind = index.kind(doc)
    if (once.length >= k && wanted[kind] <= 0 && !closest.has(doc)) return
    wanted[kind]--
    const provision = index.provision(doc)
    if (provision >= 0) {
      const version = index.version(doc)
      if (seen.has(provision) && seen.get(provision) !== version) return
      seen.set(provision, version)
    }
    once.push(place)
  })
  return once
}
