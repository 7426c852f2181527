/** What was counted from what a citizen says. A sentence or two on each. */
export interface Counted {
  /** The day or the sum. */
  result: string
  /** From what it was counted, and by which articles. */
  how: string
}
