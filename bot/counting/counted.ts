import type { Matter } from '../../knowledge/matter.js'

/** What was counted from what a citizen says. */
export interface Counted {
  kind: 'day' | 'sum'
  /** The day or the sum, in a sentence. */
  result: string
  /** From what it was counted, with the citation marks of the articles that say so. */
  how: string
  /** What bounds it, where nothing else says so; may be empty. */
  limits: string
  /** Fields of the entries that it may be told with as the direct answer. */
  matters: readonly Matter[]
}

/** @param entry of a guide or Q&A: it says how this is counted */
export function isFor({ matters }: Counted, { matter }: { matter: Matter | null }): boolean {
  return matter !== null && matters.includes(matter)
}
