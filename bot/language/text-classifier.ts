import { seededRandom } from '../../retrieval/embed/seeded-random.js'

export interface LabelledText<Label extends string> {
  text: string
  label: Label
}

/** Probability by label; they add up to 1. @param text folded as the examples were */
export type Classify<Label extends string> = (text: string) => Record<Label, number>

/** Runs of so many characters are what a text is judged by. */
const SHORTEST_RUN = 1
const LONGEST_RUN = 4
/** A run of one text alone says nothing of others. */
const LEAST_TEXTS = 2
const ROUNDS = 12
const RATE = 0.5
const RIDGE = 2e-5
const SEED = 11

/**
 * Softmax regression over runs of characters, fitted by AdaGrad in the order of a fixed seed: the same examples always
 * give the same classifier. A thousand examples take some tenths of a second.
 * @see Duchi, Hazan, Singer: Adaptive Subgradient Methods, 2011
 */
export function fitTextClassifier<Label extends string>(
  labels: readonly Label[],
  examples: readonly LabelledText<Label>[],
): Classify<Label> {
  const numbers = numberRuns(examples.map(({ text }) => text))
  const idf = new Float64Array(numbers.size)
  for (const { text } of examples)
    for (const run of runsOf(text)) {
      const number = numbers.get(run)
      if (number !== undefined) idf[number]!++
    }
  for (let i = 0; i < idf.length; i++) idf[i] = Math.log(1 + examples.length / idf[i]!)

  const vectorOf = (text: string) => {
    const at: number[] = []
    const values: number[] = []
    let square = 0
    for (const run of runsOf(text)) {
      const number = numbers.get(run)
      if (number === undefined) continue
      at.push(number)
      values.push(idf[number]!)
      square += idf[number]! ** 2
    }
    const length = Math.sqrt(square) || 1
    return { at, values: values.map((value) => value / length) }
  }

  const count = labels.length
  const weights = new Float64Array(numbers.size * count)
  const squares = new Float64Array(numbers.size * count).fill(1e-6)
  const biases = new Float64Array(count)
  const shares = new Float64Array(count)
  const weigh = ({ at, values }: ReturnType<typeof vectorOf>) => {
    shares.set(biases)
    for (let i = 0; i < at.length; i++)
      for (let c = 0; c < count; c++) shares[c]! += weights[at[i]! * count + c]! * values[i]!
    const highest = Math.max(...shares)
    let sum = 0
    for (let c = 0; c < count; c++) {
      shares[c] = Math.exp(shares[c]! - highest)
      sum += shares[c]!
    }
    for (let c = 0; c < count; c++) shares[c]! /= sum
    return shares
  }

  const rows = examples.map(({ text, label }) => ({ vector: vectorOf(text), label: labels.indexOf(label) }))
  const random = seededRandom(SEED)
  const order = rows.map((_, i) => i)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random)
    for (const n of order) {
      const { vector, label } = rows[n]!
      const { at, values } = vector
      weigh(vector)
      for (let c = 0; c < count; c++) {
        const error = shares[c]! - (c === label ? 1 : 0)
        biases[c]! -= 0.02 * error
        for (let i = 0; i < at.length; i++) {
          const w = at[i]! * count + c
          const gradient = error * values[i]! + RIDGE * weights[w]!
          squares[w]! += gradient * gradient
          weights[w]! -= (RATE * gradient) / Math.sqrt(squares[w]!)
        }
      }
    }
  }
  return (text) => {
    const found = weigh(vectorOf(text))
    return Object.fromEntries(labels.map((label, c) => [label, found[c]!])) as Record<Label, number>
  }
}

function numberRuns(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const run of runsOf(text)) counts.set(run, (counts.get(run) ?? 0) + 1)
  const frequent = [...counts].filter(([, texts]) => texts >= LEAST_TEXTS)
  return new Map(frequent.map(([run], number) => [run, number]))
}

function runsOf(text: string): Set<string> {
  const runs = new Set<string>()
  const padded = `^${text}$`
  for (let length = SHORTEST_RUN; length <= LONGEST_RUN; length++)
    for (let at = 0; at + length <= padded.length; at++) runs.add(padded.slice(at, at + length))
  return runs
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
