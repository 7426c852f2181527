import { createSlice } from './slice.js'
import { askTerms } from './tokenize.js'

/** Terms of asked questions: those of question n are at the positions `starts[n]` to `starts[n + 1]`. */
export interface AskedLines {
  /** Number of each question, counted from 0. */
  numbers: ReadonlyMap<string, number>
  /** Number of each term, counted from 0 as they come. */
  termNumbers: ReadonlyMap<string, number>
  starts: Int32Array
  terms: Int32Array
  weights: Float64Array
}

/** Cutting one line into words takes a tenth of a millisecond. */
const LINES_A_LOOK = 16
/** Numbers of terms that no question says any more are given up when there are so many. */
const MOST_TERMS = 500_000

/** So many of them, spread evenly, are cut again to see whether all are cut as they would be now. */
const CUT_AGAIN = 100

/** Whether questions that an earlier version may have saved are cut as this version cuts them. */
export function isCutAsNow({ numbers, termNumbers, starts, terms, weights }: AskedLines): boolean {
  const step = Math.ceil(numbers.size / CUT_AGAIN)
  const names = [...termNumbers.keys()]
  return [...numbers].every(([question, number]) => {
    if (number % step !== 0) return true
    const first = starts[number]!
    const cut = askTerms(question)
    return (
      starts[number + 1]! - first === cut.length &&
      cut.every(({ term, weight }, i) => names[terms[first + i]!] === term && weights[first + i] === weight)
    )
  })
}

/**
 * Most questions stay from one index to the next, which need not cut them into words again.
 * @param asked distinct questions
 * @param known of an index before, or saved with one
 */
export async function readAskedLines(
  asked: readonly string[],
  known: AskedLines | null = null,
): Promise<AskedLines> {
  const slice = createSlice()
  const before = known && known.termNumbers.size < MOST_TERMS ? known : null
  // Terms keep their numbers; one that no question says any more is in no list.
  let termNumbers: Map<string, number> | null = null
  const numberOf = (term: string) => {
    const number = (termNumbers ?? before?.termNumbers)?.get(term)
    if (number !== undefined) return number
    // The index before goes on with its own.
    termNumbers ??= new Map(before?.termNumbers)
    termNumbers.set(term, termNumbers.size)
    return termNumbers.size - 1
  }
  const starts = new Int32Array(asked.length + 1)
  const terms: number[] = []
  const weights: number[] = []
  for (const [number, line] of asked.entries()) {
    if (number % LINES_A_LOOK === 0) await slice()
    const asBefore = before?.numbers.get(line)
    if (before && asBefore !== undefined) {
      for (let i = before.starts[asBefore]!; i < before.starts[asBefore + 1]!; i++) {
        terms.push(before.terms[i]!)
        weights.push(before.weights[i]!)
      }
    } else {
      for (const { term, weight } of askTerms(line)) {
        terms.push(numberOf(term))
        weights.push(weight)
      }
    }
    starts[number + 1] = terms.length
  }
  return {
    numbers: new Map(asked.map((line, number) => [line, number])),
    termNumbers: termNumbers ?? before?.termNumbers ?? new Map<string, number>(),
    starts,
    terms: Int32Array.from(terms),
    weights: Float64Array.from(weights),
  }
}
