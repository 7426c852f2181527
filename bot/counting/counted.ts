import type { Matter } from '../../knowledge/matter.js'
import { asksHowMuch, asksWhen } from '../language/asks-when.js'

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

/**
 * Whether it is what is asked for: a day, or a sum.
 * @param goesOn what it is counted for was said before @param focus folded
 */
export function isAskedFor({ kind, goesOn }: Counted & { goesOn: boolean }, focus: string): boolean {
  const [asks, asksOther] = kind === 'day' ? [asksWhen, asksHowMuch] : [asksHowMuch, asksWhen]
  return asks(focus) || (goesOn && !asksOther(focus))
}
