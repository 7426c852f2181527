import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NameCandidate, nameCandidates } from './name-candidates.js'

/** Log-odds of each feature; what it does not name says nothing. Fitted by evals/masking/fit-names.ts. */
export interface NameModel {
  bias: number
  weights: ReadonlyMap<string, number>
}

/** From here on it is taken for a name: a name that is shown does more harm than a word that is hidden. */
const NAME_FROM = 0.12

let loaded: NameModel | null = null

/** Names by all that is seen around them, the likeliest of those that overlap; in no order. */
export function likelyNames(text: string): NameCandidate[] {
  loaded ??= readModel()
  return pickNames(text, loaded, NAME_FROM)
}

function readModel(): NameModel {
  const { bias, weights } = JSON.parse(
    readFileSync(join(import.meta.dirname, 'name-model.json'), 'utf8'),
  ) as { bias: number; weights: Record<string, number> }
  return { bias, weights: new Map(Object.entries(weights)) }
}

export function pickNames(text: string, model: NameModel, from: number): NameCandidate[] {
  const likely = nameCandidates(text)
    .map((candidate) => ({ candidate, probability: nameProbability(candidate.features, model) }))
    .filter(({ probability }) => probability >= from)
    .sort((a, b) => b.probability - a.probability)
  const names: NameCandidate[] = []
  for (const { candidate } of likely) {
    if (names.every(({ start, end }) => candidate.end <= start || end <= candidate.start))
      names.push(candidate)
  }
  return names
}

function nameProbability(features: readonly string[], { bias, weights }: NameModel): number {
  let logOdds = bias
  for (const feature of features) logOdds += weights.get(feature) ?? 0
  return 1 / (1 + Math.exp(-logOdds))
}
