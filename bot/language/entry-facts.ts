import type { GuideDetails } from '../../knowledge/guide-details.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Aspect } from '../turn.js'
import { detectAspect } from './detect-aspect.js'
import { foldText } from './normalise-text.js'
import { contentPairs } from './overlap.js'
import { pairWeight } from './pair-weight.js'

/** What a guide or Q&A is compared with questions by. */
export interface EntryFacts {
  /** Its title and other wordings, each with the weight of its pairs. */
  asked: readonly { pairs: ReadonlySet<string>; weight: number }[]
  /** The pairs of all of them. */
  allAsked: ReadonlySet<string>
  /** Sides of the matter that it is asked for: how much it costs, how long it takes. */
  aspects: ReadonlySet<Aspect>
  /** The side that it is there for, by its title. */
  side: Aspect
}

const factsByDetails = new WeakMap<GuideDetails, EntryFacts>()

/** Worked out once for each text of a guide or Q&A: every question is compared with dozens of them. */
export function entryFacts({ title, details }: Passage): EntryFacts {
  const known = details && factsByDetails.get(details)
  if (known) return known
  const wordings = [title, ...(details?.asks ?? [])]
  const asked = wordings.map((wording) => {
    const pairs = contentPairs(wording)
    return { pairs, weight: weighPairs(pairs) }
  })
  const facts = {
    asked,
    allAsked: new Set(asked.flatMap(({ pairs }) => [...pairs])),
    aspects: new Set(wordings.map((wording) => detectAspect(foldText(wording)))),
    side: detectAspect(foldText(title)),
  }
  if (details) factsByDetails.set(details, facts)
  return facts
}

/** How much the pairs tell together. */
export function weighPairs(pairs: ReadonlySet<string>): number {
  let weight = 0
  for (const pair of pairs) weight += pairWeight(pair)
  return weight
}
