import { createCache } from '../cache.js'
import { analyzeText } from '../tokenize.js'

/** Most texts stay from one publication to the next, and need not be cut into words again. */
const KEPT_TEXTS = 10_000
const known = createCache<readonly string[]>({ size: KEPT_TEXTS, maxAgeMs: Number.POSITIVE_INFINITY })

/** With repetitions, as `analyzeText` gives them. */
export function knownTerms(text: string): readonly string[] {
  const terms = known.get(text) ?? analyzeText(text).terms
  known.set(text, terms)
  return terms
}
