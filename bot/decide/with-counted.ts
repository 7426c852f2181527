import { parseCitations } from '../../knowledge/article-reference.js'
import type { StepDeps } from '../bot-deps.js'
import { count } from '../counting/count.js'
import { type Counted, isFor } from '../counting/counted.js'
import { asksHowMuch, asksWhen } from '../language/asks-when.js'
import { foldText } from '../language/normalise-text.js'
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

/** What was missing to count what has just been told: 我是11月20日收到的. */
export async function planOfCounted(
  { counted, history }: Turn,
  { passages }: StepDeps,
): Promise<Plan | null> {
  if (!counted?.goesOn) return null
  const told = history
    .at(-1)
    ?.answer.bases.find(({ kind, passageId }) => kind !== 'statute' && passageId !== null)
  const [entry] = told?.passageId ? await passages.published([told.passageId]) : []
  return entry && isFor(counted, entry)
    ? { kind: 'entry', entry, focused: true, aside: null, withLaw: false, near: [] }
    : null
}
