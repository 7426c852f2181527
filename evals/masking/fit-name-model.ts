import { nameCandidates } from '../../bot/masking/name-candidates.js'
import type { NameModel } from '../../bot/masking/name-model.js'
import type { NamedSentence } from './name-variants.js'

interface Example {
  /** Indexes of its features. */
  features: Int32Array
  isName: boolean
  weight: number
}

const ROUNDS = 8
const RATE = 0.3
const RIDGE = 1e-4
/** There are some dozen other candidates for each name. */
const NAME_WEIGHT = 3
/** Of what is the beginning of a name. */
const PART_WEIGHT = 0.3
/** What is seen more seldom says nothing of others. */
const LEAST_COUNT = 3
const BIAS_RATE = 0.01

/** Logistic regression by AdaGrad. @see Duchi, Hazan, Singer: Adaptive Subgradient Methods, 2011 */
export function fitNameModel(from: readonly NamedSentence[], random: () => number): NameModel {
  const sets = from.map(({ text, names }) => ({ names, text, candidates: nameCandidates(text) }))
  const counts = new Map<string, number>()
  for (const { candidates } of sets)
    for (const { features } of candidates)
      for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const indexes = new Map<string, number>()
  const indexOf = (feature: string): number => {
    const index = indexes.get(feature) ?? indexes.size
    indexes.set(feature, index)
    return index
  }
  const examples: Example[] = sets.flatMap(({ text, names, candidates }) =>
    candidates.map(({ start, end, features }) => ({
      features: Int32Array.from(
        features.filter((feature) => counts.get(feature)! >= LEAST_COUNT),
        indexOf,
      ),
      ...judge(text, names, start, end),
    })),
  )
  const weights = new Float64Array(indexes.size)
  const squares = new Float64Array(indexes.size).fill(0.01)
  let bias = -2
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(examples, random)
    for (const { features, isName, weight } of examples) {
      let logOdds = bias
      for (const index of features) logOdds += weights[index]!
      const error = (1 / (1 + Math.exp(-logOdds)) - (isName ? 1 : 0)) * weight
      bias -= BIAS_RATE * error
      for (const index of features) {
        const gradient = error + RIDGE * weights[index]!
        squares[index]! += gradient * gradient
        weights[index]! -= (RATE * gradient) / Math.sqrt(squares[index]!)
      }
    }
  }
  return { bias, weights: new Map([...indexes].map(([feature, index]) => [feature, weights[index]!])) }
}

function judge(
  text: string,
  names: readonly string[],
  start: number,
  end: number,
): { isName: boolean; weight: number } {
  const found = text.slice(start, end)
  if (names.includes(found)) return { isName: true, weight: NAME_WEIGHT }
  const part = names.some((name) => name.startsWith(found) && text.startsWith(name, start))
  return { isName: false, weight: part ? PART_WEIGHT : 1 }
}

function shuffle(items: Example[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
