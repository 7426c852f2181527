import { createCache } from '../cache.js'
import { analyzeText } from '../tokenize.js'

export interface KnownTerms {
  /** With repetitions, as `analyzeText` gives them. */
  terms: readonly string[]
  /** Distinct dictionary words of two Han characters; longer ones have most of their parts among these. */
  words: readonly string[]
}

/** Most texts stay from one publication to the next, and need not be cut into words again. */
const KEPT_TEXTS = 10_000
const known = createCache<KnownTerms>({ size: KEPT_TEXTS, maxAgeMs: Number.POSITIVE_INFINITY })

const PAIR = /^\p{Script=Han}{2}$/u

/** Two Han characters. */
export function isPair(term: string): boolean {
  return PAIR.test(term)
}

export function knownTerms(text: string): KnownTerms {
  let found = known.get(text)
  if (!found) {
    const { terms, words } = analyzeText(text)
    found = { terms, words: [...new Set(words.filter(isPair))] }
    known.set(text, found)
  }
  return found
}
