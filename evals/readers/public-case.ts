/** What a file of a public data set says of a case, in the one case format (evals/cases). */
export interface PublicCase {
  id: string
  /** A citizen's messages, oldest first; the last one is judged. */
  turns: string[]
  /** The data set and, where it has several, the task. */
  kind: string
  expect: {
    gold?: { name: string; matches: { file: string; article: string }[] }[]
    /** 民法典第五十四条: one of these decides. */
    cites?: string[]
    /** An expert's answer. */
    answer?: string
  }
}
