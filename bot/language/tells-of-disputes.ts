import type { Passage } from '../../retrieval/passage.js'
import { askedOfDisputes } from '../lexicon/follow-up-terms.js'
import type { Understanding } from '../turn.js'
import { matchEntry } from './match-entry.js'

/** So near to one of its asked questions, an entry answers it. */
const ASKED_FROM = 0.8

/** Whether an entry tells it of every dispute: how long a court takes, what it costs. */
export function tellsOfDisputes(
  entry: Passage,
  understanding: Pick<Understanding, 'aspect' | 'matter' | 'focus'>,
): boolean {
  const question = askedOfDisputes(understanding)
  return question !== null && entry.kind !== 'statute' && matchEntry(question, entry) >= ASKED_FROM
}
