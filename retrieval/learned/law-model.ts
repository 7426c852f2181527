import { createSlice } from '../slice.js'

/** Which laws questions of such words were decided by. */
export interface LawModel {
  /** Probability by law, of those that any confirmed answer cites; adds up to 1. */
  probabilities(terms: ReadonlySet<string>): Map<number, number>
}

/** How many occurrences the words of all questions together are worth in each law's own. */
const SMOOTHING = 20
/** Words of one question depend on each other: each counts for this much. */
const DAMPING = 0.5

/** Naive Bayes. @param questions distinct terms of a question, and the laws that it was decided by */
export async function createLawModel(
  questions: readonly { terms: ReadonlySet<string>; laws: readonly number[] }[],
): Promise<LawModel> {
  const slice = createSlice()
  const totals = new Map<number, { questions: number; terms: number }>()
  const counts = new Map<string, Map<number, number>>()
  const usual = new Map<string, number>()
  let all = 0
  for (const { terms, laws } of questions) {
    await slice()
    all += terms.size
    for (const law of laws) {
      const known = totals.get(law) ?? { questions: 0, terms: 0 }
      totals.set(law, { questions: known.questions + 1, terms: known.terms + terms.size })
    }
    for (const term of terms) {
      usual.set(term, (usual.get(term) ?? 0) + 1)
      const ofTerm = counts.get(term) ?? new Map<number, number>()
      if (ofTerm.size === 0) counts.set(term, ofTerm)
      for (const law of laws) ofTerm.set(law, (ofTerm.get(law) ?? 0) + 1)
    }
  }
  // What a term adds to the logarithm of each law, computed once: logarithms took a third of a call.
  const additions = new Map<string, (readonly [law: number, addition: number])[]>()
  for (const [term, ofTerm] of counts) {
    if (additions.size % 64 === 0) await slice()
    const expected = (SMOOTHING * usual.get(term)!) / all
    additions.set(
      term,
      Array.from(ofTerm, ([law, count]) => [law, DAMPING * Math.log((count + expected) / expected)] as const),
    )
  }
  return {
    probabilities(terms) {
      const logs = new Map<number, number>()
      // Of a word that a law's questions do not have, the same is left in each.
      for (const [law, total] of totals)
        logs.set(
          law,
          Math.log(total.questions) + DAMPING * terms.size * Math.log(SMOOTHING / (total.terms + SMOOTHING)),
        )
      for (const term of terms) {
        for (const [law, addition] of additions.get(term) ?? []) logs.set(law, logs.get(law)! + addition)
      }
      const best = Math.max(...logs.values())
      let sum = 0
      for (const log of logs.values()) sum += Math.exp(log - best)
      return new Map([...logs].map(([law, log]) => [law, Math.exp(log - best) / sum]))
    },
  }
}
