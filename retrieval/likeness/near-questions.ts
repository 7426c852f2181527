import type { QuestionVectors } from './question-vectors.js'

/**
 * Finds earlier questions that are at least so alike. Exact: what is left of a question after its rarest terms cannot
 * make up for having none of these in common.
 * @param least cosine, above 0
 * @see Bayardo, Ma, Srikant: Scaling up all pairs similarity search, WWW 2007
 */
export function createNearQuestions(vectors: QuestionVectors, least: number) {
  const { starts, terms, weights } = vectors
  const added: (number[] | undefined)[] = []
  const own = new Float32Array(vectors.termCount)
  const seen = new Int32Array(vectors.count).fill(-1)

  /** Where the terms end without which no other question comes near. */
  function prefixEnd(question: number): number {
    const start = starts[question]!
    let end = starts[question + 1]!
    let rest = 0
    while (end > start) {
      rest += weights[end - 1]! ** 2
      if (rest >= least * least) break
      end--
    }
    return end
  }

  return {
    /** Other questions will meet it. */
    add(question: number): void {
      const end = prefixEnd(question)
      for (let i = starts[question]!; i < end; i++) {
        const term = terms[i]!
        const known = added[term]
        if (known) known.push(question)
        else added[term] = [question]
      }
    },

    /** Those added so far, in any order. */
    near(question: number): { question: number; likeness: number }[] {
      const [start, last] = [starts[question]!, starts[question + 1]!]
      const end = prefixEnd(question)
      for (let i = start; i < last; i++) own[terms[i]!] = weights[i]!
      const found: { question: number; likeness: number }[] = []
      for (let i = start; i < end; i++) {
        for (const other of added[terms[i]!] ?? []) {
          if (seen[other] === question || other === question) continue
          seen[other] = question
          let likeness = 0
          for (let j = starts[other]!; j < starts[other + 1]!; j++) likeness += own[terms[j]!]! * weights[j]!
          if (likeness >= least) found.push({ question: other, likeness })
        }
      }
      for (let i = start; i < last; i++) own[terms[i]!] = 0
      return found
    },
  }
}
