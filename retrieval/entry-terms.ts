import { rarity } from './asked-postings.js'
import type { Segment } from './keyword/segment.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { isCharacterOrPair, readSegmentTerms, type SaidBy } from './segment-terms.js'
import type { WeightedTerm } from './tokenize.js'

/** Segments stay from one publication to the next, and what they say with them. */
const readBefore = new WeakMap<Segment, Promise<SaidBy>>()

/** The entries of a segment have the places from `first` on. */
interface SegmentEntries {
  first: number
  saidBy: SaidBy
}

/**
 * What guides and Q&A say, as characters and pairs of characters: statutes say the citizens' words so seldom that their
 * rarity among all passages tells nothing of which entry is meant.
 */
export class EntryTerms {
  readonly #segments: readonly SegmentEntries[]
  /** Place of each document's entry; -1: an article. */
  readonly #placeOf: Int32Array
  /** By place: 1 where the entry may be found. */
  readonly #isLive: Uint8Array
  readonly #liveCount: number
  /** Of the last question what each entry says, and what its title says, side by side. */
  readonly #values: Float64Array
  readonly #saying = new Map<string, number>()
  #whole = 1

  private constructor(
    segments: readonly SegmentEntries[],
    placeOf: Int32Array,
    isLive: Uint8Array,
    liveCount: number,
  ) {
    this.#segments = segments
    this.#placeOf = placeOf
    this.#isLive = isLive
    this.#liveCount = liveCount
    this.#values = new Float64Array(2 * isLive.length)
  }

  /** @param live documents of the guides and Q&A that may be found */
  static async read(index: KnowledgeIndex, live: readonly number[]): Promise<EntryTerms> {
    const placeOf = new Int32Array(index.docCount).fill(-1)
    const segments: SegmentEntries[] = []
    let places = 0
    for (const { segment, base } of index.keyword.segments) {
      const entries: number[] = []
      const first = places
      for (let local = 0; local < segment.docCount; local++) {
        if (index.kind(base + local) === 'statute') continue
        entries.push(local)
        placeOf[base + local] = places++
      }
      let reading = readBefore.get(segment)
      if (!reading) {
        reading = readSegmentTerms(segment, entries)
        readBefore.set(segment, reading)
      }
      segments.push({ first, saidBy: await reading })
    }
    const isLive = new Uint8Array(places)
    for (const doc of live) isLive[placeOf[doc]!] = 1
    return new EntryTerms(segments, placeOf, isLive, live.length)
  }

  /** Valid until the next question. @param question its `askTerms` */
  weigh(question: readonly WeightedTerm[]): this {
    this.#values.fill(0)
    let whole = 0
    for (const { term, weight } of question) {
      if (!isCharacterOrPair(term)) continue
      const value = weight * rarity(this.#countSaying(term), this.#liveCount)
      whole += value
      this.#add(term, value)
    }
    this.#whole = whole || 1
    return this
  }

  /** Counted once: the entries of this state stay. */
  #countSaying(term: string): number {
    const known = this.#saying.get(term)
    if (known !== undefined) return known
    let count = 0
    for (const { first, saidBy } of this.#segments)
      for (const said of saidBy.get(term) ?? []) count += this.#isLive[first + (said >> 1)]!
    // What no entry says is found without counting, and there is no end to it.
    if (count > 0) this.#saying.set(term, count)
    return count
  }

  #add(term: string, value: number): void {
    for (const { first, saidBy } of this.#segments) {
      for (const said of saidBy.get(term) ?? []) {
        const at = 2 * first + said
        this.#values[at & ~1]! += value
        if ((at & 1) === 1) this.#values[at]! += value
      }
    }
  }

  /** Share of the question, by how much its words tell among entries, that the entry says; 0 to 1, 0 for an article. */
  said(doc: number): number {
    const place = this.#place(doc)
    return place < 0 ? 0 : this.#values[2 * place]! / this.#whole
  }

  /** The same of its title. */
  titled(doc: number): number {
    const place = this.#place(doc)
    return place < 0 ? 0 : this.#values[2 * place + 1]! / this.#whole
  }

  /** -1: an article, be it one that came later. */
  #place(doc: number): number {
    return this.#placeOf[doc] ?? -1
  }
}
