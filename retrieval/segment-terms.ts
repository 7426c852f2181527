import { FIELD_SHIFTS, FIELDS } from './keyword/fields.js'
import type { Segment } from './keyword/segment.js'
import { createSlice } from './slice.js'

const TITLE_COUNT = 0b111 << FIELD_SHIFTS[FIELDS.indexOf('title')]!
/** Two Han characters in UTF-8. */
const BYTES_OF_A_PAIR = 6
const CHARACTER_OR_PAIR = /^\p{Script=Han}{1,2}$/u
/** Of what is done for each of many thousand terms. */
const TERMS_A_LOOK = 64

/** By a character or a pair of them the entries that say it, each doubled, plus one where its title says it. */
export type SaidBy = ReadonlyMap<string, readonly number[]>

/** Whether a term is one that is read here. */
export function isCharacterOrPair(term: string): boolean {
  return CHARACTER_OR_PAIR.test(term)
}

/**
 * What the guides and Q&A of a segment say. Made in slices, beside searches.
 * @param entries their documents, numbered within the segment, in order: what is counted in the lists is a place in these
 */
export async function readSegmentTerms(segment: Segment, entries: readonly number[]): Promise<SaidBy> {
  if (entries.length === 0) return new Map()
  const pairs = await readPairs(segment, entries)
  await addCharacters(pairs, entries.length)
  return pairs
}

async function readPairs(
  { terms, starts, docs, counts, docCount }: Segment,
  entries: readonly number[],
): Promise<Map<string, number[]>> {
  const slice = createSlice()
  const entryOf = new Int32Array(docCount).fill(-1)
  for (const [entry, doc] of entries.entries()) entryOf[doc] = entry
  // Entries were brought in together: most postings lie before or after all of them.
  const [first, last] = [entries[0]!, entries.at(-1)!]
  const saidBy = new Map<string, number[]>()
  for (let term = 0; term < terms.length; term++) {
    if (term % TERMS_A_LOOK === 0) await slice()
    if (terms.starts[term + 1]! - terms.starts[term]! !== BYTES_OF_A_PAIR) continue
    const said: number[] = []
    const end = starts[term + 1]!
    for (let at = lowerBound(docs, first, starts[term]!, end); at < end && docs[at]! <= last; at++) {
      const entry = entryOf[docs[at]!]!
      if (entry >= 0) said.push(2 * entry + ((counts[at]! & TITLE_COUNT) > 0 ? 1 : 0))
    }
    if (said.length === 0) continue
    const pair = terms.at(term)
    if (isCharacterOrPair(pair)) saidBy.set(pair, said)
  }
  return saidBy
}

/** Who says a pair says each of its characters. */
async function addCharacters(saidBy: Map<string, number[]>, entries: number): Promise<void> {
  const slice = createSlice()
  /** Of each entry: 0 where it does not say the character, 1 where its text does, 2 where its title does. */
  const marksOf = new Map<string, Uint8Array>()
  let looked = 0
  for (const [pair, said] of saidBy) {
    if (++looked % TERMS_A_LOOK === 0) await slice()
    for (const character of pair) {
      let marks = marksOf.get(character)
      if (!marks) {
        marks = new Uint8Array(entries)
        marksOf.set(character, marks)
      }
      for (const each of said) {
        const mark = 1 + (each & 1)
        if (marks[each >> 1]! < mark) marks[each >> 1] = mark
      }
    }
  }
  for (const [character, marks] of marksOf) {
    if (++looked % TERMS_A_LOOK === 0) await slice()
    const own: number[] = []
    for (let entry = 0; entry < entries; entry++)
      if (marks[entry]! > 0) own.push(2 * entry + marks[entry]! - 1)
    saidBy.set(character, own)
  }
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
