import type { Passage } from '../../retrieval/passage.js'
import type { Basis } from '../answer.js'
import { coverByArticle, coverEntry } from '../language/match-entry.js'
import { type Turn, understandingOf } from '../turn.js'

/** Beside an entry an article has to speak of this share of the question. */
const ADDS_FROM = 0.6
/** Behind the best article another has to come so near to it. */
const NEAR_BEST = 0.6
/** Where answers were learned: articles that the learned order gives so much are worth showing. */
const LEAST_SHARE = 0.04

/**
 * Articles that are the answer, or as much of it as an entry, best first.
 * @param cited bases that are told already
 */
export function likelyArticles(turn: Turn, cited: readonly Basis[] = []): Passage[] {
  const articles = coveredArticles(turn)
  const known = new Set(cited.map(({ passageId }) => passageId))
  const shares = new Map(
    turn.found?.hits.flatMap(({ passageId, evidence }) =>
      evidence?.share === undefined ? [] : [[passageId, evidence.share] as const],
    ),
  )
  const best = articles[0]?.covered ?? 0
  const isLikely = ({ article: { id }, covered }: (typeof articles)[number]) =>
    shares.size > 0 ? (shares.get(id) ?? 0) >= LEAST_SHARE : covered >= best * NEAR_BEST
  return articles
    .filter((each, i) => (i === 0 || isLikely(each)) && !known.has(each.article.id))
    .map(({ article }) => article)
}

/** Articles beside an entry: of laws that it rests on, not cited by it, and with a word of the question that it lacks. */
export function addingArticles(turn: Turn, entry: Passage, cited: readonly Basis[]): Passage[] {
  const { standaloneQuestion } = understandingOf(turn)
  const laws = new Set(cited.map(({ lawTitle }) => lawTitle))
  const known = new Set(cited.map(({ passageId }) => passageId))
  return coveredArticles(turn)
    .filter(
      ({ article, covered }) =>
        covered >= ADDS_FROM &&
        laws.has(article.title) &&
        !known.has(article.id) &&
        coverByArticle(standaloneQuestion, article, entry) > 0,
    )
    .map(({ article }) => article)
}

function coveredArticles(turn: Turn) {
  const { standaloneQuestion } = understandingOf(turn)
  return turn.sources
    .filter(({ kind, text }) => kind === 'statute' && text !== '')
    .map((article) => ({ article, covered: coverEntry(standaloneQuestion, article) }))
}
