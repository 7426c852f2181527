import { type AskedPostings, rarity } from './asked-postings.js'
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
  readonly #postings: AskedPostings
  /** What the last question shares with each, as a product and as a sum, side by side. */
  readonly #shared: Float64Array
  readonly #near: AskedNearness

  constructor(postings: AskedPostings) {
    this.#postings = postings
    this.#shared = new Float64Array(2 * postings.lengths.length)
    this.#near = new AskedNearness(postings.docCount)
  }

  near(question: readonly WeightedTerm[], mask: Uint8Array): AskedNearness {
    const { termNumbers, starts, asked, weights, termDocStarts, docsOfTerm } = this.#postings
    const { docStarts, docs, lengths, sums } = this.#postings
    const shared = this.#shared.fill(0)
    const near = this.#near
    near.clear()
    let square = 0
    let whole = 0
    for (const { term, weight } of question) {
      const number = termNumbers.get(term)
      const value =
        weight * rarity(number === undefined ? 0 : starts[number + 1]! - starts[number]!, lengths.length)
      square += value * value
      whole += value
      if (number === undefined) continue
      const end = starts[number + 1]!
      for (let i = starts[number]!; i < end; i++) {
        const at = 2 * asked[i]!
        shared[at]! += value * weights[i]!
        shared[at + 1]! += weights[i]!
      }
      const docsEnd = termDocStarts[number + 1]!
      for (let i = termDocStarts[number]!; i < docsEnd; i++) near.addTold(docsOfTerm[i]!, value)
    }
    const length = Math.sqrt(square)
    for (let line = 0; line < lengths.length; line++) {
      if (shared[2 * line] === 0) continue
      const likeness = Math.min(1, shared[2 * line]! / (length * lengths[line]!))
      const met = shared[2 * line + 1]! / Math.max(sums[line]!, LEAST_WEIGHT)
      const docsEnd = docStarts[line + 1]!
      for (let i = docStarts[line]!; i < docsEnd; i++) near.add(docs[i]!, likeness, met)
    }
    return near.finish(whole, mask)
  }
}
