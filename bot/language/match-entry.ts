import type { Passage } from '../../retrieval/passage.js'
import { contentPairs, coverage, similarity } from './overlap.js'

/** A very short asked question says too little to be met whole: its pairs count as if there were so many. */
const FEWEST_PAIRS = 4

/**
 * How near a question comes to one of those that a guide or Q&A answers (its title and other wordings); 0 to 1.
 * A long story that holds the whole asked question counts nearly as much as the same words alone.
 */
export function matchEntry(question: string, { title, details }: Passage): number {
  const wanted = contentPairs(question)
  let best = 0
  for (const asked of [title, ...(details?.asks ?? [])]) {
    const offered = contentPairs(asked)
    const met = (coverage(offered, wanted) * offered.size) / Math.max(offered.size, FEWEST_PAIRS)
    best = Math.max(best, 0.55 * similarity(wanted, offered) + 0.45 * met)
  }
  return best
}

/** Share of what is asked that the whole text of an entry speaks of; 0 to 1. */
export function coverEntry(question: string, { title, text, details }: Passage): number {
  const offered = contentPairs(`${title}\n${details?.asks.join('\n') ?? ''}\n${text}`)
  return coverage(contentPairs(question), offered)
}
