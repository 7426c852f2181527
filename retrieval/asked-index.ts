import { readAskedLines } from './asked-lines.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import type { WeightedTerm } from './tokenize.js'

/** How near a question comes to what guides and Q&A are asked, by document. Valid until the next comparison. */
export class AskedNearness {
  /** Those that share a term with the question, and may be found. */
  docs: readonly number[] = []
  /** Likeness, `met` and what is told, side by side. */
  readonly #values: Float64Array
  #matched: number[] = []
  /** What the whole question tells. */
  #whole = 1

  constructor(docCount: number) {
    this.#values = new Float64Array(3 * docCount)
  }

  /** Cosine of the weighted terms with the closest asked question, 0 to 1. */
  likeness(doc: number): number {
    return this.#values[3 * doc]!
  }

  /** Share of an asked question, by how much its words tell, that the question says; 0 to 1. */
  met(doc: number): number {
    return this.#values[3 * doc + 1]!
  }

  /** Share of the question, by how much its words tell, that some asked question of the document says; 0 to 1. */
  told(doc: number): number {
    return this.#values[3 * doc + 2]! / this.#whole
  }

  without(isLeftOut: (doc: number) => boolean): this {
    for (const doc of this.docs) if (isLeftOut(doc)) this.#forget(doc)
    this.docs = this.docs.filter((doc) => this.likeness(doc) !== 0)
    return this
  }

  clear(): void {
    for (const doc of this.#matched) this.#forget(doc)
    this.#matched = []
  }

  addTold(doc: number, value: number): void {
    this.#values[3 * doc + 2]! += value
  }

  add(doc: number, likeness: number, met: number): void {
    const at = 3 * doc
    if (this.#values[at] === 0) this.#matched.push(doc)
    if (likeness > this.#values[at]!) this.#values[at] = likeness
    if (met > this.#values[at + 1]!) this.#values[at + 1] = met
  }

  finish(whole: number, mask: Uint8Array): this {
    this.#whole = whole
    this.docs = this.#matched.filter((doc) => mask[doc] === 1)
    return this
  }

  #forget(doc: number): void {
    this.#values.fill(0, 3 * doc, 3 * doc + 3)
  }
}

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 12

/**
 * What guides and Q&A are asked: titles and other wordings, each compared as a question of its own.
 */
export class AskedIndex {
  readonly #termNumbers: ReadonlyMap<string, number>
  /** Asked questions of each term with its weight in each: positions `#starts[term]` to `#starts[term + 1]`. */
  readonly #starts: Int32Array
  readonly #asked: Int32Array
  readonly #weights: Float64Array
  /** Documents that any of these belongs to, each once. */
  readonly #termDocStarts: Int32Array
  readonly #docsOfTerm: Int32Array
  /**
   * Documents that are asked question n, at the positions `#docStarts[n]` to `#docStarts[n + 1]`: the sections of a
   * guide share theirs.
   */
  readonly #docStarts: Int32Array
  readonly #docs: Int32Array
  readonly #lengths: Float64Array
  readonly #sums: Float64Array
  /** What the last question shares with each, as a product and as a sum, side by side. */
  readonly #shared: Float64Array
  readonly #near: AskedNearness

  constructor(index: KnowledgeIndex) {
    const docsByLine = collectLines(index)
    const docsOf = [...docsByLine.values()]
    this.#docs = Int32Array.from(docsOf.flat())
    this.#docStarts = new Int32Array(docsOf.length + 1)
    docsOf.forEach((docs, asked) => {
      this.#docStarts[asked + 1] = this.#docStarts[asked]! + docs.length
    })
    const lines = readAskedLines([...docsByLine.keys()])
    const count = docsOf.length
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
    this.#termDocStarts = new Int32Array(termCount + 1)
    const docsOfTerm: number[] = []
    const lastTerm = new Int32Array(index.docCount).fill(-1)
    for (let term = 0; term < termCount; term++) {
      const idf = this.#idf(this.#askedCount(term))
      for (let i = this.#starts[term]!; i < this.#starts[term + 1]!; i++) {
        const asked = this.#asked[i]!
        const value = this.#weights[i]! * idf
        this.#weights[i] = value
        squares[asked]! += value * value
        this.#sums[asked]! += value
        for (const doc of docsOf[asked]!) {
          if (lastTerm[doc] === term) continue
          lastTerm[doc] = term
          docsOfTerm.push(doc)
        }
      }
      this.#termDocStarts[term + 1] = docsOfTerm.length
    }
    this.#docsOfTerm = Int32Array.from(docsOfTerm)
    this.#lengths = squares.map(Math.sqrt)
    this.#shared = new Float64Array(2 * count)
    this.#near = new AskedNearness(index.docCount)
  }

  near(question: readonly WeightedTerm[], mask: Uint8Array): AskedNearness {
    const shared = this.#shared.fill(0)
    const near = this.#near
    near.clear()
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
        const at = 2 * this.#asked[i]!
        shared[at]! += value * this.#weights[i]!
        shared[at + 1]! += this.#weights[i]!
      }
      const docsEnd = this.#termDocStarts[number + 1]!
      for (let i = this.#termDocStarts[number]!; i < docsEnd; i++) near.addTold(this.#docsOfTerm[i]!, value)
    }
    const length = Math.sqrt(square)
    for (let asked = 0; asked < this.#count; asked++) {
      if (shared[2 * asked] === 0) continue
      const likeness = Math.min(1, shared[2 * asked]! / (length * this.#lengths[asked]!))
      const met = shared[2 * asked + 1]! / Math.max(this.#sums[asked]!, LEAST_WEIGHT)
      const docsEnd = this.#docStarts[asked + 1]!
      for (let i = this.#docStarts[asked]!; i < docsEnd; i++) near.add(this.#docs[i]!, likeness, met)
    }
    return near.finish(whole, mask)
  }

  get #count(): number {
    return this.#docStarts.length - 1
  }

  #askedCount(term: number): number {
    return this.#starts[term + 1]! - this.#starts[term]!
  }

  /** ln(1 + (N - n + 0.5) / (n + 0.5)) over the asked questions. */
  #idf(count: number): number {
    return Math.log(1 + (this.#count - count + 0.5) / (count + 0.5))
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
