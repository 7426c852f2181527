import type { Passage } from '../../retrieval/passage.js'
import { asksAspectOnly } from '../language/asks-aspect-only.js'
import { entryFacts } from '../language/entry-facts.js'
import { nameInField, subjectOf } from '../language/name-in-field.js'
import { isCommon, isOfField } from '../language/of-field.js'
import { speaksToAspect } from '../language/rank-entries.js'
import { sentencesOf } from '../language/split-sentences.js'
import { SPOKEN_FROM, spokenShare } from '../language/spoken-share.js'
import { tellsOfDisputes } from '../language/tells-of-disputes.js'
import { answersTo } from '../lexicon/follow-up-terms.js'
import { type Aspect, hasShown, type Turn } from '../turn.js'
import type { Chosen, Weighed } from './choose-plan.js'

/** What is likelier than this, and has not been told yet, is left as it is. */
const CHOSEN_FROM = 0.5
/** Even where what was told says half of a follow-up, it names another entry from here on. */
const SURELY_NAMED_FROM = 0.9
/** Sides for which a title is there; 去哪里 and 怎么办 stand in titles of every kind. */
const SIDES: readonly Aspect[] = ['duration', 'deadline', 'materials', 'fee', 'amount']

/**
 * What a follow-up is answered with instead of what was told before: the subject before it finds that once more, and
 * hides what the few new words ask.
 * @returns null: what was chosen stands
 */
export function goOnOtherwise(weighed: Weighed, chosen: Chosen | null): Chosen | null {
  const { turn } = weighed
  const entry = chosen?.plan.kind === 'entry' ? chosen.plan.entry : null
  const offered = offeredThatSays(weighed, chosen)
  if (offered !== null) return offered
  const isNew = entry !== null && !hasShown(turn, entry)
  const named = namedElsewhere(weighed)
  if (isNew && chosen!.probability >= CHOSEN_FROM && !isOfEveryField(entry, weighed)) {
    const isSurer = (named?.probability ?? 0) >= Math.max(SURELY_NAMED_FROM, chosen!.probability)
    return isSurer ? named : null
  }
  if (named !== null) return named
  if (chosen === null) return spokenOf(weighed)
  return isNew && turn.thread.includes(entry.id) && wasAnswered(turn) ? null : ledToSide(weighed, chosen)
}

/** Another entry of the field is asked for, and what was told does not say as much. */
function namedElsewhere({ turn, understanding }: Weighed): Chosen | null {
  const { alone, thread } = turn
  if (alone === undefined || asksAspectOnly(understanding)) return null
  const named = nameInField(alone, fieldOf(turn, understanding), thread)
  if (named === null || hasShown(turn, named.entry)) return null
  const spoken = spokenShare(understanding.focus, toldIn(turn).flatMap(sentencesOf))
  if (spoken >= SPOKEN_FROM && named.probability < SURELY_NAMED_FROM) return null
  return { plan: wholeOf(named.entry), probability: named.probability }
}

/**
 * 能赔多少 after an answer on who is to blame: what it leads to is there for that side; where nothing was answered yet, an
 * entry of the field that is.
 */
function ledToSide({ turn, understanding, entries }: Weighed, { plan, probability }: Chosen): Chosen | null {
  const { aspect } = understanding
  if (plan.kind !== 'entry' || !SIDES.includes(aspect)) return null
  if (speaksToAspect(plan.entry, aspect) || entryFacts(plan.entry).side === aspect) return null
  const field = { matter: fieldOf(turn, understanding) }
  const isForSide = (entry: Passage) =>
    !hasShown(turn, entry) && entryFacts(entry).side === aspect && isOfField(entry, field)
  const inThread = turn.sources.filter(({ id }) => turn.thread.includes(id))
  const leads = inThread.flatMap(({ details }) => details?.followUps ?? []).map(bareTitle)
  const ledTo =
    inThread.find(isForSide) ??
    (wasAnswered(turn)
      ? undefined
      : (turn.sources.find((entry) => leads.includes(bareTitle(entry.title)) && isForSide(entry)) ??
        entries.find(({ entry }) => isForSide(entry))?.entry))
  return ledTo === undefined ? null : { plan: wholeOf(ledTo), probability }
}

/** The last reply told more than what may be chosen from. */
function wasAnswered({ history }: Turn): boolean {
  return /^answered_/.test(history.at(-1)?.outcome ?? '')
}

/** 要等多久 after a list to choose from: the likeliest of it that says, rather than what is told of every dispute. */
function offeredThatSays({ turn, understanding, entries }: Weighed, chosen: Chosen | null): Chosen | null {
  if (wasAnswered(turn) || !asksAspectOnly(understanding)) return null
  if (chosen?.plan.kind === 'entry' && !tellsOfDisputes(chosen.plan.entry, understanding)) return null
  const says = answersTo(understanding)
  const offered = entries.find(
    ({ entry }) => turn.thread.includes(entry.id) && sentencesOf(entry).some((text) => says?.test(text)),
  )
  if (offered === undefined) return null
  return { plan: { ...wholeOf(offered.entry), focused: true }, probability: offered.probability }
}

/** What was told says it, however unlikely its asked questions make it. */
function spokenOf({ turn, understanding: { focus } }: Weighed): Chosen | null {
  const [told] = toldIn(turn)
    .map((entry) => ({ entry, share: spokenShare(focus, sentencesOf(entry)) }))
    .sort((a, b) => b.share - a.share)
  if (told === undefined || told.share < SPOKEN_FROM) return null
  return { plan: { ...wholeOf(told.entry), focused: true }, probability: told.share }
}

/** What is told of every dispute, where the side that is asked for hangs on the matter: 起诉的话能赔多少. */
function isOfEveryField({ matter }: Passage, { turn, understanding }: Weighed): boolean {
  return understanding.aspect === 'amount' && isCommon(matter) && !isCommon(fieldOf(turn, understanding))
}

function fieldOf(turn: Turn, { matter }: Weighed['understanding']) {
  const subject = subjectOf(turn)
  return subject.matter === 'other' ? matter : subject.matter
}

function toldIn(turn: Turn): Passage[] {
  return turn.sources.filter((entry) => turn.thread.includes(entry.id) && hasShown(turn, entry))
}

function wholeOf(entry: Passage) {
  return { kind: 'entry' as const, entry, focused: false, aside: null, withLaw: false, near: [] }
}

/** 接着问 names an entry with its question mark or without. */
function bareTitle(title: string): string {
  return title.replace(/？$/, '')
}
