import { seededRandom } from '../embed/seeded-random.js'
import { HIDDEN_UNITS, type RankNetwork, tanh } from './rank-network.js'

/** Candidates of one question, and which of them decide it. */
export interface RankExample {
  /** Features of each, one after the other. */
  features: Float32Array
  isRight: readonly boolean[]
}

export interface FitOptions {
  /** How many. They begin with other weights and meet the same candidates. Default 8. */
  networks?: number
  /** Passes over all examples. Default 20. */
  epochs?: number
  /** The same seed gives the same networks. Default 1. */
  seed?: number
}

const BATCH = 8
/** Share of the wrong candidates, others in each pass, that a question is learned from: all teach no more. */
const SHARE_OF_WRONG = 0.25
/**
 * A wrong candidate that no network gave this much of the softmax when it was met last is met more seldom, in
 * proportion, and counts for as many more: most of the time is saved.
 */
const COMMON_SHARE = 0.01
const LEAST_OFTEN = 0.1
/** Smaller pushes are given at this strength, as often as makes them right in the mean. */
const LEAST_PUSH = 0.02
const RATE = 0.003
/** The step gets smaller from epoch to epoch, to this share at the end. */
const LAST_RATE = 0.2
const DECAY = 1e-5

/**
 * Fits networks so that the softmax over the candidates of a question gives the right ones the most: listwise, by
 * Adam. Questions without a right candidate teach nothing and are left out.
 * @see Cao et al.: Learning to Rank: From Pairwise Approach to Listwise Approach, ICML 2007
 */
export function fitNetworks(
  examples: readonly RankExample[],
  features: readonly string[],
  { networks = 8, epochs = 20, seed = 1 }: FitOptions = {},
): RankNetwork[] {
  const random = seededRandom(seed)
  const scale = measureScale(examples, features.length)
  const taught = examples
    .filter(({ isRight }) => isRight.includes(true))
    .map((example) => ({ ...example, shares: new Float32Array(example.isRight.length).fill(1) }))
  const most = Math.max(0, ...taught.map(({ isRight }) => isRight.length))
  const model = createModel(scale, networks, most, random)
  const adam = createAdam(model.weights)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = RATE * (1 - ((1 - LAST_RATE) * epoch) / epochs)
    const order = shuffled(taught, random)
    for (let start = 0; start < order.length; start += BATCH) {
      const batch = order.slice(start, start + BATCH)
      adam.step(model.gradient(batch), 1 / batch.length, rate)
    }
  }
  const { mean, spread } = scale
  return model.byNetwork().map((weights) => ({ features, mean: [...mean], spread: [...spread], weights }))
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

interface TaughtExample extends RankExample {
  /** The most that a network gave each candidate when it was met last. */
  shares: Float32Array
}

/**
 * The networks while they are fitted. Weights lie by feature, the units of all networks side by side; then biases,
 * output weights, the linear part, by feature too. What is 0 costs nothing: candidates are lists of their other values,
 * as they are; the scale of the features is put into the weights once a batch, and into their gradient.
 * @param most candidates of an example
 */
function createModel(
  { mean, spread }: ReturnType<typeof measureScale>,
  networks: number,
  most: number,
  random: () => number,
) {
  const count = mean.length
  const width = HIDDEN_UNITS * networks
  const biases = count * width
  const outputs = biases + width
  const linear = outputs + width
  const weights = initialWeights()
  const scaled = new Float64Array(weights.length)
  const gradient = new Float64Array(weights.length)
  const inner = new Float64Array(HIDDEN_UNITS)
  /** Of the candidates that an example is learned from: their places and how many each stands for. */
  const places = new Int32Array(most)
  const counts = new Float64Array(most)
  /** The values of candidate i lie from `ends[i]` to `ends[i + 1]`. */
  const ends = new Int32Array(most + 1)
  const values = new Float64Array(most * count)
  const ids = new Int32Array(most * count)
  const units = new Float64Array(most * width)
  /** By network: scores, then shares. */
  const shares = new Float64Array(most * networks)

  return {
    weights,
    /** Of the loss over a batch. Valid until the next call. */
    gradient(batch: readonly TaughtExample[]): Float64Array {
      gradient.fill(0)
      scaled.set(weights)
      eachWeight((i, f, bias) => {
        scaled[i]! /= spread[f]!
        if (bias >= 0) scaled[bias]! -= scaled[i]! * mean[f]!
      })
      for (const example of batch) addGradient(example)
      eachWeight((i, f, bias) => {
        if (bias >= 0) gradient[i]! -= gradient[bias]! * mean[f]!
        gradient[i]! /= spread[f]!
      })
      return gradient
    },
    /** As a `RankNetwork` has them: unit by unit. */
    byNetwork: (): number[][] =>
      Array.from({ length: networks }, (_, n) => {
        const own = Array.from({ length: HIDDEN_UNITS }, (_, unit) => n * HIDDEN_UNITS + unit)
        const all = Array.from({ length: count }, (_, f) => f)
        return [
          ...own.flatMap((unit) => all.map((f) => weights[f * width + unit]!)),
          ...own.map((unit) => weights[biases + unit]!),
          ...own.map((unit) => weights[outputs + unit]!),
          ...all.map((f) => weights[linear + f * networks + n]!),
        ]
      }),
  }

  /** The linear part begins with the first feature alone, which is the order without learning. */
  function initialWeights(): Float64Array {
    const initial = new Float64Array(linear + count * networks)
    for (let i = 0; i < biases; i++) initial[i] = (2 * random() - 1) / Math.sqrt(count)
    for (let i = outputs; i < linear; i++) initial[i] = (2 * random() - 1) / 4
    initial.fill(1, linear, linear + networks)
    return initial
  }

  /** Weights of features. @param visit with the bias that a feature's mean is taken off, -1 in the linear part */
  function eachWeight(visit: (i: number, feature: number, bias: number) => void): void {
    for (let f = 0; f < count; f++) {
      for (let unit = 0; unit < width; unit++) visit(f * width + unit, f, biases + unit)
      for (let n = 0; n < networks; n++) visit(linear + f * networks + n, f, -1)
    }
  }

  function addGradient(example: TaughtExample): void {
    const met = meet(example)
    for (let n = 0; n < networks; n++) {
      let highest = Number.NEGATIVE_INFINITY
      for (let i = 0; i < met; i++) {
        const score = forward(i, n)
        shares[n * most + i] = score
        if (score > highest) highest = score
      }
      let sum = 0
      for (let i = 0; i < met; i++)
        sum += shares[n * most + i] = counts[i]! * Math.exp(shares[n * most + i]! - highest)
      for (let i = 0; i < met; i++) shares[n * most + i]! /= sum
    }
    const right = example.isRight.reduce((sum, isRight) => sum + (isRight ? 1 : 0), 0)
    for (let i = 0; i < met; i++) {
      const place = places[i]!
      let largest = 0
      for (let n = 0; n < networks; n++) {
        const share = shares[n * most + i]!
        if (share > largest) largest = share
        const push = rounded(share - (example.isRight[place] ? 1 / right : 0))
        if (push !== 0) backward(i, n, push)
      }
      example.shares[place] = largest / counts[i]!
    }
  }

  /** All that are right and some of the others. @returns how many */
  function meet({ features, isRight, shares: lastShares }: TaughtExample): number {
    let met = 0
    for (let place = 0; place < isRight.length; place++) {
      const often = isRight[place] ? 1 : Math.min(1, Math.max(LEAST_OFTEN, lastShares[place]! / COMMON_SHARE))
      if (!isRight[place] && random() >= SHARE_OF_WRONG * often) continue
      let end = ends[met]!
      for (let f = 0; f < count; f++) {
        const value = features[place * count + f]!
        if (value === 0) continue
        values[end] = value
        ids[end++] = f
      }
      places[met] = place
      counts[met++] = 1 / often
      ends[met] = end
    }
    return met
  }

  function rounded(push: number): number {
    if (Math.abs(push) >= LEAST_PUSH) return push
    return random() * LEAST_PUSH < Math.abs(push) ? Math.sign(push) * LEAST_PUSH : 0
  }

  /** @returns the score */
  function forward(candidate: number, network: number): number {
    const [from, to] = [ends[candidate]!, ends[candidate + 1]!]
    const own = candidate * width
    let score = 0
    for (let k = from; k < to; k++) score += scaled[linear + ids[k]! * networks + network]! * values[k]!
    // Four at once: a third less time.
    const end = (network + 1) * HIDDEN_UNITS
    for (let unit = end - HIDDEN_UNITS; unit < end; unit += 4) {
      let first = scaled[biases + unit]!
      let second = scaled[biases + unit + 1]!
      let third = scaled[biases + unit + 2]!
      let fourth = scaled[biases + unit + 3]!
      for (let k = from; k < to; k++) {
        const value = values[k]!
        const at = ids[k]! * width + unit
        first += scaled[at]! * value
        second += scaled[at + 1]! * value
        third += scaled[at + 2]! * value
        fourth += scaled[at + 3]! * value
      }
      units[own + unit] = tanh(first)
      units[own + unit + 1] = tanh(second)
      units[own + unit + 2] = tanh(third)
      units[own + unit + 3] = tanh(fourth)
    }
    for (let unit = end - HIDDEN_UNITS; unit < end; unit++)
      score += units[own + unit]! * scaled[outputs + unit]!
    return score
  }

  function backward(candidate: number, network: number, push: number): void {
    const [from, to] = [ends[candidate]!, ends[candidate + 1]!]
    const start = network * HIDDEN_UNITS
    for (let unit = 0; unit < HIDDEN_UNITS; unit++) {
      const activation = units[candidate * width + start + unit]!
      gradient[outputs + start + unit]! += push * activation
      inner[unit] = push * scaled[outputs + start + unit]! * (1 - activation * activation)
      gradient[biases + start + unit]! += inner[unit]!
    }
    for (let k = from; k < to; k++) gradient[linear + ids[k]! * networks + network]! += push * values[k]!
    for (let unit = 0; unit < HIDDEN_UNITS; unit += 4) {
      const first = inner[unit]!
      const second = inner[unit + 1]!
      const third = inner[unit + 2]!
      const fourth = inner[unit + 3]!
      for (let k = from; k < to; k++) {
        const value = values[k]!
        const at = ids[k]! * width + start + unit
        gradient[at]! += first * value
        gradient[at + 1]! += second * value
        gradient[at + 2]! += third * value
        gradient[at + 3]! += fourth * value
      }
    }
  }
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
