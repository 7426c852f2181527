import type { RankedEntry } from '../language/rank-entries.js'
import { type StoryEvidence, storySettles } from '../settle-probability.js'
import type { Understanding } from '../turn.js'
import type { Weighed } from './choose-plan.js'

/** Shorter questions say what they ask, or nothing that could be answered. UTF-16 units. */
const SHORTEST_STORY = 20
/** From here on the likeliest entry is told: on questions that were left out it settles three in four. */
const MEANT_FROM = 0.6
/** Less likely ones count alike. */
const LEAST = 0.0001

/** A long question means the likeliest entry, though not surely enough for it to be the answer. */
export function isMeantByStory({
  understanding,
  entries,
}: Pick<Weighed, 'understanding' | 'entries'>): boolean {
  const evidence = isStory(understanding) ? weighStory(entries) : null
  return evidence !== null && storySettles(evidence) >= MEANT_FROM
}

export function isStory({ followUp, standaloneQuestion }: Understanding): boolean {
  return !followUp && standaloneQuestion.length >= SHORTEST_STORY
}

/** @param entries the likeliest first; null: there is none */
export function weighStory([best, ...others]: readonly RankedEntry[]): StoryEvidence | null {
  if (best === undefined) return null
  const ahead = (figure: (entry: RankedEntry) => number) => figure(best) - Math.max(0, ...others.map(figure))
  return {
    likely: 1 + Math.log10(best.probability + LEAST) / 4,
    likelyAhead: ahead(({ probability }) => probability),
    any: others.reduce((sum, { probability }) => sum + probability, best.probability),
    told: best.told,
    toldAhead: ahead(({ told }) => told),
    met: best.found?.met ?? 0,
    alike: best.found?.asked ?? 0,
    titledAhead: ahead(({ found }) => found?.titled ?? 0),
  }
}
