import { type AnswerThreshold, chooseThreshold } from './answer-threshold.js'
import { fitLogistic, probabilityOf, type Weights } from './fit-logistic.js'
import { softmax } from './softmax.js'

/** An answer cites at most so many articles. */
const MOST_CITED = 5
/** Surer than this the shares are not taken to be; brings log-odds to about -1 to 1. */
const LEAST_SHARE = 0.002
const MOST_LOG_ODDS = Math.log((1 - LEAST_SHARE) / LEAST_SHARE)

/**
 * What the network gives each candidate of a search: shares of 1.
 * @param scores of the articles among the candidates
 */
export function sharesOf(scores: ArrayLike<number>): Float64Array {
  const shares = new Float64Array(scores)
  softmax(shares)
  return shares
}

/** What speaks for the first five articles, from their shares, best first. */
function evidenceOf(shares: ArrayLike<number>) {
  const logOdds = (share: number) => {
    const known = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share))
    return Math.log(known / (1 - known)) / MOST_LOG_ODDS
  }
  let all = 0
  for (let place = 0; place < Math.min(MOST_CITED, shares.length); place++) all += shares[place]!
  return { all: logOdds(all), best: logOdds(shares[0] ?? 0) }
}

/** How sure the first articles are, and from where on they are the answer. */
export interface Settling {
  weights: Weights
  /** null: no threshold reaches the target, articles alone answer nothing. */
  threshold: AnswerThreshold | null
}

/**
 * Fits how sure the shares make that one of the first five articles decides a question (Platt scaling), and chooses
 * from where on to answer.
 * @param questions none of which the network was fitted to: shares, best first, and whether an article at that place decides
 */
export function fitSettling(
  questions: readonly { shares: ArrayLike<number>; isRight: readonly boolean[] }[],
): Settling {
  const examples = questions.map(({ shares, isRight }) => ({
    evidence: evidenceOf(shares),
    right: isRight.slice(0, MOST_CITED).includes(true),
  }))
  const weights = fitLogistic(examples)
  const forecasts = examples.map(({ evidence, right }) => ({
    probability: probabilityOf(weights, evidence),
    right,
  }))
  return { weights, threshold: chooseThreshold(forecasts) }
}

/** How sure it is that the first articles are the answer. */
export interface Settled {
  /** That one of the first five articles decides the question, 0 to 1. */
  probability: number
  /** The lowest at which they are the answer; above 1: at none. */
  answerFrom: number
}

/** @param shares best first */
export function articlesSettle({ weights, threshold }: Settling, shares: ArrayLike<number>): Settled {
  return {
    probability: probabilityOf(weights, evidenceOf(shares)),
    answerFrom: threshold?.from ?? Number.POSITIVE_INFINITY,
  }
}
