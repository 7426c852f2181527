import type { Passage } from '../../retrieval/passage.js'
import type { Evidence } from '../../retrieval/retriever.js'
import { answersTo, asksAlike } from '../lexicon/follow-up-terms.js'
import { type EntryEvidence, entriesSettle } from '../settle-probability.js'
import type { Aspect, Turn, Understanding } from '../turn.js'
import { asksAspectOnly } from './asks-aspect-only.js'
import { entryFacts } from './entry-facts.js'
import { coverByAsked, matchEntry, weighText } from './match-entry.js'
import { namesSubject } from './names-subject.js'
import { contentPairs, coverage } from './overlap.js'
import { pairWeight } from './pair-weight.js'
import { wantedBy } from './pick-sentences.js'
import { splitSentences } from './split-sentences.js'

/** From here on the new part of a follow-up names an entry by itself; below it the subject before it counts too. */
const STANDS_ALONE = 0.8

export interface RankedEntry {
  entry: Passage
  /** That it settles the question. */
  probability: number
  /** How near the question comes to one it answers; 0 to 1. */
  asked: number
  /** Share of the question that its asked questions say; 0 to 1. */
  told: number
  /** Evidence of the search; null: it was not found, but was spoken of before. */
  found: Evidence | null
}

/** What the last answer rests on, and what it leads to or offers. */
interface Thread {
  told: readonly Passage[]
  ledTo: readonly Passage[]
}

/** Guides and Q&A among the sources, the likeliest first; of a guide in sections the best one. */
export function rankEntries(turn: Turn, understanding: Understanding): RankedEntry[] {
  const weighed = weighEntries(turn, understanding)
  const alone = entriesSettle(weighed.map(({ evidence }) => evidence))
  const seen = new Set<string>()
  const rests = restsOf(turn, understanding)
  const inThread = weighed.map(({ entry }) => entry).filter(({ id }) => turn.thread.includes(id))
  const thread: Thread = {
    told: inThread.filter(({ id }) => rests.has(id)),
    ledTo: inThread.filter(({ id }) => !rests.has(id)),
  }
  // 能退吗 is asked of what has been spoken of.
  const isBare =
    understanding.followUp && turn.thread.length > 0 && weighText(understanding.focus) < LEAST_NAMED
  return weighed
    .map(({ entry, asked, told, found, silent }, n) => {
      const isInThread = turn.thread.includes(entry.id)
      const goesOn = isInThread
        ? goesOnSettles(entry, understanding, thread)
        : namedSettles(entry, understanding)
      const byWords = alone[n]! * (isBare && !isInThread ? SILENT : 1)
      // The question before it finds what was told in answer to it once more.
      const probability = Math.max(rests.has(entry.id) ? Math.min(byWords, TOLD_BEFORE) : byWords, goesOn)
      return { entry, asked, told, found, probability: silent ? probability * SILENT : probability }
    })
    .sort((a, b) => b.probability - a.probability || b.asked - a.asked)
    .filter(({ entry }) => !seen.has(entry.title) && seen.add(entry.title))
}

/**
 * What the last answer of the subject's field rests on: what was told since of every dispute, how long a court takes, is
 * not what is spoken of.
 */
function restsOf({ history, sources }: Turn, { matter }: Understanding): Set<string | null> {
  const ofField = new Set(
    sources.filter((entry) => matterAgreement(matter, entry) > 0).map(({ id }) => id as string | null),
  )
  const answered = history.filter(({ answer }) => answer.bases.length > 0)
  const onSubject = answered.findLast(({ answer }) =>
    answer.bases.some((basis) => ofField.has(basis.passageId)),
  )
  const bases = (onSubject ?? answered.at(-1))?.answer.bases ?? []
  return new Set(bases.map(({ passageId }) => passageId))
}

/** What speaks for each guide and Q&A among the sources. `silent`: it is asked nothing of a question, or says nothing on the new part of a follow-up. */
export function weighEntries(turn: Turn, understanding: Understanding) {
  const { standaloneQuestion: question, focus, followUp, matter, aspect } = understanding
  // The first hit of a passage counts: the whole question before its new part alone.
  const hits = new Map((turn.found?.hits ?? []).toReversed().map((hit) => [hit.passageId, hit]))
  const entries = turn.sources.filter(
    (entry) =>
      entry.kind !== 'statute' && entry.details !== null && (followUp || namesSubject(question, entry)),
  )
  const toldBy = ({ id }: Passage) => hits.get(id)?.evidence?.told ?? 0
  const mostTold = Math.max(...entries.map(toldBy)) || 1
  return entries.map((entry) => {
    const whole = matchEntry(question, entry)
    const alone = followUp ? matchEntry(focus, entry) : whole
    const standsAlone = alone >= STANDS_ALONE
    const found = hits.get(entry.id)?.evidence
    const asked = !followUp || standsAlone ? alone : 0.6 * whole + 0.4 * alone
    const evidence: EntryEvidence = {
      matter: matterAgreement(matter, entry),
      keyword: found?.keyword ?? 0,
      cosine: found?.cosine ?? 0,
      met: found?.met ?? 0,
      said: found?.said ?? 0,
      titled: found?.titled ?? 0,
      ahead: toldBy(entry) / mostTold,
      aspect: aspectAgreement(aspect, entry),
    }
    return {
      entry,
      evidence,
      asked,
      told: toldBy(entry),
      found: found ?? null,
      silent: followUp ? !standsAlone && !speaksTo(entry, understanding) : alone === 0 && toldBy(entry) === 0,
    }
  })
}

/** A clause says enough to ask something, and comes so near to an asked question. */
const LEAST_CLAUSE = 2.5
const CLAUSE_ASKS = 0.5

function clausesOf(question: string): string[] {
  return question.split(/[，。！？；,.!?;\s]+/).filter((clause) => weighText(clause) >= LEAST_CLAUSE)
}

/** An aside has to be likely by itself, and to speak of this share of the question that the best entry is silent on. */
const ASIDE_FROM = 0.08
const ASIDE_ADDS = 0.15

/**
 * The entry that answers the other half of a question, if there is one: unpaid wages *and* no contract. It is asked by a
 * clause of its own: what merely shares more words with a story is beside the point.
 */
export function findAside(
  question: string,
  best: RankedEntry,
  entries: readonly RankedEntry[],
): Passage | null {
  const clauses = clausesOf(question).map((clause) => ({ clause, known: matchEntry(clause, best.entry) }))
  const isAsked = ({ entry }: RankedEntry) =>
    clauses.some(({ clause, known }) => matchEntry(clause, entry) >= Math.max(CLAUSE_ASKS, known))
  const aside = entries
    .filter((other) => other !== best && other.probability >= ASIDE_FROM && isAsked(other))
    .map(({ entry }) => ({ entry, added: coverByAsked(question, entry, best.entry) }))
    .filter(({ added }) => added >= ASIDE_ADDS)
    .sort((a, b) => b.added - a.added)[0]
  return aside?.entry ?? null
}

/** Two entries among the likeliest that each answer a clause of their own, in the order of the clauses. */
export function findPair(
  question: string,
  likeliest: readonly RankedEntry[],
): [RankedEntry, RankedEntry] | null {
  const met = new Set<RankedEntry>()
  for (const clause of clausesOf(question)) {
    const [nearest] = likeliest
      .map((ranked) => ({ ranked, near: matchEntry(clause, ranked.entry) }))
      .filter(({ near }) => near >= CLAUSE_ASKS)
      .sort((a, b) => b.near - a.near)
    if (nearest) met.add(nearest.ranked)
  }
  const [first, second] = met
  return first && second ? [first, second] : null
}

/** What is left of the probability of an entry that the last answer only leads to, or that an earlier one rests on. */
const LED_TO = 0.8
/** What is left of the probability of an entry that is silent on the new part of a follow-up. */
const SILENT = 0.4
const SPEAKS_FROM = 0.25
/** A pair of characters that weighs as much is of a field (see `pair-weight.ts`). */
const LEAST_TELLING = 1.4
/** What it starts from where its title asks for the same as a follow-up. */
const ASKED_BY_TITLE = 0.55

/** The new part of a follow-up comes so near to a question of the same field as to name it: 孩子跟谁 after a divorce. */
const NAMED_FROM = 0.6
/** Less than this names nothing (see `pair-weight.ts`); more characters tell a story. */
const LEAST_NAMED = 2.5
const LONGEST_NAMED = 24

/** The same of an entry that nothing has led to. What its sentences mention counts for nothing. */
function namedSettles(entry: Passage, understanding: Understanding): number {
  const { followUp, focus, matter } = understanding
  if (!followUp || matterAgreement(matter, entry) < 1 || focus.length > LONGEST_NAMED) return 0
  if (asksAspectOnly(understanding) || weighText(focus) < LEAST_NAMED) return 0
  const near = matchEntry(focus, entry)
  return near < NAMED_FROM ? 0 : LED_TO * near
}

/** What was told, found by the whole question, is no likelier than this to answer what is asked after it. */
const TOLD_BEFORE = 0.65

/** What is left of the probability of an entry of another field that the last answer leads to or offers. */
const OTHER_FIELD = 0.6

/**
 * Probability that an entry which the last answer rests on or leads to settles a follow-up: the conversation has
 * narrowed the choice to a few, so little has to be said.
 */
function goesOnSettles(entry: Passage, understanding: Understanding, thread: Thread): number {
  const { focus, matter } = understanding
  const rests = thread.told.includes(entry)
  const ofField = matterAgreement(matter, entry) === 0 ? OTHER_FIELD : 1
  // What is asked by a title that was only led to has not been told yet.
  if (!rests && (asksAlike(focus, entry.title) || isNamedBy(focus, entry, thread))) {
    return Math.min(0.95, ASKED_BY_TITLE + nearFocus(entry, understanding)) * ofField
  }
  const said = rests ? saysSide(entry, understanding) : isForSide(entry, understanding)
  const probability = Math.min(0.95, 0.2 + nearFocus(entry, understanding) + (said ? 0.3 : 0))
  if (rests) return probability
  return probability * LED_TO * ofField
}

/** 押金还能要回来吗: its title alone has a word of the field that what has been told is not asked by either. */
function isNamedBy(focus: string, entry: Passage, { told, ledTo }: Thread): boolean {
  const others = [
    ...told.flatMap(({ title, details }) => [title, ...(details?.asks ?? [])]),
    ...ledTo.filter(({ id }) => id !== entry.id).map(({ title }) => title),
  ]
  return [...contentPairs(focus)].some(
    (pair) =>
      pairWeight(pair) >= LEAST_TELLING &&
      entry.title.includes(pair) &&
      !others.some((wording) => wording.includes(pair)),
  )
}

/** 多少钱 alone is near to any question with 多少钱 in it. */
function nearFocus(entry: Passage, understanding: Understanding): number {
  if (asksAspectOnly(understanding)) return 0
  const { focus } = understanding
  const wanted = wantedBy(focus)
  const told = [entry.title, ...splitSentences(entry.text)]
  const spoken = Math.max(...told.map((sentence) => coverage(wanted, contentPairs(sentence))))
  return 0.5 * spoken + 0.4 * matchEntry(focus, entry)
}

function sentencesOf({ title, text, details }: Passage): string[] {
  return [title, ...(details?.asks ?? []), ...splitSentences(text)]
}

/** Whether it is there for the same side of the matter. Its other wordings may ask for that side of something else. */
function isForSide(entry: Passage, { aspect, focus }: Understanding): boolean {
  if (asksAlike(focus, entry.title)) return true
  return aspect !== null && (speaksToAspect(entry, aspect) || entryFacts(entry).side === aspect)
}

/** Whether it says what answers a follow-up. What its title asks has just been told. */
function saysSide(entry: Passage, understanding: Understanding): boolean {
  const { aspect } = understanding
  return (
    (aspect !== null && speaksToAspect(entry, aspect)) ||
    (answersTo(understanding)?.test(entry.text) ?? false)
  )
}

/** Whether any sentence of the entry speaks to what a follow-up asks beyond the question before it. */
function speaksTo(entry: Passage, understanding: Understanding): boolean {
  const wanted = wantedBy(understanding.focus)
  if (wanted.size === 0 || isForSide(entry, understanding) || saysSide(entry, understanding)) return true
  return sentencesOf(entry).some((sentence) => coverage(wanted, contentPairs(sentence)) >= SPEAKS_FROM)
}

/** A guide has a place for each of these. */
export function speaksToAspect({ details }: Passage, aspect: Aspect): boolean {
  switch (aspect) {
    case 'duration':
      return Boolean(details?.timeLimit)
    case 'fee':
      return Boolean(details?.fee)
    case 'where':
      return Boolean(details?.office)
    case 'materials':
      return details !== null && details.materials.length > 0
    case 'how':
      return details?.sections.some(({ kind }) => kind === 'steps') ?? false
    default:
      return false
  }
}

/** Whether the entry is asked for the same side of the matter: how much it costs, how long it takes. */
function aspectAgreement(aspect: Aspect, entry: Passage): number {
  if (aspect === null) return 0.5
  return speaksToAspect(entry, aspect) || entryFacts(entry).aspects.has(aspect) ? 1 : 0
}

function matterAgreement(matter: Understanding['matter'], { matter: own, details }: Passage): number {
  if (matter === 'other') return 0.5
  return own === matter || details?.matters.includes(matter) ? 1 : 0
}
