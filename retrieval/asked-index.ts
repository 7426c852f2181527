import { readAskedLines } from './asked-lines.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import type { WeightedTerm } from './tokenize.js'

export interface AskedLikeness {
  /** Cosine of the weighted terms, 0 to 1. */
  likeness: number
  /** Share of the asked question, by how much its words tell, that the question says; 0 to 1. */
  met: number
  /** Share of the question, by how much its words tell, that some asked question of the document says; 0 to 1. */
  told: number
}

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 12

/**
 * What guides and Q&A are asked: titles and other wordings, each compared as a question of its own. Documents are
 * numbered by place in `#docs`.
 */
export class AskedIndex {
  readonly #termNumbers: ReadonlyMap<string, number>
  /** Asked questions of each term with its weight in each: positions `#starts[term]` to `#starts[term + 1]`. */
  readonly #starts: Int32Array
  readonly #asked: Int32Array
  readonly #weights: Float64Array
  /** Documents that any of these belongs to, each once. */
  readonly #docStarts: Int32Array
  readonly #docsOfTerm: Int32Array
  /** Document of the search index by number. */
  readonly #docs: number[] = []
  /** Numbers of the documents that are asked each question: the sections of a guide share theirs. */
  readonly #docsOf: number[][] = []
  readonly #lengths: Float64Array
  readonly #sums: Float64Array
  readonly #shared: Float64Array
  readonly #found: Float64Array
  /** What the last search found of each document, filled anew by each. */
  readonly #near: AskedLikeness[]

  constructor(index: KnowledgeIndex) {
    const docsByLine = collectLines(index)
    const numbers = new Map<number, number>()
    for (const docs of docsByLine.values()) {
      const numbered = docs.map((doc) => {
        const number = numbers.get(doc) ?? this.#docs.push(doc) - 1
        numbers.set(doc, number)
        return number
      })
      this.#docsOf.push(numbered)
    }
    const lines = readAskedLines([...docsByLine.keys()])
    const count = this.#docsOf.length
    const termCount = lines.termNumbers.size
    this.#termNumbers = lines.termNumbers
    this.#starts = new Int32Array(termCount + 1)
    for (const term of lines.terms) this.#starts[term + 1]!++
    for (let term = 0; term < termCount; term++) this.#starts[term + 1]! += this.#starts[term]!
    this.#asked = new Int32Array(lines.terms.length)
    this.#weights = new Float64Array(lines.terms.length)
    const next = this.#starts.slice()
    for (let asked = 0; asked < count; asked++) {
      for (let i = lines.starts[asked]!; i < lines.starts[asked + 1]!; i++) {
        const at = next[lines.terms[i]!]!++
        this.#asked[at] = asked
        this.#weights[at] = lines.weights[i]!
      }
    }

    const squares = new Float64Array(count)
    this.#sums = new Float64Array(count)
    this.#docStarts = new Int32Array(termCount + 1)
    const docsOfTerm: number[] = []
    const lastTerm = new Int32Array(this.#docs.length).fill(-1)
    for (let term = 0; term < termCount; term++) {
      const idf = this.#idf(this.#askedCount(term))
      for (let i = this.#starts[term]!; i < this.#starts[term + 1]!; i++) {
        const asked = this.#asked[i]!
        const value = this.#weights[i]! * idf
        this.#weights[i] = value
        squares[asked]! += value * value
        this.#sums[asked]! += value
        for (const doc of this.#docsOf[asked]!) {
          if (lastTerm[doc] === term) continue
          lastTerm[doc] = term
          docsOfTerm.push(doc)
        }
      }
      this.#docStarts[term + 1] = docsOfTerm.length
    }
    this.#docsOfTerm = Int32Array.from(docsOfTerm)
    this.#lengths = squares.map(Math.sqrt)
    this.#shared = new Float64Array(count)
    this.#found = new Float64Array(count)
    this.#near = this.#docs.map(() => ({ likeness: 0, met: 0, told: 0 }))
  }

  /**
   * How near a question comes to the closest asked question of each document; without those that share nothing. The
   * values are valid until the next call.
   */
  near(question: readonly WeightedTerm[], mask: Uint8Array): Map<number, AskedLikeness> {
    const shared = this.#shared.fill(0)
    const found = this.#found.fill(0)
    for (const near of this.#near) near.likeness = near.met = near.told = 0
    let square = 0
    let whole = 0
    for (const { term, weight } of question) {
      const number = this.#termNumbers.get(term)
      const value = weight * this.#idf(number === undefined ? 0 : this.#askedCount(number))
      square += value * value
      whole += value
      if (number === undefined) continue
      const end = this.#starts[number + 1]!
      for (let i = this.#starts[number]!; i < end; i++) {
        const asked = this.#asked[i]!
        shared[asked]! += value * this.#weights[i]!
        found[asked]! += this.#weights[i]!
      }
      const docsEnd = this.#docStarts[number + 1]!
      for (let i = this.#docStarts[number]!; i < docsEnd; i++) this.#near[this.#docsOfTerm[i]!]!.told += value
    }
    const length = Math.sqrt(square)
    for (let asked = 0; asked < shared.length; asked++) {
      if (shared[asked] === 0) continue
      const alike = Math.min(1, shared[asked]! / (length * this.#lengths[asked]!))
      const share = found[asked]! / Math.max(this.#sums[asked]!, LEAST_WEIGHT)
      for (const doc of this.#docsOf[asked]!) {
        const near = this.#near[doc]!
        if (alike > near.likeness) near.likeness = alike
        if (share > near.met) near.met = share
      }
    }
    const nearByDoc = new Map<number, AskedLikeness>()
    for (let number = 0; number < this.#docs.length; number++) {
      const near = this.#near[number]!
      if (near.likeness === 0 || mask[this.#docs[number]!] === 0) continue
      near.told /= whole
      nearByDoc.set(this.#docs[number]!, near)
    }
    return nearByDoc
  }

  #askedCount(term: number): number {
    return this.#starts[term + 1]! - this.#starts[term]!
  }

  /** ln(1 + (N - n + 0.5) / (n + 0.5)) over the asked questions. */
  #idf(count: number): number {
    return Math.log(1 + (this.#docsOf.length - count + 0.5) / (count + 0.5))
  }
}

/** Sections of one guide are asked the same. */
function collectLines(index: KnowledgeIndex): Map<string, number[]> {
  const docsByLine = new Map<string, number[]>()
  for (let doc = 0; doc < index.docCount; doc++) {
    if (index.isStatute[doc] === 1 || index.version(doc) === null || index.keyword.isDeleted(doc)) continue
    for (const line of index.asks(doc).split('\n')) {
      if (line === '') continue
      const docs = docsByLine.get(line)
      if (docs) docs.push(doc)
      else docsByLine.set(line, [doc])
    }
  }
  return docsByLine
}
