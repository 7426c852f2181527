import type { AskedQuestions } from './asked-questions.js'
import { gatherCandidates, type Ranked, type RankInput } from './gather-candidates.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { articleFeatures } from './learned/article-features.js'
import type { Learned } from './learned/open-learned.js'
import { type Settled, sharesOf } from './learned/settle-articles.js'

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
  learned: Pick<Learned, 'scoreArticle' | 'settles'> | null,
): RankedPassages {
  const candidates = gatherCandidates(index, askedQuestions, input)
  const once = (ranked: readonly Ranked[]) => eachProvisionOnce(index, ranked, input, candidates.closest)
  if (!learned || !input.learned) return { ranked: once(candidates.ranked), settles: null }
  const scores = articleFeatures(index, input, candidates).map(learned.scoreArticle)
  const shares = sharesOf(scores)
  const ranked = reorderArticles(candidates.ranked, shares, index)
  return { ranked: once(ranked), settles: learned.settles(shares.toSorted((a, b) => b - a)) }
}

/**
 * Articles in the order of their learned shares, on the places and with the scores that articles had before: what is
 * calibrated on scores, and guides and Q&A among them, stay as they are.
 * @param shares one for each article of `ranked`, in its order
 */
function reorderArticles(
  ranked: readonly Ranked[],
  shares: readonly number[],
  index: KnowledgeIndex,
): Ranked[] {
  const articles = ranked.filter(({ doc }) => index.isStatute[doc] === 1)
  const order = articles
    .map((article, i) => ({ article, share: shares[i]! }))
    .sort((a, b) => b.share - a.share || a.article.doc - b.article.doc)
  let next = 0
  return ranked.map((candidate) => {
    if (index.isStatute[candidate.doc] !== 1) return candidate
    const { article, share } = order[next++]!
    article.evidence.share = share
    return { doc: article.doc, score: candidate.score, evidence: article.evidence }
  })
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
