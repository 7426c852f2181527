import { createSlice } from './slice.js'
import { askTerms } from './tokenize.js'

/** Terms of asked questions: those of question n are at the positions `starts[n]` to `starts[n + 1]`. */
export interface AskedLines {
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

/** What was read last: most questions stay from one index to the next, which need not cut them into words again. */
let last: { numberOf: ReadonlyMap<string, number>; lines: AskedLines } | null = null

/** @param asked distinct questions */
export async function readAskedLines(asked: readonly string[]): Promise<AskedLines> {
  const slice = createSlice()
  const before = last && last.lines.termNumbers.size < MOST_TERMS ? last : null
  // Terms keep their numbers; one that no question says any more is in no list.
  let termNumbers: Map<string, number> | null = null
  const numberOf = (term: string) => {
    const known = (termNumbers ?? before?.lines.termNumbers)?.get(term)
    if (known !== undefined) return known
    // The index before goes on with its own.
    termNumbers ??= new Map(before?.lines.termNumbers)
    termNumbers.set(term, termNumbers.size)
    return termNumbers.size - 1
  }
  const starts = new Int32Array(asked.length + 1)
  const terms: number[] = []
  const weights: number[] = []
  for (const [number, line] of asked.entries()) {
    if (number % LINES_A_LOOK === 0) await slice()
    const known = before?.numberOf.get(line)
    if (before && known !== undefined) {
      const { lines } = before
      for (let i = lines.starts[known]!; i < lines.starts[known + 1]!; i++) {
        terms.push(lines.terms[i]!)
        weights.push(lines.weights[i]!)
      }
    } else {
      for (const { term, weight } of askTerms(line)) {
        terms.push(numberOf(term))
        weights.push(weight)
      }
    }
    starts[number + 1] = terms.length
  }
  const lines = {
    termNumbers: termNumbers ?? before?.lines.termNumbers ?? new Map<string, number>(),
    starts,
    terms: Int32Array.from(terms),
    weights: Float64Array.from(weights),
  }
  last = { numberOf: new Map(asked.map((line, number) => [line, number])), lines }
  return lines
}
