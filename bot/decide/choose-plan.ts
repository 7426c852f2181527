import type { Settled } from '../../retrieval/learned/settle-articles.js'
import { asksAspectOnly } from '../language/asks-aspect-only.js'
import { asksWhatIs } from '../language/asks-meaning.js'
import { weighText } from '../language/match-entry.js'
import { namesOnly } from '../language/names-only.js'
import { nearestSentences, pickSentences } from '../language/pick-sentences.js'
import { findAside, findPair, type RankedEntry, speaksToAspect } from '../language/rank-entries.js'
import { sentencesOf } from '../language/split-sentences.js'
import { tellsOfDisputes } from '../language/tells-of-disputes.js'
import { tellsOnly } from '../language/tells-only.js'
import { answersTo, asksAlike, saysNothingToTake } from '../lexicon/follow-up-terms.js'
import { hasShown, type Plan, type Turn, type Understanding } from '../turn.js'
import { isSameQuestion, saysAll } from './weigh-sources.js'

/**
 * An entry is the answer where it is likely, its asked questions say half of the question, the nearest is like it, and
 * probability and share together make so much: of 319 short questions of citizens that were read 69 come so far, of which
 * it settled 56 and another 7 in part.
 */
const TOLD_FROM = 0.5
const ASKED_FROM = 0.3
const TOGETHER_FROM = 0.88
/** It is told beside the question which of several is meant, whatever words it is asked in. */
const LIKELY_FROM = 0.5
/** Of several entries the best is the one meant from here on. */
export const MEANT_FROM = 0.3
/** Articles that are surer than an entry by so much are the answer instead. */
const OVERRULES = 0.35
/** So near to an asked question, an entry answers by itself: no articles are put before it. */
const ALONE_FROM = 0.75
/** That any entry settles the question, and by how much the best is then ahead of the second. */
const SETTLED_FROM = 0.6
const CLEAR_FROM = 0.25
const LEAD = 1.8
/** Two entries that answer a clause each are the answer together from here on. */
const PAIR_FROM = 0.7
/** A conversation has narrowed the choice. */
const GO_ON_FROM = 0.35
/** The same where a question has just been asked back, and for a side of the matter alone: else it would be a ticket. */
const GO_ON_ASKED_FROM = 0.28
/** Articles are the answer without reservation. */
export const STATUTES_SURE_FROM = 0.8
/** So near to an asked question, what was shown or led to is asked for as a whole. */
const WHOLE_FROM = 0.75
/** Less than this says nothing that could be searched for (see `pair-weight.ts`). */
const LEAST_SAID = 2.5
/** The law leads where the best article says so much more of the question than what the likeliest entry is asked. */
const SAID_MORE_BY = 0.1
/** Less likely ones are not offered. */
const OFFER_FROM = 0.04
const MOST_CHOICES = 4
/** Beside an answer. */
const MOST_OFFERED = 2

/** What a plan is chosen from. */
export interface Weighed {
  turn: Turn
  understanding: Understanding
  /** The likeliest first. */
  entries: readonly RankedEntry[]
  /** Staff's answer to this very question, else the likeliest. */
  best: RankedEntry | undefined
  law: Settled
  /** Share of the question that the best article says; 0 to 1. */
  saidByLaw: number
  /** A question may be asked back. */
  mayAsk: boolean
}

export interface Chosen {
  plan: Plan
  /** That it settles the question. */
  probability: number
}

/** The answer that is sure enough; null: there is none. */
export function choosePlan(weighed: Weighed): Chosen | null {
  if (weighed.understanding.followUp) return goOn(weighed) ?? fromStatutes(weighed)
  const fromLaw = lawLeads(weighed) ? fromStatutes(weighed) : null
  if (fromLaw !== null) return fromLaw
  if (isLeftOpen(weighed)) return null
  return fromEntry(weighed) ?? fromPair(weighed) ?? fromStatutes(weighed)
}

/** A question in the words of the law: entries are near by a few of them. */
function lawLeads({ understanding, best, law, saidByLaw }: Weighed): boolean {
  if (law.probability < law.answerFrom || best === undefined) return false
  const isThereForIt = best.asked === 1 || !wantsMeaning(understanding)
  const saidByEntry = isThereForIt ? best.told : (best.found?.titled ?? 0)
  return saidByLaw - saidByEntry >= SAID_MORE_BY
}

/** 低保, 我老公: which of the entries that have the word is meant is asked. */
function isLeftOpen({ understanding, best, mayAsk }: Weighed): boolean {
  const { aspect, standaloneQuestion } = understanding
  if (!mayAsk || best === undefined || aspect !== null || !namesOnly(standaloneQuestion)) return false
  return saysAll(best) && !isSameQuestion(best) && best.probability < SETTLED_FROM
}

/** An entry that is there for it has it in its title; other wordings mention much. */
function wantsMeaning({ aspect, standaloneQuestion }: Understanding): boolean {
  return aspect === null && (asksWhatIs(standaloneQuestion) || namesOnly(standaloneQuestion))
}

/** Entries that may have been meant, the likeliest first. */
export function nearEntries({ turn, understanding, entries }: Weighed): RankedEntry[] {
  const { followUp, matter } = understanding
  const near = entries.filter(
    (ranked) => ranked.probability >= OFFER_FROM && !(followUp && repeats(turn, understanding, ranked)),
  )
  const goingOn = followUp
    ? near.filter(({ entry }) => turn.thread.includes(entry.id) || entry.matter === matter)
    : []
  return (goingOn.length > 0 ? goingOn : near).slice(0, MOST_CHOICES)
}

export function saysLittle({ understanding }: Weighed): boolean {
  return weighText(understanding.standaloneQuestion) < LEAST_SAID
}

function goOn(weighed: Weighed): Chosen | null {
  const { turn, understanding, entries, best: likeliest, mayAsk } = weighed
  if (saysNothingToTake(understanding.focus) && !leadsOn(turn, understanding)) {
    const chosen = onDisputes(turn, understanding, entries)
    if (chosen !== null) return chosen
  }
  const adds = entries.find(
    (ranked) => ranked.probability >= GO_ON_ASKED_FROM && !repeats(turn, understanding, ranked),
  )
  if (
    adds === undefined &&
    likeliest &&
    isFocused(turn, likeliest) &&
    isMerelyNoted(understanding, likeliest)
  )
    return null
  const best = adds ?? likeliest
  const ofDispute = asksAspectOnly(understanding) || saysNothingToTake(understanding.focus)
  const disputes = ofDispute ? onDisputes(turn, understanding, entries) : null
  // What has been told says nothing of that side.
  if (disputes !== null && best !== undefined && isFocused(turn, best) && !speaks(best, understanding)) {
    return disputes
  }
  const clear = !mayAsk && isAhead(entries)
  if (best === undefined || (best.probability < GO_ON_ASKED_FROM && !clear)) {
    return disputes
  }
  // Where there is but one to choose, it is told.
  const mayChoose = mayAsk && nearEntries(weighed).length > 1
  if (mayChoose && best.probability < GO_ON_FROM && !asksAspectOnly(understanding)) return null
  const { entry, probability } = best
  // Of what the last answer leads to, no more than what speaks to it either, unless its own question is asked.
  const isLedTo =
    turn.thread.includes(entry.id) && best.asked < WHOLE_FROM && !asksAlike(understanding.focus, entry.title)
  const focused = isFocused(turn, best) || (isLedTo && answersTo(understanding) !== null)
  return { plan: { kind: 'entry', entry, focused, aside: null, withLaw: false, near: [] }, probability }
}

/** What was spoken of leads to an entry that asks for the same. */
function leadsOn({ thread, sources }: Turn, { focus }: Understanding): boolean {
  return sources.some(
    ({ id, title, details }) =>
      thread.includes(id) && [title, ...(details?.asks ?? [])].some((asked) => asksAlike(focus, asked)),
  )
}

/** 那要多久, or 他没钱, of a subject whose own entries say nothing of it: as in every dispute. */
function onDisputes(
  turn: Turn,
  understanding: Understanding,
  entries: readonly RankedEntry[],
): Chosen | null {
  const told = entries.find((ranked) => tellsOfDisputes(ranked.entry, understanding))
  if (told === undefined) return null
  const { entry } = told
  const plan: Plan = {
    kind: 'entry',
    entry,
    focused: isFocused(turn, told),
    aside: null,
    withLaw: false,
    near: [],
  }
  return { plan, probability: GO_ON_FROM }
}

function fromEntry({ understanding, entries, best, law }: Weighed): Chosen | null {
  if (best === undefined) return null
  const { entry, probability } = best
  const isLaw = law.probability >= law.answerFrom
  const isAnswer = answers(best, entries)
  const isAnswerWithLaw = isLaw && isClear(entries) && law.probability - probability < OVERRULES
  if (!isSameQuestion(best) && !isAnswer && !isAnswerWithLaw) return null
  // An entry that is the answer by itself needs no further articles before its own sentences.
  const alone =
    isSameQuestion(best) || (isAnswer && (probability >= SETTLED_FROM || best.asked >= ALONE_FROM))
  const aside = findAside(understanding.standaloneQuestion, best, entries)
  const near = alone
    ? []
    : entries
        .filter((other) => other !== best && other.entry !== aside && other.probability >= OFFER_FROM)
        .slice(0, MOST_OFFERED)
        .map(({ entry: { title } }) => title)
  return {
    plan: { kind: 'entry', entry, focused: false, aside, withLaw: isLaw && !alone, near },
    probability: isLaw ? Math.max(law.probability, probability) : probability,
  }
}

function fromPair({ understanding, entries, law }: Weighed): Chosen | null {
  const pair = findPair(understanding.standaloneQuestion, entries.slice(0, MOST_CHOICES))
  if (pair === null) return null
  const [{ entry, probability: ofFirst }, aside] = pair
  const probability = ofFirst + aside.probability
  if (probability < PAIR_FROM) return null
  const withLaw = law.probability >= law.answerFrom
  return {
    plan: { kind: 'entry', entry, focused: false, aside: aside.entry, withLaw, near: [] },
    probability: Math.max(probability, law.probability),
  }
}

function fromStatutes(weighed: Weighed): Chosen | null {
  const { understanding, best, law, mayAsk } = weighed
  const { probability, answerFrom } = law
  if (probability < answerFrom) return null
  const near = nearEntries(weighed)
  // What it costs, how long it takes and the like stands in guides rather than in the law.
  const ofService = understanding.aspect !== null && best !== undefined && saysAll(best)
  const saysTooLittle = saysLittle(weighed) && !wantsMeaning(understanding)
  if (mayAsk && near.length > 1 && (ofService || saysTooLittle)) return null
  const sure = probability >= STATUTES_SURE_FROM
  return { plan: { kind: 'statutes', sure, near: near.map(({ entry }) => entry.title) }, probability }
}

/** Likely by itself; or some entry surely settles the question, and the best is well ahead of the next. */
function isClear(entries: readonly RankedEntry[]): boolean {
  const [best] = entries
  if (best === undefined) return false
  if (best.probability >= MEANT_FROM) return true
  return isAhead(entries) && settledBy(entries) >= SETTLED_FROM
}

/** The best is most likely what is meant: well ahead, and likely or asked something like it. @param entries the likeliest first */
export function standsOut(entries: readonly RankedEntry[]): boolean {
  const [best] = entries
  return isAhead(entries) && (best!.asked >= ASKED_FROM || best!.probability >= LIKELY_FROM)
}

/** Likely, and well ahead of the next. */
function isAhead([best, next]: readonly RankedEntry[]): boolean {
  if (best === undefined || best.probability < CLEAR_FROM) return false
  return best.probability >= LEAD * (next?.probability ?? 0)
}

/** Probability that any of them settles the question. */
function settledBy(entries: readonly RankedEntry[]): number {
  return entries.reduce((sum, { probability }) => sum + probability, 0)
}

/** It is likely, and speaks of much that was asked; no other says as much of it and is asked something as like it. */
function answers(best: RankedEntry, entries: readonly RankedEntry[]): boolean {
  const { probability, told, asked } = best
  return (
    probability >= MEANT_FROM &&
    told >= TOLD_FROM &&
    asked >= ASKED_FROM &&
    probability + told >= TOGETHER_FROM &&
    !entries
      .slice(0, MOST_OFFERED)
      .some((other) => other !== best && other.asked >= asked && other.told >= told)
  )
}

/** A follow-up on what was just shown wants the part that speaks to it, not the whole again. */
function isFocused(turn: Turn, { asked, entry }: RankedEntry): boolean {
  const last = { history: turn.history.slice(-1) }
  return hasShown(last, entry) || (hasShown(turn, entry) && asked < WHOLE_FROM)
}

/** It has been shown, and no sentence of it speaks to the follow-up: it could only be told again as a whole. */
function repeats(turn: Turn, understanding: Understanding, ranked: RankedEntry): boolean {
  const { focus } = understanding
  if (!isFocused(turn, ranked) || (weighText(focus) < LEAST_SAID && !tellsOnly(focus))) return false
  return !speaks(ranked, understanding)
}

function speaks({ entry }: RankedEntry, understanding: Understanding): boolean {
  if (speaksToAspect(entry, understanding.aspect)) return true
  return pickSentences(tellable(entry), understanding).length > 0
}

/** A fact that nothing in what has been told comes near. */
function isMerelyNoted({ focus }: Understanding, { entry }: RankedEntry): boolean {
  if (!tellsOnly(focus)) return false
  return nearestSentences(tellable(entry), focus).length === 0
}

function tellable(entry: RankedEntry['entry']): { text: string }[] {
  return sentencesOf(entry).map((text) => ({ text }))
}
