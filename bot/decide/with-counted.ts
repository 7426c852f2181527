import { parseCitations } from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import type { StepDeps } from '../bot-deps.js'
import { count } from '../counting/count.js'
import { type Counted, isAskedFor, isFor } from '../counting/counted.js'
import { asksHowMuch, asksWhen } from '../language/asks-when.js'
import { foldText } from '../language/normalise-text.js'
import type { RankedEntry } from '../language/rank-entries.js'
import { tellsOnly } from '../language/tells-only.js'
import { today } from '../today.js'
import { type Plan, type Turn, understandingOf } from '../turn.js'

/** So long a message may do no more than tell what was missing. UTF-16 units. */
const LONGEST_REPLY = 24
/** 如果是50万呢, 要是干了3年7个月呢. */
const VARIES = /^(?:那|那么)?(?:要是|如果|假如)?[^,，。]{1,14}呢[?？]?$/

/** With what the law counts from what is named, where the law of the day that is asked about counts so. */
export async function withCounted(turn: Turn, deps: StepDeps): Promise<Turn> {
  const counted = countFrom(turn, deps)
  if (counted === null) return turn
  const { asOfDate, regionCode } = understandingOf(turn)
  const place = { asOfDate: asOfDate ?? today(deps), regionCode }
  for (const reference of parseCitations(counted.how).flatMap(({ references }) => references)) {
    if ((await deps.findArticle(reference, place)) === 'not_in_force') return turn
  }
  return { ...turn, counted }
}

/** By the message alone or with the question before. */
function countFrom(turn: Turn, { words, calendar, ...deps }: StepDeps): Turn['counted'] {
  const message = foldText(turn.maskedText)
  const options = { today: today(deps), calendar, words }
  const alone = count(message, '', options)
  if (alone !== null) return { ...alone, goesOn: false }
  const before = foldText(turn.history.at(-1)?.standaloneQuestion ?? '')
  const isFact = tellsOnly(message) || VARIES.test(message)
  const isReply = isFact || asksWhen(message) || asksHowMuch(message)
  if (before === '' || message.length > LONGEST_REPLY || !isReply) return null
  const joined = count(message, before, options) ?? (isFact ? countAnew(message, before, options) : null)
  return joined === null ? null : { ...joined, goesOn: true }
}

/** A fact that changes what was counted before: 是刑事案件. */
function countAnew(message: string, before: string, options: Parameters<typeof count>[2]): Counted | null {
  const was = count(before, '', options)
  const is = was === null ? null : count(`${before},${message}`, '', options)
  return is?.result === was?.result ? null : is
}

/** So likely, an entry of the field says how it is counted what is asked for. */
const SAYS_HOW_FROM = 0.2

/**
 * What says how it is counted: the likeliest entry, where a day or sum is asked for and counted; what was told, where it
 * was missing what has just been said (我是11月20日收到的).
 */
export async function planOfCounted(turn: Turn, best: RankedEntry | undefined, { passages }: StepDeps) {
  const { counted, history } = turn
  if (counted === null) return null
  if (!counted.goesOn) {
    const isMeant = best !== undefined && best.probability >= SAYS_HOW_FROM && isFor(counted, best.entry)
    return isMeant && isAskedFor(counted, foldText(understandingOf(turn).focus))
      ? planOf(best.entry, false)
      : null
  }
  const told = history
    .at(-1)
    ?.answer.bases.find(({ kind, passageId }) => kind !== 'statute' && passageId !== null)
  const [entry] = told?.passageId ? await passages.published([told.passageId]) : []
  return entry && isFor(counted, entry) ? planOf(entry, true) : null
}

function planOf(entry: Passage, focused: boolean): Plan {
  return { kind: 'entry', entry, focused, aside: null, withLaw: false, near: [] }
}
