/** Text fields of a passage, in the order in which they are counted and packed. */
export const FIELDS = ['text', 'title', 'heading', 'asks'] as const

/** Bits of each field's count in a posting's 16-bit word; a count that does not fit is cut off. */
export const FIELD_BITS = [7, 3, 3, 3] as const
export const FIELD_SHIFTS = [0, 7, 10, 13] as const

export interface Bm25Weights {
  /** How fast repetitions stop counting, > 0. */
  k1: number
  /** Weight of one occurrence in each field, in the order of FIELDS. */
  weights: readonly [number, number, number, number]
  /** How much a field's length discounts its counts, 0 to 1, in the order of FIELDS. */
  b: readonly [number, number, number, number]
}

export const DEFAULT_WEIGHTS: Bm25Weights = { k1: 0.9, weights: [1, 0.5, 2, 1.5], b: [0.75, 0.3, 0.3, 0.3] }
