import type { AskedLines } from './asked-lines.js'
import { questionsIn } from './doc-table.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { createSlice } from './slice.js'

/** An inverted index over asked questions, each a text of its own. */
export interface AskedPostings {
  termNumbers: ReadonlyMap<string, number>
  /** Asked questions of each term with its weight in each: positions `starts[term]` to `starts[term + 1]`. */
  starts: Int32Array
  asked: Int32Array
  weights: Float64Array
  /** Documents that any of these belongs to, each once. */
  termDocStarts: Int32Array
  docsOfTerm: Int32Array
  /**
   * Documents that are asked question n, at the positions `docStarts[n]` to `docStarts[n + 1]`: the sections of a guide
   * share theirs.
   */
  docStarts: Int32Array
  docs: Int32Array
  /** Of each asked question as a vector of weights. */
  lengths: Float64Array
  /** Of the weights of each asked question. */
  sums: Float64Array
  docCount: number
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)) over the asked questions. */
export function rarity(count: number, ofAll: number): number {
  return Math.log(1 + (ofAll - count + 0.5) / (count + 0.5))
}

/** @param docsByLine documents of the guides and Q&A by what they are asked @param lines what these are, in order */
export async function readAskedPostings(
  docsByLine: ReadonlyMap<string, readonly number[]>,
  lines: AskedLines,
  docCount: number,
): Promise<AskedPostings> {
  const slice = createSlice()
  const docsOf = [...docsByLine.values()]
  const docs = Int32Array.from(docsOf.flat())
  const docStarts = new Int32Array(docsOf.length + 1)
  for (const [line, own] of docsOf.entries()) docStarts[line + 1] = docStarts[line]! + own.length
  const { termNumbers } = lines
  const starts = new Int32Array(termNumbers.size + 1)
  for (const term of lines.terms) starts[term + 1]!++
  for (let term = 0; term < termNumbers.size; term++) starts[term + 1]! += starts[term]!
  const asked = new Int32Array(lines.terms.length)
  const weights = new Float64Array(lines.terms.length)
  const next = starts.slice()
  for (let line = 0; line < docsOf.length; line++) {
    if (line % 256 === 0) await slice()
    for (let i = lines.starts[line]!; i < lines.starts[line + 1]!; i++) {
      const at = next[lines.terms[i]!]!++
      asked[at] = line
      weights[at] = lines.weights[i]!
    }
  }

  const squares = new Float64Array(docsOf.length)
  const sums = new Float64Array(docsOf.length)
  const termDocStarts = new Int32Array(termNumbers.size + 1)
  const docsOfTerm: number[] = []
  const lastTerm = new Int32Array(docCount).fill(-1)
  for (let term = 0; term < termNumbers.size; term++) {
    if (term % 64 === 0) await slice()
    const idf = rarity(starts[term + 1]! - starts[term]!, docsOf.length)
    for (let i = starts[term]!; i < starts[term + 1]!; i++) {
      const line = asked[i]!
      const value = weights[i]! * idf
      weights[i] = value
      squares[line]! += value * value
      sums[line]! += value
      for (const doc of docsOf[line]!) {
        if (lastTerm[doc] === term) continue
        lastTerm[doc] = term
        docsOfTerm.push(doc)
      }
    }
    termDocStarts[term + 1] = docsOfTerm.length
  }
  return {
    termNumbers,
    starts,
    asked,
    weights,
    termDocStarts,
    docsOfTerm: Int32Array.from(docsOfTerm),
    docStarts,
    docs,
    lengths: squares.map(Math.sqrt),
    sums,
    docCount,
  }
}

/** Documents by what they are asked: sections of one guide are asked the same. @param entries guides and Q&A */
export async function docsByAsked(
  index: KnowledgeIndex,
  entries: readonly number[],
): Promise<Map<string, number[]>> {
  const slice = createSlice()
  const docsByLine = new Map<string, number[]>()
  for (const doc of entries) {
    await slice()
    for (const line of questionsIn(index.asks(doc))) {
      const docs = docsByLine.get(line)
      if (docs) docs.push(doc)
      else docsByLine.set(line, [doc])
    }
  }
  return docsByLine
}
