import { fitLogistic, probabilityOf, type Weights } from './fit-logistic.js'

/** An answer cites at most so many articles. */
const MOST_CITED = 5
/** Surer than this the shares are not taken to be; brings log-odds to about -1 to 1. */
const LEAST_SHARE = 0.002
const MOST_LOG_ODDS = Math.log((1 - LEAST_SHARE) / LEAST_SHARE)

/**
 * What the network gives each candidate of a search: shares of 1.
 * @param scores of the articles among the candidates
 */
export function sharesOf(scores: readonly number[]): number[] {
  const highest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** What speaks for the first five articles, from their shares, best first. */
function evidenceOf(shares: readonly number[]) {
  const logOdds = (share: number) => {
    const known = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, share))
    return Math.log(known / (1 - known)) / MOST_LOG_ODDS
  }
  const first = shares.slice(0, MOST_CITED)
  return { all: logOdds(first.reduce((a, b) => a + b, 0)), best: logOdds(first[0] ?? 0) }
}

/**
 * Fits how sure the shares make that one of the first five articles decides a question (Platt scaling).
 * @param questions none of which the network was fitted to: shares, best first, and whether an article at that place decides
 */
export function fitSettling(
  questions: readonly { shares: readonly number[]; isRight: readonly boolean[] }[],
): Weights {
  return fitLogistic(
    questions.map(({ shares, isRight }) => ({
      evidence: evidenceOf(shares),
      right: isRight.slice(0, MOST_CITED).includes(true),
    })),
  )
}

/** Probability that one of the first five articles decides the question. @param shares best first */
export function articlesSettle(weights: Weights, shares: readonly number[]): number {
  return probabilityOf(weights, evidenceOf(shares))
}
