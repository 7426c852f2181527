import { createSlice } from './slice.js'
import { askTerms, type WeightedTerm } from './tokenize.js'

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

/** The terms read last: most questions stay from one index to the next, which need not cut them into words again. */
let last: { numberOf: ReadonlyMap<string, number>; names: string[]; lines: AskedLines } | null = null

/** @param asked distinct questions */
export async function readAskedLines(asked: readonly string[]): Promise<AskedLines> {
  const slice = createSlice()
  const termNumbers = new Map<string, number>()
  const starts = new Int32Array(asked.length + 1)
  const terms: number[] = []
  const weights: number[] = []
  for (const [number, line] of asked.entries()) {
    if (number % LINES_A_LOOK === 0) await slice()
    for (const { term, weight } of termsOf(line)) {
      let at = termNumbers.get(term)
      if (at === undefined) {
        at = termNumbers.size
        termNumbers.set(term, at)
      }
      terms.push(at)
      weights.push(weight)
    }
    starts[number + 1] = terms.length
  }
  const lines = { termNumbers, starts, terms: Int32Array.from(terms), weights: Float64Array.from(weights) }
  last = {
    numberOf: new Map(asked.map((line, number) => [line, number])),
    names: [...termNumbers.keys()],
    lines,
  }
  return lines
}

function termsOf(line: string): WeightedTerm[] {
  const number = last?.numberOf.get(line)
  if (!last || number === undefined) return askTerms(line)
  const { starts, terms, weights } = last.lines
  const known: WeightedTerm[] = []
  for (let i = starts[number]!; i < starts[number + 1]!; i++)
    known.push({ term: last.names[terms[i]!]!, weight: weights[i]! })
  return known
}
