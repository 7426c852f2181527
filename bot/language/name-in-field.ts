import type { Matter } from '../../knowledge/matter.js'
import { type Turn, understandingOf } from '../turn.js'
import { isOfField } from './of-field.js'
import { wantedBy } from './pick-sentences.js'
import { type RankedEntry, rankEntries } from './rank-entries.js'

/** So likely among the entries of the field, and saying so much of it, one is what a follow-up asks for. */
const NAMED_FROM = 0.75
const LED_TO_FROM = 0.6
const TOLD_FROM = 0.8
/** A single word is said in entries of all kinds. */
const LEAST_PAIRS = 2

/**
 * The entry that a follow-up names by its own words, of all entries of the field that was spoken of: 小票丢了 after
 * 买到过期牛奶. The subject before it would hide it.
 * @param alone the follow-up as it would be had nothing been said before
 */
export function nameInField(alone: Turn, matter: Matter, thread: readonly string[]): RankedEntry | null {
  const understanding = understandingOf(alone)
  if (wantedBy(understanding.focus).size < LEAST_PAIRS) return null
  const sources = alone.sources.filter(
    (entry) => entry.kind !== 'statute' && (thread.includes(entry.id) || isOfField(entry, { matter })),
  )
  const ranked = rankEntries({ ...alone, sources }, understanding)
  const [best] = ranked
  if (best === undefined || best.told < TOLD_FROM) return null
  const needed = thread.includes(best.entry.id) ? LED_TO_FROM : NAMED_FROM
  if (best.probability < needed) return null
  // Of two that its words name, what was told or led to is meant: 我赢了能退吗 after what a lawsuit costs.
  const spokenOf = ranked.find(
    ({ entry, told, asked }) => thread.includes(entry.id) && told >= best.told && asked >= best.asked,
  )
  return spokenOf === undefined ? best : { ...spokenOf, probability: best.probability }
}

/** What was spoken of last. */
export function subjectOf({ history }: Pick<Turn, 'history'>): { matter: Matter; question: string } {
  const last = history.findLast(({ answer }) => answer.bases.length > 0)
  return { matter: last?.matter ?? 'other', question: last?.standaloneQuestion ?? '' }
}
