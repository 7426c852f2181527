import type { Passage } from '../../retrieval/passage.js'
import type { Basis } from '../answer.js'
import { coverEntry } from '../language/match-entry.js'
import { type Turn, understandingOf } from '../turn.js'

/** Beside an entry an article has to speak of this share of the question. */
const ADDS_FROM = 0.6
/** Behind the best article another has to come so near to it. */
const NEAR_BEST = 0.6

/**
 * Articles worth showing, best first. Beside an answer: only of laws that it already rests on, and none that it cites.
 * @param cited bases of the answer; empty: the articles are the answer
 */
export function relatedArticles(turn: Turn, cited: readonly Basis[]): Passage[] {
  const { standaloneQuestion } = understandingOf(turn)
  const articles = turn.sources
    .filter(({ kind, text }) => kind === 'statute' && text !== '')
    .map((article) => ({ article, covered: coverEntry(standaloneQuestion, article) }))
  if (cited.length === 0) {
    const best = articles[0]?.covered ?? 0
    return articles.filter(({ covered }) => covered >= best * NEAR_BEST).map(({ article }) => article)
  }
  const laws = new Set(cited.map(({ lawTitle }) => lawTitle))
  const known = new Set(cited.map(({ passageId }) => passageId))
  return articles
    .filter(
      ({ article, covered }) => covered >= ADDS_FROM && laws.has(article.title) && !known.has(article.id),
    )
    .map(({ article }) => article)
}
