import {
  pieceVector,
  type StoredTextModel,
  type StoredView,
  softmax,
  VIEWS,
  type View,
} from '../../bot/screening/text-model.js'
import { seededRandom } from '../../retrieval/embed/seeded-random.js'

export interface LabelledText<Label extends string> {
  text: string
  label: Label
}

/** A piece of fewer texts says nothing of others. */
const LEAST_TEXTS = 3
const ROUNDS = 6
/** The mean of several, each fitted in another order: what only chance has taught evens out. */
const MODELS = 3
const RATE = 0.5
const BIAS_RATE = 0.02
const RIDGE = 1e-5
const SEED = 11

/**
 * Softmax regression by AdaGrad, of each view by itself, in the order of a fixed seed: the same examples give the same
 * model.
 * @see Duchi, Hazan, Singer: Adaptive Subgradient Methods, 2011
 */
export function fitTextModel<Label extends string>(
  labels: readonly Label[],
  examples: readonly LabelledText<Label>[],
  views: readonly View[],
): StoredTextModel<Label> {
  const fitted = views.map((view) => [view, fitView(labels, examples, VIEWS[view])])
  return { labels, views: Object.fromEntries(fitted) as StoredTextModel<Label>['views'] }
}

function fitView<Label extends string>(
  labels: readonly Label[],
  examples: readonly LabelledText<Label>[],
  piecesOf: (text: string) => Set<string>,
): StoredView {
  const found = examples.map(({ text, label }) => ({ pieces: piecesOf(text), label: labels.indexOf(label) }))
  const counts = new Map<string, number>()
  for (const { pieces } of found) for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  const known = [...counts].filter(([, count]) => count >= LEAST_TEXTS)
  // The root of the idf: what is rare must not outweigh what is said.
  const rarity = new Map(
    known.map(([piece, count]) => [piece, Math.sqrt(Math.log(1 + examples.length / count))]),
  )
  const numbers = new Map(known.map(([piece], number) => [piece, number]))
  const rows = found.map(({ pieces: all, label }) => {
    const { pieces, values } = pieceVector(all, (piece) => rarity.get(piece))
    return { at: pieces.map((piece) => numbers.get(piece)!), values, label }
  })
  const count = labels.length
  const weights = new Float64Array(known.length * count)
  const biases = new Array<number>(count).fill(0)
  const random = seededRandom(SEED)
  for (let n = 0; n < MODELS; n++) {
    const one = descend(rows, known.length, count, random)
    for (let i = 0; i < weights.length; i++) weights[i]! += one.weights[i]! / MODELS
    for (let c = 0; c < count; c++) biases[c]! += one.biases[c]! / MODELS
  }
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    biases: biases.map(round),
    pieces: known.map(([piece]) => piece),
    rarities: known.map(([piece]) => round(rarity.get(piece)!)),
    weights: labels.map((_, label) => known.map((_, number) => round(weights[number * count + label]!))),
  }
}

interface Row {
  at: readonly number[]
  values: readonly number[]
  label: number
}

/** @param size of the vectors @param count of labels */
function descend(rows: readonly Row[], size: number, count: number, random: () => number) {
  const weights = new Float64Array(size * count)
  const squares = new Float64Array(size * count).fill(1e-6)
  const biases = new Array<number>(count).fill(0)
  const order = [...rows.keys()]
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const n of order) {
      const { at, values, label } = rows[n]!
      const scores = biases.map((bias, c) => {
        let score = bias
        for (let i = 0; i < at.length; i++) score += weights[at[i]! * count + c]! * values[i]!
        return score
      })
      softmax(scores).forEach((share, c) => {
        const error = share - (c === label ? 1 : 0)
        biases[c]! -= BIAS_RATE * error
        for (let i = 0; i < at.length; i++) {
          const w = at[i]! * count + c
          const gradient = error * values[i]! + RIDGE * weights[w]!
          squares[w]! += gradient * gradient
          weights[w]! -= (RATE * gradient) / Math.sqrt(squares[w]!)
        }
      })
    }
  }
  return { weights, biases }
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
