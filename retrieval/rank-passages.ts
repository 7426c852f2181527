import type { AskedQuestions } from './asked-questions.js'
import { gatherCandidates, type RankInput } from './gather-candidates.js'
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
  const { ranked, evidenceOf, closest } = candidates
  const order: Order = { docs: ranked.map(({ doc }) => doc), shares: [] }
  let settles: Settled | null = null
  if (learned && input.learned) {
    const shares = sharesOf(learned.scoreArticles(articleFeatures(index, input, candidates)))
    settles = learned.settles(orderArticles(index, order, shares))
  }
  return {
    ranked: eachProvisionOnce(index, order.docs, input, closest).map((place) => {
      const doc = order.docs[place]!
      const share = order.shares[place]
      const evidence = evidenceOf(doc)
      if (share !== undefined) evidence.share = share
      return { doc, score: ranked[place]!.score, evidence }
    }),
    settles,
  }
}

/** By place. */
interface Order {
  docs: number[]
  /** Of articles, where something was learned. */
  shares: (number | undefined)[]
}

/**
 * Articles in the order of their learned shares, on the places that articles had before: what is calibrated on the
 * scores of the places, and guides and Q&A among them, stay as they are.
 * @param shares one for each article, in the order before
 * @returns the shares, best first
 */
function orderArticles(index: KnowledgeIndex, order: Order, shares: readonly number[]): number[] {
  const places = Array.from(order.docs.keys()).filter((place) => index.isStatute[order.docs[place]!] === 1)
  const docs = places.map((place) => order.docs[place]!)
  const best = shares.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]! || docs[a]! - docs[b]!)
  places.forEach((place, next) => {
    order.docs[place] = docs[best[next]!]!
    order.shares[place] = shares[best[next]!]!
  })
  return best.map((i) => shares[i]!)
}

/**
 * An article that stands in several versions of the same law counts once, at its best place.
 * @param docs best first
 * @returns the places to show
 */
function eachProvisionOnce(
  index: KnowledgeIndex,
  docs: readonly number[],
  { k, entries }: Pick<RankInput, 'k' | 'entries'>,
  closest: ReadonlySet<number>,
): number[] {
  const seen = new Map<number, VersionEntry | null>()
  const wanted = { statute: 0, guide: entries, faq: entries }
  const once: number[] = []
  docs.forEach((doc, place) => {
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
