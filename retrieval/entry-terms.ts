import { rarity } from './asked-postings.js'
import { FIELD_SHIFTS, FIELDS } from './keyword/fields.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { createSlice } from './slice.js'
import type { WeightedTerm } from './tokenize.js'

const TITLE_COUNT = 0b111 << FIELD_SHIFTS[FIELDS.indexOf('title')]!
/** Two Han characters in UTF-8. */
const BYTES_OF_A_PAIR = 6
const CHARACTER_OR_PAIR = /^\p{Script=Han}{1,2}$/u

/** Entries that say a term, each doubled, plus one where its title says it. */
type SaidBy = Map<string, number[]>

/**
 * What guides and Q&A say, as characters and pairs of characters: statutes say the citizens' words so seldom that their
 * rarity among all passages tells nothing of which entry is meant.
 */
export class EntryTerms {
  readonly #entryOf: Int32Array
  readonly #entries: number
  readonly #saidBy: SaidBy
  /** Of the last question what each entry says, and what its title says, side by side. */
  readonly #values: Float64Array
  #whole = 1

  private constructor(entryOf: Int32Array, entries: number, saidBy: SaidBy) {
    this.#entryOf = entryOf
    this.#entries = entries
    this.#saidBy = saidBy
    this.#values = new Float64Array(2 * entries)
  }

  /** @param entries documents of the guides and Q&A */
  static async read(index: KnowledgeIndex, entries: readonly number[]): Promise<EntryTerms> {
    const entryOf = new Int32Array(index.docCount).fill(-1)
    for (const [entry, doc] of entries.entries()) entryOf[doc] = entry
    const pairs = await readPairs(index, entryOf)
    const characters = await readCharacters(pairs, entries.length)
    return new EntryTerms(entryOf, entries.length, new Map([...pairs, ...characters]))
  }

  /** Valid until the next question. @param question its `askTerms` */
  weigh(question: readonly WeightedTerm[]): this {
    const values = this.#values.fill(0)
    let whole = 0
    for (const { term, weight } of question) {
      if (!CHARACTER_OR_PAIR.test(term)) continue
      const saidBy = this.#saidBy.get(term)
      const value = weight * rarity(saidBy?.length ?? 0, this.#entries)
      whole += value
      if (saidBy === undefined) continue
      for (const said of saidBy) {
        values[said & ~1]! += value
        if ((said & 1) === 1) values[said]! += value
      }
    }
    this.#whole = whole || 1
    return this
  }

  /** Share of the question, by how much its words tell among entries, that the entry says; 0 to 1, 0 for an article. */
  said(doc: number): number {
    const entry = this.#entry(doc)
    return entry < 0 ? 0 : this.#values[2 * entry]! / this.#whole
  }

  /** The same of its title. */
  titled(doc: number): number {
    const entry = this.#entry(doc)
    return entry < 0 ? 0 : this.#values[2 * entry + 1]! / this.#whole
  }

  /** -1: an article, be it one that came later. */
  #entry(doc: number): number {
    return this.#entryOf[doc] ?? -1
  }
}

async function readPairs(index: KnowledgeIndex, entryOf: Int32Array): Promise<SaidBy> {
  const slice = createSlice()
  const saidBy: SaidBy = new Map()
  for (const { segment, base } of index.keyword.segments) {
    const { terms, starts, docs, counts, docCount } = segment
    // Entries were brought in together: most postings lie before or after all of them.
    const ofSegment = entryOf.subarray(base, base + docCount)
    const first = ofSegment.findIndex((entry) => entry >= 0)
    const last = ofSegment.findLastIndex((entry) => entry >= 0)
    if (first < 0) continue
    for (let term = 0; term < terms.length; term++) {
      if (term % 256 === 0) await slice()
      if (terms.starts[term + 1]! - terms.starts[term]! !== BYTES_OF_A_PAIR) continue
      let said: number[] | null = null
      const end = starts[term + 1]!
      for (let at = lowerBound(docs, first, starts[term]!, end); at < end && docs[at]! <= last; at++) {
        const entry = entryOf[base + docs[at]!]!
        if (entry < 0) continue
        if (said === null) {
          const pair = terms.at(term)
          if (!CHARACTER_OR_PAIR.test(pair)) break
          said = saidBy.get(pair) ?? []
          saidBy.set(pair, said)
        }
        said.push(2 * entry + ((counts[at]! & TITLE_COUNT) > 0 ? 1 : 0))
      }
    }
  }
  return saidBy
}

/** Who says a pair says each of its characters. */
async function readCharacters(pairs: SaidBy, entries: number): Promise<SaidBy> {
  const slice = createSlice()
  const listsOf = new Map<string, number[][]>()
  for (const [pair, said] of pairs) {
    for (const character of new Set(pair)) {
      const lists = listsOf.get(character)
      if (lists) lists.push(said)
      else listsOf.set(character, [said])
    }
  }
  const saidBy: SaidBy = new Map()
  /** Of each entry: 0 where it does not say the character, 1 where its text does, 2 where its title does. */
  const marks = new Uint8Array(entries)
  for (const [character, lists] of listsOf) {
    await slice()
    marks.fill(0)
    for (const said of lists)
      for (const each of said) marks[each >> 1] = Math.max(marks[each >> 1]!, 1 + (each & 1))
    const own: number[] = []
    marks.forEach((mark, entry) => {
      if (mark > 0) own.push(2 * entry + mark - 1)
    })
    saidBy.set(character, own)
  }
  return saidBy
}

/** The first position of `from` to `end` whose document is `wanted` or a later one. */
function lowerBound(docs: Uint32Array, wanted: number, from: number, end: number): number {
  let [low, high] = [from, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (docs[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
