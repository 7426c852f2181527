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

/** Where a term occurs: asked questions by number with its weight in each, and documents by number, each once. */
interface Postings {
  asked: Int32Array
  weights: Float64Array
  docs: Int32Array
}

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 12
/** Terms of asked questions are kept from one index to the next: most stay. Lines. */
const MOST_KEPT = 100_000
const termsByLine = new Map<string, WeightedTerm[]>()

/**
 * What guides and Q&A are asked: titles and other wordings, each compared as a question of its own. Documents are
 * numbered by place in `#docs`.
 */
export class AskedIndex {
  readonly #postings = new Map<string, Postings>()
  /** Document of the search index by number. */
  readonly #docs: number[] = []
  /** Numbers of the documents that are asked each question: the sections of a guide share theirs. */
  readonly #docsOf: number[][] = []
  readonly #lengths: Float64Array
  readonly #sums: Float64Array
  readonly #shared: Float64Array
  readonly #found: Float64Array

  constructor(index: KnowledgeIndex) {
    const docsByLine = collectLines(index)
    const numbers = new Map<number, number>()
    const numberOf = (doc: number) => {
      const number = numbers.get(doc) ?? this.#docs.push(doc) - 1
      numbers.set(doc, number)
      return number
    }
    const occurrences = new Map<string, { asked: number[]; weights: number[] }>()
    if (termsByLine.size > MOST_KEPT) termsByLine.clear()
    for (const [line, docs] of docsByLine) {
      const asked = this.#docsOf.push(docs.map(numberOf)) - 1
      for (const { term, weight } of termsOf(line)) {
        const found = occurrences.get(term) ?? { asked: [], weights: [] }
        if (found.asked.length === 0) occurrences.set(term, found)
        found.asked.push(asked)
        found.weights.push(weight)
      }
    }
    const count = this.#docsOf.length
    const squares = new Float64Array(count)
    this.#sums = new Float64Array(count)
    for (const [term, { asked, weights }] of occurrences) {
      const idf = this.#idf(asked.length)
      for (let i = 0; i < asked.length; i++) {
        const value = weights[i]! * idf
        weights[i] = value
        squares[asked[i]!]! += value * value
        this.#sums[asked[i]!]! += value
      }
      const docs = new Set(asked.flatMap((number) => this.#docsOf[number]!))
      this.#postings.set(term, {
        asked: Int32Array.from(asked),
        weights: Float64Array.from(weights),
        docs: Int32Array.from(docs),
      })
    }
    this.#lengths = squares.map(Math.sqrt)
    this.#shared = new Float64Array(count)
    this.#found = new Float64Array(count)
  }

  /** How near a question comes to the closest asked question of each document; without those that share nothing. */
  near(question: readonly WeightedTerm[], mask: Uint8Array): Map<number, AskedLikeness> {
    const shared = this.#shared.fill(0)
    const found = this.#found.fill(0)
    const told = new Float64Array(this.#docs.length)
    let square = 0
    let whole = 0
    for (const { term, weight } of question) {
      const postings = this.#postings.get(term)
      const value = weight * this.#idf(postings?.asked.length ?? 0)
      square += value * value
      whole += value
      if (!postings) continue
      const { asked, weights, docs } = postings
      for (let i = 0; i < asked.length; i++) {
        shared[asked[i]!]! += value * weights[i]!
        found[asked[i]!]! += weights[i]!
      }
      for (let i = 0; i < docs.length; i++) told[docs[i]!]! += value
    }
    const length = Math.sqrt(square)
    const likeness = new Float64Array(this.#docs.length)
    const met = new Float64Array(this.#docs.length)
    for (let asked = 0; asked < shared.length; asked++) {
      if (shared[asked] === 0) continue
      const alike = Math.min(1, shared[asked]! / (length * this.#lengths[asked]!))
      const share = found[asked]! / Math.max(this.#sums[asked]!, LEAST_WEIGHT)
      for (const doc of this.#docsOf[asked]!) {
        if (alike > likeness[doc]!) likeness[doc] = alike
        if (share > met[doc]!) met[doc] = share
      }
    }
    const near = new Map<number, AskedLikeness>()
    for (const [number, doc] of this.#docs.entries()) {
      if (likeness[number] === 0 || mask[doc] === 0) continue
      near.set(doc, { likeness: likeness[number]!, met: met[number]!, told: told[number]! / whole })
    }
    return near
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
