import type { WeightedTerm } from '../tokenize.js'
import { type Bm25Weights, DEFAULT_WEIGHTS } from './fields.js'
import type { Segment } from './segment.js'
import { type ScoredDoc, TopK } from './top-k.js'

type FieldNorms = readonly [Float32Array, Float32Array, Float32Array, Float32Array]

interface Part {
  segment: Segment
  /** Number of the segment's first document among all. */
  base: number
  deleted: Uint8Array
  /** Deleted documents by term: what the document frequency is too high by. */
  deletedByTerm: Map<number, number>
  /** Weight of one occurrence in each document, one array a field: field weight over length discount. null: not yet. */
  norms: FieldNorms | null
}

/** Scores of one search. Valid until the next search with the same board, or change of the index. */
class KeywordScores {
  /**
   * By document number; 0 where nothing matched. Read from end to end, which is faster than a list of those that matched:
   * that is in the order of the terms.
   */
  readonly scores: Float32Array
  /** By document number: what the terms that it has would score in abundance. */
  readonly met: Float32Array
  /** What a document with every term in abundance would score. */
  highest = 0

  constructor(docCount: number) {
    this.scores = new Float32Array(docCount)
    this.met = new Float32Array(docCount)
  }

  /**
   * The k best of those that matched by their scores times factors, best first.
   * @param factors more than 0 and at most `highest`, by document number; absent: 1
   */
  best(k: number, factors?: Float32Array, highest = 1): ScoredDoc[] {
    const best = new TopK(k)
    const { scores } = this
    let threshold = 0
    // Most documents cannot be among the best whatever their factor is: for these it is not read.
    let least = 0
    for (let doc = 0; doc < scores.length; doc++) {
      if (scores[doc]! <= least) continue
      const score = factors ? scores[doc]! * factors[doc]! : scores[doc]!
      if (score <= threshold) continue
      best.add(doc, score)
      threshold = Math.max(0, best.threshold)
      least = threshold / highest
    }
    return best.ranking()
  }

  /** The k best of those that matched by their scores plus those for other terms, best first. */
  bestWith({ scores: others }: KeywordScores, k: number): ScoredDoc[] {
    const best = new TopK(k)
    const { scores } = this
    let threshold = 0
    for (let doc = 0; doc < scores.length; doc++) {
      const score = scores[doc]! + others[doc]!
      // Asked in this order, the first is nearly always the same: the processor guesses it.
      if (score <= threshold || scores[doc] === 0) continue
      best.add(doc, score)
      threshold = Math.max(0, best.threshold)
    }
    return best.ranking()
  }
}

/**
 * BM25F over immutable segments: counts of a term are weighted by field and length, added up, and saturated once.
 * Statistics are those of all documents that are not deleted, whichever segment holds them, so that an index
 * grown by increments scores as one built at once.
 * @see Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009
 */
export class KeywordIndex {
  #parts: Part[] = []
  #docCount = 0
  #liveCount = 0
  #lengthSums = [0, 0, 0, 0]
  #scores = new KeywordScores(0)
  #otherScores = new KeywordScores(0)

  constructor(readonly weights: Bm25Weights = DEFAULT_WEIGHTS) {}

  /** Documents ever added, deleted ones included: the next segment's first document gets this number. */
  get docCount(): number {
    return this.#docCount
  }

  get liveCount(): number {
    return this.#liveCount
  }

  /** Those that hold the documents, with the number of their first. */
  get segments(): readonly { segment: Segment; base: number }[] {
    return this.#parts
  }

  isDeleted(doc: number): boolean {
    const part = this.#partOf(doc)
    return part.deleted[doc - part.base] === 1
  }

  addSegments(segments: readonly Segment[]): void {
    for (const segment of segments) {
      this.#parts.push({
        segment,
        base: this.#docCount,
        deleted: new Uint8Array(segment.docCount),
        deletedByTerm: new Map(),
        norms: null,
      })
      this.#docCount += segment.docCount
      this.#liveCount += segment.docCount
      for (let i = 0; i < segment.lengths.length; i++) this.#lengthSums[i & 3]! += segment.lengths[i]!
    }
    this.#forgetNorms()
  }

  /** The same documents in an index of its own, which may be changed: the segments are shared. */
  copy(): KeywordIndex {
    const copy = new KeywordIndex(this.weights)
    copy.#parts = this.#parts.map((part) => ({
      ...part,
      deleted: part.deleted.slice(),
      deletedByTerm: new Map(part.deletedByTerm),
    }))
    copy.#docCount = this.#docCount
    copy.#liveCount = this.#liveCount
    copy.#lengthSums = [...this.#lengthSums]
    return copy
  }

  /** Deletes documents. Terms of the deleted are counted by a pass over the segments that hold them. */
  delete(docs: Iterable<number>): void {
    const fresh = new Map<Part, Uint8Array>()
    for (const doc of docs) {
      const part = this.#partOf(doc)
      const local = doc - part.base
      if (part.deleted[local]) continue
      part.deleted[local] = 1
      let mask = fresh.get(part)
      if (!mask) {
        mask = new Uint8Array(part.segment.docCount)
        fresh.set(part, mask)
      }
      mask[local] = 1
      this.#liveCount--
      for (let f = 0; f < 4; f++) this.#lengthSums[f]! -= part.segment.lengths[local * 4 + f]!
    }
    for (const [part, mask] of fresh) countByTerm(part.segment, mask, part.deletedByTerm)
    if (fresh.size > 0) this.#forgetNorms()
  }

  /** ln(1 + (N - n + 0.5) / (n + 0.5)) over the documents that are not deleted. */
  idf(term: string): number {
    let df = 0
    for (const part of this.#parts) {
      const at = part.segment.terms.search(term)
      if (at >= 0)
        df += part.segment.starts[at + 1]! - part.segment.starts[at]! - (part.deletedByTerm.get(at) ?? 0)
    }
    return Math.log(1 + (this.#liveCount - df + 0.5) / (df + 0.5))
  }

  /** @param allowed by document number: 1 where the document may be found; deleted ones are left out besides */
  score(terms: readonly WeightedTerm[], allowed: Uint8Array): KeywordScores {
    this.#scores = boardFor(this.#scores, this.#docCount)
    return this.#score(terms, allowed, this.#scores)
  }

  /** As `score`, which stays valid beside it: scores of a document for different terms may be added up. */
  scoreBeside(terms: readonly WeightedTerm[], allowed: Uint8Array): KeywordScores {
    // Only who has learned needs them.
    this.#otherScores = boardFor(this.#otherScores, this.#docCount)
    return this.#score(terms, allowed, this.#otherScores)
  }

  #score(terms: readonly WeightedTerm[], allowed: Uint8Array, board: KeywordScores): KeywordScores {
    const { scores, met } = board
    scores.fill(0)
    met.fill(0)
    let highest = 0
    const { k1 } = this.weights
    const found = new Int32Array(this.#parts.length)
    for (const { term, weight } of terms) {
      let df = 0
      for (let p = 0; p < this.#parts.length; p++) {
        const { segment, deletedByTerm } = this.#parts[p]!
        const at = segment.terms.search(term)
        found[p] = at
        if (at >= 0) df += segment.starts[at + 1]! - segment.starts[at]! - (deletedByTerm.get(at) ?? 0)
      }
      const gain = weight * Math.log(1 + (this.#liveCount - df + 0.5) / (df + 0.5))
      highest += gain
      if (df === 0) continue
      for (let p = 0; p < this.#parts.length; p++) {
        if (found[p]! < 0) continue
        const { segment, base } = this.#parts[p]!
        const [text, title, heading, asks] = this.#normsOf(this.#parts[p]!)
        const { docs, counts, starts } = segment
        const end = starts[found[p]! + 1]!
        for (let i = starts[found[p]!]!; i < end; i++) {
          const local = docs[i]!
          const doc = base + local
          if (allowed[doc] === 0) continue
          const packed = counts[i]!
          let tf = (packed & 127) * text[local]!
          if (packed > 127) {
            tf += ((packed >> 7) & 7) * title[local]!
            tf += ((packed >> 10) & 7) * heading[local]!
            tf += (packed >> 13) * asks[local]!
          }
          // Deleted documents have no weight.
          if (tf === 0) continue
          scores[doc]! += (gain * tf) / (k1 + tf)
          met[doc]! += gain
        }
      }
    }
    board.highest = highest
    return board
  }

  #partOf(doc: number): Part {
    for (let p = this.#parts.length - 1; p >= 0; p--) if (this.#parts[p]!.base <= doc) return this.#parts[p]!
    throw new RangeError(`No document ${doc}`)
  }

  /** All depend on the average lengths. */
  #forgetNorms(): void {
    for (const part of this.#parts) part.norms = null
  }

  #normsOf(part: Part): FieldNorms {
    part.norms ??= fieldNorms(
      part,
      this.weights,
      (f) => this.#lengthSums[f]! / Math.max(1, this.#liveCount) || 1,
    )
    return part.norms
  }
}

function boardFor(board: KeywordScores, docCount: number): KeywordScores {
  return board.scores.length === docCount ? board : new KeywordScores(docCount)
}

function fieldNorms(
  { segment: { docCount, lengths }, deleted }: Part,
  { weights, b }: Bm25Weights,
  averageOf: (field: number) => number,
): FieldNorms {
  const norm = (f: number) => {
    const average = averageOf(f)
    const discount = b[f]!
    const norms = new Float32Array(docCount)
    for (let d = 0; d < docCount; d++) {
      if (deleted[d] === 1) continue
      norms[d] = weights[f]! / (1 - discount + (discount * lengths[d * 4 + f]!) / average)
    }
    return norms
  }
  return [norm(0), norm(1), norm(2), norm(3)]
}

function countByTerm(segment: Segment, mask: Uint8Array, into: Map<number, number>): void {
  const { docs, starts } = segment
  for (let term = 0; term < starts.length - 1; term++) {
    let count = 0
    for (let i = starts[term]!; i < starts[term + 1]!; i++) count += mask[docs[i]!]!
    if (count > 0) into.set(term, (into.get(term) ?? 0) + count)
  }
}
