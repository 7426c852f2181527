import { contentPairs } from './overlap.js'
import { pairWeight } from './pair-weight.js'
import { wantedBy } from './pick-sentences.js'

/** From so much on, what was told speaks of a follow-up. */
export const SPOKEN_FROM = 0.5

/**
 * Share of the words of a follow-up, by how much they tell, that one of the texts says; 0 to 1.
 * @param before the question before it: its words tell nothing new
 */
export function spokenShare(focus: string, texts: readonly string[], before = ''): number {
  const known = contentPairs(before)
  const wanted = [...wantedBy(focus)].filter((pair) => !known.has(pair))
  const weigh = (pairs: readonly string[]) => pairs.reduce((sum, pair) => sum + pairWeight(pair), 0)
  const shares = texts.map((text) => {
    const said = contentPairs(text)
    return weigh(wanted.filter((pair) => said.has(pair)))
  })
  return Math.max(0, ...shares) / (weigh(wanted) || 1)
}
