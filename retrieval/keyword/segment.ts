import type { StringTable } from './string-table.js'

/** An immutable inverted index over a run of documents, numbered from 0 within it. */
export interface Segment {
  docCount: number
  /** Sorted by UTF-8 bytes. */
  terms: StringTable
  /** Postings of term t: positions `starts[t]` to `starts[t + 1]`. */
  starts: Uint32Array
  /** Documents of each term, ascending. */
  docs: Uint32Array
  /** Counts of the four fields, packed as FIELD_BITS says. */
  counts: Uint16Array
  /** Terms in each field of each document, `doc * 4 + field`. */
  lengths: Uint16Array
}
