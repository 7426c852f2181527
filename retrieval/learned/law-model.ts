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
export function createLawModel(
  questions: readonly { terms: ReadonlySet<string>; laws: readonly number[] }[],
): LawModel {
  const totals = new Map<number, { questions: number; terms: number }>()
  const counts = new Map<string, Map<number, number>>()
  const usual = new Map<string, number>()
  let all = 0
  for (const { terms, laws } of questions) {
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
        const ofTerm = counts.get(term)
        if (!ofTerm) continue
        const expected = (SMOOTHING * usual.get(term)!) / all
        for (const [law, count] of ofTerm)
          logs.set(law, logs.get(law)! + DAMPING * Math.log((count + expected) / expected))
      }
      const best = Math.max(...logs.values())
      let sum = 0
      for (const log of logs.values()) sum += Math.exp(log - best)
      return new Map([...logs].map(([law, log]) => [law, Math.exp(log - best) / sum]))
    },
  }
}
