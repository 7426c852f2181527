import type { KnowledgeIndex } from './knowledge-index.js'
import { askTerms, type WeightedTerm } from './tokenize.js'

export interface AskedLikeness {
  /** Cosine of the weighted terms, 0 to 1. */
  likeness: number
  /** Share of the asked question, by how much its words tell, that the question says; 0 to 1. */
  met: number
  /** Share of the question, by how much its words tell, that some asked question of the document says; 0 to 1. */
  told: number
}

interface Postings {
  /** Numbers of the asked questions that have the term, and the term's weight in each. */
  asked: number[]
  weights: number[]
}

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 12
/** Terms of asked questions are kept from one index to the next: most stay. Lines. */
const MOST_KEPT = 100_000
const termsByLine = new Map<string, WeightedTerm[]>()

/** What guides and Q&A are asked: titles and other wordings, each compared as a question of its own. */
export class AskedIndex {
  readonly #postings = new Map<string, Postings>()
  readonly #docsOf: number[][] = []
  readonly #lengths: Float64Array
  readonly #sums: Float64Array
  readonly #shared: Float64Array
  readonly #found: Float64Array
  /** By document: what its asked questions told so far, and the last term that was counted. */
  readonly #told: Float64Array
  readonly #countedTerm: Int32Array

  constructor(index: KnowledgeIndex) {
    const docsByLine = collectLines(index)
    if (termsByLine.size > MOST_KEPT) termsByLine.clear()
    for (const [line, docs] of docsByLine) {
      const asked = this.#docsOf.push(docs) - 1
      for (const { term, weight } of termsOf(line)) {
        const postings = this.#postings.get(term) ?? { asked: [], weights: [] }
        if (postings.asked.length === 0) this.#postings.set(term, postings)
        postings.asked.push(asked)
        postings.weights.push(weight)
      }
    }
    const count = this.#docsOf.length
    const squares = new Float64Array(count)
    this.#sums = new Float64Array(count)
    for (const { asked, weights } of this.#postings.values()) {
      const idf = this.#idf(asked.length)
      for (let i = 0; i < asked.length; i++) {
        const value = weights[i]! * idf
        weights[i] = value
        squares[asked[i]!]! += value * value
        this.#sums[asked[i]!]! += value
      }
    }
    this.#lengths = squares.map(Math.sqrt)
    this.#shared = new Float64Array(count)
    this.#found = new Float64Array(count)
    this.#told = new Float64Array(index.docCount)
    this.#countedTerm = new Int32Array(index.docCount)
  }

  /** How near a question comes to the closest asked question of each document; without those that share nothing. */
  near(question: string, mask: Uint8Array): Map<number, AskedLikeness> {
    const shared = this.#shared.fill(0)
    const found = this.#found.fill(0)
    const told = this.#told.fill(0)
    const countedTerm = this.#countedTerm.fill(-1)
    const touched: number[] = []
    let square = 0
    let whole = 0
    for (const [number, { term, weight }] of askTerms(question).entries()) {
      const postings = this.#postings.get(term)
      const value = weight * this.#idf(postings?.asked.length ?? 0)
      square += value * value
      whole += value
      if (!postings) continue
      for (let i = 0; i < postings.asked.length; i++) {
        const asked = postings.asked[i]!
        if (shared[asked] === 0) touched.push(asked)
        shared[asked]! += value * postings.weights[i]!
        found[asked]! += postings.weights[i]!
        for (const doc of this.#docsOf[asked]!) {
          if (countedTerm[doc] === number) continue
          countedTerm[doc] = number
          told[doc]! += value
        }
      }
    }
    const length = Math.sqrt(square)
    const best = new Map<number, AskedLikeness>()
    for (const asked of touched) {
      const likeness = Math.min(1, shared[asked]! / (length * this.#lengths[asked]!))
      const met = found[asked]! / Math.max(this.#sums[asked]!, LEAST_WEIGHT)
      for (const doc of this.#docsOf[asked]!) {
        if (mask[doc] === 0) continue
        const known = best.get(doc)
        if (known === undefined) best.set(doc, { likeness, met, told: told[doc]! / whole })
        else {
          known.likeness = Math.max(known.likeness, likeness)
          known.met = Math.max(known.met, met)
        }
      }
    }
    return best
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

function termsOf(line: string): WeightedTerm[] {
  let terms = termsByLine.get(line)
  if (!terms) {
    terms = askTerms(line)
    termsByLine.set(line, terms)
  }
  return terms
}
