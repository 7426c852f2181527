/** Something in a file that could not be used; the rest of the file was. */
export interface LineProblem {
  /** 1-based line or row; null where the whole file is meant. */
  line: number | null
  /** English: what is wrong and what to do. */
  message: string
}
