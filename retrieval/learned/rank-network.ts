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

export const HIDDEN_UNITS = 24

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
): (row: Float64Array) => number {
  const scorers = networks.map((network) => createScorer(network, features))
  return (row) => scorers.reduce((sum, score) => sum + score(row), 0) / scorers.length
}

function createScorer(network: RankNetwork, features: readonly string[]): (row: Float64Array) => number {
  if (network.features.join() !== features.join())
    throw new RangeError('The ranker was fitted to other features: run wenfa learn again')
  const count = features.length
  const { mean } = network
  const weights = Float64Array.from(network.weights)
  const scale = network.spread.map((spread) => 1 / (spread || 1))
  const scaled = new Float64Array(count)
  return (row) => {
    for (let f = 0; f < count; f++) scaled[f] = (row[f]! - mean[f]!) * scale[f]!
    return forward(weights, scaled, count)
  }
}

/** @param units receives the hidden units' activations */
export function forward(
  weights: Float64Array,
  row: Float64Array,
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
