import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { cleanText } from '../language/clean-text.js'
import { foldText } from '../language/normalise-text.js'
import { pickChoice } from '../language/pick-choice.js'
import type { NoticeKind } from '../lexicon/screening-rules.js'
import type { Outcome } from '../outcome.js'
import { findDanger } from '../screening/find-danger.js'
import { isAbuse, isMisuse } from '../screening/find-misuse.js'
import type { Step } from '../step.js'
import type { Exchange } from '../turn.js'
import { meetDanger } from './meet-danger.js'

/** So much of an overlong message is still searched for danger; `maxTextLength` is never more. */
export const SCREENED_LENGTH = 4000

/** Danger first; then what is no question: orders to the machine, abuse, too much, no words. */
export function screenMessage(deps: StepDeps): Step {
  return {
    name: 'screen-message',
    async run(turn) {
      const screened = screenText(turn.input.text, deps.maxTextLength, turn.history)
      const { text, declined, notices } = screened
      const met = await meetDanger({ ...turn, text }, screened, deps)
      if (met !== null) return met
      if (declined !== null) {
        return {
          outcome: declined,
          answer: emptyAnswer(declineWords(declined, deps)),
          turn: { ...turn, text },
        }
      }
      return { turn: { ...turn, text, notices: notices.map((kind) => noticeWords(kind, deps)) } }
    },
  }
}

type Declined = Extract<
  Outcome,
  'declined_too_long' | 'declined_injection' | 'declined_abuse' | 'declined_not_text'
>

/** @param history a lone digit is text where the last reply offered choices; few words may be a remark */
export function screenText(original: string, maxTextLength: number, history: readonly Exchange[] = []) {
  const text = readable(original)
  const folded = foldText(text)
  const danger = findDanger(folded, isPlainTalk(history))
  return { text, folded, ...danger, declined: danger.crisis === null ? reasonToDecline() : null }

  function reasonToDecline(): Declined | null {
    if (original.length > maxTextLength) return 'declined_too_long'
    if (isMisuse(text, original.slice(0, SCREENED_LENGTH))) return 'declined_injection'
    if (isAbuse(folded)) return 'declined_abuse'
    return isText(folded, history) ? null : 'declined_not_text'
  }
}

/** The last question was answered or asked back about, and no danger was met before. */
function isPlainTalk(history: readonly Exchange[]): boolean {
  return (
    /^(?:answered|clarifying)_/.test(history.at(-1)?.outcome ?? '') &&
    !history.some(({ outcome }) => outcome === 'crisis_signposted')
  )
}

function readable(original: string): string {
  return cleanText(original.slice(0, SCREENED_LENGTH))
}

/** Whether a message is met as a crisis, whatever is switched off. @param original as it came */
export function isInDanger(original: string): boolean {
  return findDanger(foldText(readable(original))).crisis !== null
}

function declineWords(declined: Declined, { words, maxTextLength }: StepDeps): string {
  switch (declined) {
    case 'declined_too_long':
      return words.tooLong(maxTextLength)
    case 'declined_injection':
      return words.injection
    case 'declined_abuse':
      return words.abuse
    case 'declined_not_text':
      return words.notText
  }
}

function noticeWords(kind: NoticeKind, { words }: StepDeps): string {
  switch (kind) {
    case 'violence':
      return words.safetyViolence
    case 'mood':
      return words.safetyMood
    case 'fraud_just_now':
      return words.safetyFraudJustNow
    case 'perhaps_danger':
      return words.safetyPerhaps
  }
}

/** 合同合同合同合同合同 */
const SAME_AGAIN = /^(.{2,6}?)\1{4,}.{0,4}$/
const PARTICLE = /[的了吗呢吧啊呀嘛哦嗯呃哈是那这个就我你他,，。.!！?？~、 ]/g

/** A long message of hardly anything but particles. */
function isOnlyParticles(folded: string): boolean {
  return folded.length >= 12 && folded.replace(PARTICLE, '').length <= 2
}

/** A lone digit is text where choices were offered. */
function isText(folded: string, history: readonly Exchange[]): boolean {
  const last = history.at(-1)
  if (last && pickChoice(folded, last.answer) !== null) return true
  if (/^(?:https?:\/\/|www\.)\S+$/.test(folded) || folded.includes('\ufffd\ufffd\ufffd')) return false
  if (folded.length >= 8 && new Set(folded).size <= 2) return false
  if (SAME_AGAIN.test(folded) || isOnlyParticles(folded)) return false
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han > 0) return han * 12 >= folded.length || han >= 4
  return /[a-z]{2}/.test(folded) && !/^[a-z0-9+/=_-]{24,}$/.test(folded)
}
