import { seededRandom } from '../embed/seeded-random.js'
import { HIDDEN_UNITS, type RankNetwork, weightCount } from './rank-network.js'

/** Candidates of one question, and which of them decide it. */
export interface RankExample {
  /** Features of each, one after the other. */
  features: Float32Array
  isRight: readonly boolean[]
}

export interface FitOptions {
  /** Passes over all examples. Default 20. */
  epochs?: number
  /** The same seed gives the same network. Default 1. */
  seed?: number
}

const BATCH = 8
/** Share of the wrong candidates, others in each pass, that a question is learned from: all teach no more. */
const SHARE_OF_WRONG = 0.25
const RATE = 0.003
/** The step gets smaller from epoch to epoch, to this share at the end. */
const LAST_RATE = 0.2
const DECAY = 1e-5

/**
 * Fits the network so that the softmax over the candidates of a question gives the right ones the most: listwise,
 * by Adam. Questions without a right candidate teach nothing and are left out.
 * @see Cao et al.: Learning to Rank: From Pairwise Approach to Listwise Approach, ICML 2007
 */
export function fitNetwork(
  examples: readonly RankExample[],
  features: readonly string[],
  { epochs = 20, seed = 1 }: FitOptions = {},
): RankNetwork {
  const random = seededRandom(seed)
  const count = features.length
  const { mean, spread } = measureScale(examples, count)
  const taught = examples
    .filter(({ isRight }) => isRight.includes(true))
    .map(({ features, isRight }) => ({
      features: features.map((value, i) => (value - mean[i % count]!) / spread[i % count]!),
      isRight,
    }))
  const weights = initialWeights(count, random)
  const adam = createAdam(weights)
  const gradient = new Float64Array(weights.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = RATE * (1 - ((1 - LAST_RATE) * epoch) / epochs)
    const order = shuffled(taught, random)
    for (let start = 0; start < order.length; start += BATCH) {
      gradient.fill(0)
      const batch = order.slice(start, start + BATCH)
      for (const example of batch) addGradient(gradient, weights, sample(example, count, random), count)
      adam.step(gradient, 1 / batch.length, rate)
    }
  }
  return { features, mean: [...mean], spread: [...spread], weights: [...weights] }
}

function measureScale(examples: readonly RankExample[], count: number) {
  const mean = new Float64Array(count)
  const spread = new Float64Array(count)
  const rows = examples.reduce((sum, { isRight }) => sum + isRight.length, 0)
  for (const { features } of examples)
    for (let i = 0; i < features.length; i++) mean[i % count]! += features[i]!
  for (let f = 0; f < count; f++) mean[f]! /= Math.max(1, rows)
  for (const { features } of examples)
    for (let i = 0; i < features.length; i++) spread[i % count]! += (features[i]! - mean[i % count]!) ** 2
  for (let f = 0; f < count; f++) spread[f] = Math.sqrt(spread[f]! / Math.max(1, rows)) || 1
  return { mean, spread }
}

/** All that are right, some of the others. */
function sample({ features, isRight }: RankExample, count: number, random: () => number) {
  const rows: Float32Array[] = []
  const chosen: boolean[] = []
  for (const [i, right] of isRight.entries()) {
    if (!right && random() >= SHARE_OF_WRONG) continue
    rows.push(features.subarray(i * count, (i + 1) * count))
    chosen.push(right)
  }
  return { rows, isRight: chosen, right: chosen.filter(Boolean).length }
}

/** The linear part begins with the first feature alone, which is the order without learning. */
function initialWeights(count: number, random: () => number): Float64Array {
  const weights = new Float64Array(weightCount(count))
  const biases = count * HIDDEN_UNITS
  const outputs = biases + HIDDEN_UNITS
  for (let i = 0; i < biases; i++) weights[i] = (2 * random() - 1) / Math.sqrt(count)
  for (let i = outputs; i < outputs + HIDDEN_UNITS; i++) weights[i] = (2 * random() - 1) / 4
  weights[outputs + HIDDEN_UNITS] = 1
  return weights
}

/** Candidates that the softmax gives less than this push nothing. */
const LEAST_PUSH = 1e-5

function addGradient(
  gradient: Float64Array,
  weights: Float64Array,
  { rows, isRight, right }: ReturnType<typeof sample>,
  count: number,
): void {
  const biases = count * HIDDEN_UNITS
  const outputs = biases + HIDDEN_UNITS
  const linear = outputs + HIDDEN_UNITS
  const units = rows.map(() => new Float64Array(HIDDEN_UNITS))
  const scores = rows.map((row, i) => forward(weights, row, count, units[i]!))
  const highest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const shares = scores.map((score) => Math.exp(score - highest))
  const sum = shares.reduce((a, b) => a + b, 0)
  for (let i = 0; i < rows.length; i++) {
    const push = shares[i]! / sum - (isRight[i] ? 1 / right : 0)
    if (Math.abs(push) < LEAST_PUSH) continue
    const row = rows[i]!
    for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
      const activation = units[i]![unit]!
      gradient[outputs + unit]! += push * activation
      const inner = push * weights[outputs + unit]! * (1 - activation * activation)
      gradient[biases + unit]! += inner
      const at = unit * count
      for (let f = 0; f < count; f++) gradient[at + f]! += inner * row[f]!
    }
    for (let f = 0; f < count; f++) gradient[linear + f]! += push * row[f]!
  }
}

/** @param units receives the hidden units' activations */
function forward(weights: Float64Array, row: Float32Array, features: number, units: Float64Array): number {
  const biases = features * HIDDEN_UNITS
  const outputs = biases + HIDDEN_UNITS
  const linear = outputs + HIDDEN_UNITS
  let score = 0
  for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
    let sum = weights[biases + unit]!
    const at = unit * features
    for (let f = 0; f < features; f++) sum += weights[at + f]! * row[f]!
    const activation = Math.tanh(sum)
    units[unit] = activation
    score += activation * weights[outputs + unit]!
  }
  for (let f = 0; f < features; f++) score += weights[linear + f]! * row[f]!
  return score
}

/** @see Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015 */
function createAdam(weights: Float64Array) {
  const first = new Float64Array(weights.length)
  const second = new Float64Array(weights.length)
  let steps = 0
  return {
    step(gradient: Float64Array, scale: number, rate: number): void {
      steps++
      const [unbias1, unbias2] = [1 - 0.9 ** steps, 1 - 0.999 ** steps]
      for (let i = 0; i < weights.length; i++) {
        const g = gradient[i]! * scale + DECAY * weights[i]!
        first[i] = 0.9 * first[i]! + 0.1 * g
        second[i] = 0.999 * second[i]! + 0.001 * g * g
        weights[i]! -= (rate * (first[i]! / unbias1)) / (Math.sqrt(second[i]! / unbias2) + 1e-8)
      }
    },
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
