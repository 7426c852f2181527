import type { Settled } from '../../retrieval/learned/settle-articles.js'
import type { Passage } from '../../retrieval/passage.js'
import type { StepDeps } from '../bot-deps.js'
import { type RankedEntry, rankEntries } from '../language/rank-entries.js'
import { weighStatutes } from '../language/weigh-statutes.js'
import { ANSWER_FROM, type StatutesEvidence, statutesSettle } from '../settle-probability.js'
import { today } from '../today.js'
import { type Turn, type Understanding, understandingOf } from '../turn.js'

/** Less likely by their words, articles are not taken from what was learned. */
const LEAST_BY_WORDS = 0.5
const NO_LAW: Settled = { probability: 0, answerFrom: ANSWER_FROM }
/** Where the best article says less of the question than this, what was learned has to be as sure as that. */
const LEAST_SAID_BY_LAW = 0.3
const UNSAID_FROM = 0.86

/** Staff have answered this very question: so near one of its asked questions, and nothing much was asked beyond them. */
export const SAME_QUESTION = 0.9
const SAME_TOLD = 0.8

/** What was found: the entries that may settle the question, the likeliest first, and that the best articles do. */
export function weighSources(turn: Turn, deps: Pick<StepDeps, 'now'>) {
  const understanding = understandingOf(turn)
  const entries = rankEntries(turn, understanding).filter(({ entry }) =>
    speaksOfDay(entry, understanding, deps),
  )
  const evidence = weighStatutes(turn, understanding)
  return { entries, law: lawSettles(turn, understanding), saidByLaw: evidence ? saidBy(evidence) : 0 }
}

/** Share of the question that the best article says, by words of the field and by their rarity; 0 to 1. */
function saidBy({ covered, words }: StatutesEvidence): number {
  return Math.min(covered, words)
}

/** What was learned from questions on the law says nothing of other questions: the words have to speak for the law too. */
export function lawSettles(turn: Turn, understanding: Understanding): Settled {
  const evidence = weighStatutes(turn, understanding)
  if (evidence === null) return NO_LAW
  const byWords = { probability: statutesSettle(evidence, understanding.matter), answerFrom: ANSWER_FROM }
  const learned = turn.found?.settles ?? null
  if (learned === null) return byWords
  const most = byWords.probability >= LEAST_BY_WORDS ? 1 : byWords.probability
  const least = saidBy(evidence) >= LEAST_SAID_BY_LAW ? 0 : UNSAID_FROM
  return {
    probability: Math.min(learned.probability, most),
    answerFrom: Math.max(learned.answerFrom, least),
  }
}

/** What staff wrote about the law of today says nothing about the law of an earlier day. */
function speaksOfDay(
  { details }: Passage,
  { asOfDate }: Understanding,
  deps: Pick<StepDeps, 'now'>,
): boolean {
  if (asOfDate === null || asOfDate >= today(deps)) return true
  const from = details?.effectiveFrom ?? null
  return from !== null && from <= asOfDate
}

/** Its asked questions say nearly all of the question. */
export function saysAll({ told }: RankedEntry): boolean {
  return told >= SAME_TOLD
}

/** The entry that staff wrote for this very question, else the likeliest. @param entries the likeliest first */
export function bestOf(entries: readonly RankedEntry[]): RankedEntry | undefined {
  const [nearest] = entries.filter(isSameQuestion).sort((a, b) => b.asked - a.asked)
  return nearest ?? entries[0]
}

/** A short question that it answers may be the story before another one. */
export function isSameQuestion(entry: RankedEntry): boolean {
  return entry.asked >= SAME_QUESTION && saysAll(entry)
}
