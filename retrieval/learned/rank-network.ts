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

export const HIDDEN_UNITS = 12

export function weightCount(features: number): number {
  return features * HIDDEN_UNITS + 2 * HIDDEN_UNITS + features
}

/**
 * Scores candidates of one search by the mean over networks; unitless, higher is better.
 * @returns scores a row of features, not yet scaled
 * @throws {RangeError} a network was fitted to other features
 */
export function createNetworksScorer(
  networks: readonly RankNetwork[],
  features: readonly string[],
): (row: readonly number[]) => number {
  const scorers = networks.map((network) => createScorer(network, features))
  return (row) => scorers.reduce((sum, score) => sum + score(row), 0) / scorers.length
}

function createScorer(network: RankNetwork, features: readonly string[]): (row: readonly number[]) => number {
  if (network.features.join() !== features.join())
    throw new RangeError('The ranker was fitted to other features: run wenfa learn again')
  const weights = onUnscaledRows(network)
  return (row) => forward(weights, row, features.length)
}

/** Weights that give rows as they are the scores of scaled ones, but for what is the same for all rows. */
function onUnscaledRows({ mean, spread, weights, features }: RankNetwork): Float64Array {
  const count = features.length
  const unscaled = Float64Array.from(weights)
  const biases = count * HIDDEN_UNITS
  const linear = biases + 2 * HIDDEN_UNITS
  for (let f = 0; f < count; f++) {
    const scale = 1 / (spread[f] || 1)
    for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
      unscaled[unit * count + f]! *= scale
      unscaled[biases + unit]! -= unscaled[unit * count + f]! * mean[f]!
    }
    unscaled[linear + f]! *= scale
  }
  return unscaled
}

/** @param units receives the hidden units' activations */
export function forward(
  weights: Float64Array,
  row: ArrayLike<number>,
  features: number,
  units?: Float64Array,
): number {
  const biases = features * HIDDEN_UNITS
  const outputs = biases + HIDDEN_UNITS
  const linear = outputs + HIDDEN_UNITS
  let score = 0
  for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
    let sum = weights[biases + unit]!
    const at = unit * features
    for (let f = 0; f < features; f++) sum += weights[at + f]! * row[f]!
    const activation = Math.tanh(sum)
    if (units) units[unit] = activation
    score += activation * weights[outputs + unit]!
  }
  for (let f = 0; f < features; f++) score += weights[linear + f]! * row[f]!
  return score
}
