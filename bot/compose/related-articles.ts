import type { Passage } from '../../retrieval/passage.js'
import type { Basis } from '../answer.js'
import { coverEntry } from '../language/match-entry.js'
import { type Turn, understandingOf } from '../turn.js'

/** Beside an entry an article has to speak of this share of the question. */
const ADDS_FROM = 0.6
/** Behind the best article another has to come so near to it. */
const NEAR_BEST = 0.6
/** Where answers were learned: articles that the learned order gives so much are worth showing. */
const LEAST_SHARE = 0.04

/**
 * Articles worth showing, best first. Beside an entry: only of laws that it already rests on, and none that it cites.
 * @param cited bases of the answer; empty: the articles are the answer
 * @param withLaw the articles are as much of the answer as the entry
 */
export function relatedArticles(
  turn: Turn,
  cited: readonly Basis[],
  withLaw = cited.length === 0,
): Passage[] {
  const { standaloneQuestion } = understandingOf(turn)
  const articles = turn.sources
    .filter(({ kind, text }) => kind === 'statute' && text !== '')
    .map((article) => ({ article, covered: coverEntry(standaloneQuestion, article) }))
  const known = new Set(cited.map(({ passageId }) => passageId))
  const shares = new Map(
    turn.found?.hits.flatMap(({ passageId, evidence }) =>
      evidence?.share === undefined ? [] : [[passageId, evidence.share] as const],
    ),
  )
  if (withLaw) {
    const best = articles[0]?.covered ?? 0
    const isLikely = ({ article: { id }, covered }: (typeof articles)[number]) =>
      shares.size > 0 ? (shares.get(id) ?? 0) >= LEAST_SHARE : covered >= best * NEAR_BEST
    return articles
      .filter((each, i) => (i === 0 || isLikely(each)) && !known.has(each.article.id))
      .map(({ article }) => article)
  }
  const laws = new Set(cited.map(({ lawTitle }) => lawTitle))
  return articles
    .filter(
      ({ article, covered }) => covered >= ADDS_FROM && laws.has(article.title) && !known.has(article.id),
    )
    .map(({ article }) => article)
}
