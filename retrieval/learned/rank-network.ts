import { TopK } from '../keyword/top-k.js'

/** A network of one hidden layer beside a linear part, and how its features are brought to one scale. */
export interface RankNetwork {
  /** Names of the features that it was fitted to, in order: another set cannot be scored with it. */
  features: readonly string[]
  mean: readonly number[]
  /** Standard deviation of each feature. */
  spread: readonly number[]
  /** Row by row: a unit's weights, one a feature; then the units' biases; their output weights; the linear part. */
  weights: readonly number[]
}

/** A multiple of four: so many are computed at once. */
export const HIDDEN_UNITS = 12

export function weightCount(features: number): number {
  return features * HIDDEN_UNITS + 2 * HIDDEN_UNITS + features
}

/** @param rows features of each candidate, not yet scaled, one after the other @returns a score for each */
export type ScoreRows = (rows: ArrayLike<number>) => Float64Array

/** So many candidates are scored by all networks. */
const SCORED_BY_ALL = 50

/**
 * Scores candidates of one search by the mean over networks, but for what is the same for all of them; unitless, higher
 * is better. What the first network puts beyond the fiftieth place keeps its order below the others: nothing is
 * found less often so, and scoring takes a quarter of the time.
 * @throws {RangeError} a network was fitted to other features
 */
export function createNetworksScorer(
  networks: readonly RankNetwork[],
  features: readonly string[],
): ScoreRows {
  const scoreByFirst = createRowScorer(networks.slice(0, 1), features)
  const scoreByOthers = createRowScorer(networks.slice(1), features)
  const others = networks.length - 1
  return (rows) => {
    const scores = new Float64Array(rows.length / features.length)
    const best = new TopK(SCORED_BY_ALL)
    for (let row = 0; row < scores.length; row++) {
      scores[row] = scoreByFirst(rows, row)
      best.add(row, scores[row]!)
    }
    const ranking = best.ranking()
    const last = ranking.at(-1)
    if (others === 0 || last === undefined) return scores
    const means = ranking.map(
      ({ doc: row, score }) => (score + others * scoreByOthers(rows, row)) / networks.length,
    )
    const beneath = Math.min(...means) - last.score
    for (let row = 0; row < scores.length; row++) scores[row]! += beneath
    ranking.forEach(({ doc: row }, place) => {
      scores[row] = means[place]!
    })
    return scores
  }
}

/**
 * Scores the row of a number by the mean over networks. All units together are one layer, weights lie by feature, and the scale of
 * the features is in them: most features of most candidates are 0.
 */
function createRowScorer(networks: readonly RankNetwork[], features: readonly string[]) {
  const count = features.length
  const units = HIDDEN_UNITS * networks.length
  const weights = new Float64Array(count * units)
  const biases = new Float64Array(units)
  const outputs = new Float64Array(units)
  const linear = new Float64Array(count)
  networks.forEach((network, n) => {
    if (network.features.join() !== features.join())
      throw new RangeError('The ranker was fitted to other features: run wenfa learn again')
    const first = n * HIDDEN_UNITS
    const at = count * HIDDEN_UNITS
    for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
      biases[first + unit] = network.weights[at + unit]!
      outputs[first + unit] = network.weights[at + HIDDEN_UNITS + unit]! / networks.length
    }
    for (let f = 0; f < count; f++) {
      const scale = 1 / (network.spread[f] || 1)
      for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
        const weight = network.weights[unit * count + f]! * scale
        weights[f * units + first + unit] = weight
        biases[first + unit]! -= weight * network.mean[f]!
      }
      linear[f]! += (network.weights[at + 2 * HIDDEN_UNITS + f]! * scale) / networks.length
    }
  })
  const values = new Float64Array(count)
  const starts = new Int32Array(count)
  return (rows: ArrayLike<number>, row: number): number => {
    let score = 0
    let some = 0
    for (let f = 0; f < count; f++) {
      const value = rows[row * count + f]!
      if (value === 0) continue
      score += linear[f]! * value
      values[some] = value
      starts[some++] = f * units
    }
    // Four at once: a third less time.
    for (let unit = 0; unit < units; unit += 4) {
      let first = biases[unit]!
      let second = biases[unit + 1]!
      let third = biases[unit + 2]!
      let fourth = biases[unit + 3]!
      for (let k = 0; k < some; k++) {
        const value = values[k]!
        const at = starts[k]! + unit
        first += weights[at]! * value
        second += weights[at + 1]! * value
        third += weights[at + 2]! * value
        fourth += weights[at + 3]! * value
      }
      score +=
        tanh(first) * outputs[unit]! +
        tanh(second) * outputs[unit + 1]! +
        tanh(third) * outputs[unit + 2]! +
        tanh(fourth) * outputs[unit + 3]!
    }
    return score
  }
}

/** Steps of the table a unit, and where it ends: tanh is 1 there to seven digits. */
const STEPS = 512
const TABLE_END = 9
const TANH = Float64Array.from({ length: 2 * TABLE_END * STEPS + 1 }, (_, i) =>
  Math.tanh(i / STEPS - TABLE_END),
)

/** Off by less than 4e-7, in a tenth of the time of Math.tanh, which took most of a score. */
export function tanh(x: number): number {
  const at = (x + TABLE_END) * STEPS
  if (!(at > 0)) return -1
  if (at >= TANH.length - 1) return 1
  const below = Math.floor(at)
  return TANH[below]! + (TANH[below + 1]! - TANH[below]!) * (at - below)
}
