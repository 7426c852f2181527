import { createHash } from 'node:crypto'

/** In an order that has nothing to do with the given one, the same each time. */
export function shuffle<T>(from: readonly T[], nameOf: (each: T) => string): T[] {
  return from
    .map((each) => ({ each, key: createHash('sha256').update(nameOf(each)).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ each }) => each)
}

/** The same few of many each time, of every part. @param most null: all, in their own order */
export function takeSome<T>(from: readonly T[], most: number | null, nameOf: (each: T) => string): T[] {
  return most === null || from.length <= most ? [...from] : shuffle(from, nameOf).slice(0, most)
}
