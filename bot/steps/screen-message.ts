import type { Matter } from '../../knowledge/matter.js'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { composeCrisis } from '../compose/compose-crisis.js'
import { openTicketOf } from '../hand-off.js'
import { cleanText } from '../language/clean-text.js'
import { foldText } from '../language/normalise-text.js'
import { pickChoice } from '../language/pick-choice.js'
import { ABUSE, INJECTION, REPORTED_SPEECH } from '../lexicon/injection-rules.js'
import {
  CRISIS_RULES,
  type CrisisKind,
  holds,
  LEGAL_TERM,
  NOTICE_RULES,
  type NoticeKind,
} from '../lexicon/screening-rules.js'
import type { Outcome } from '../outcome.js'
import { type Danger, weighDanger } from '../screening/weigh-danger.js'
import { weighMisuse } from '../screening/weigh-misuse.js'
import type { Ending, Step } from '../step.js'
import { today } from '../today.js'
import type { Exchange, Turn } from '../turn.js'

/** So much of an overlong message is still searched for danger; `maxTextLength` is never more. */
export const SCREENED_LENGTH = 4000

/** Danger first; then what is no question: orders to the machine, abuse, too much, no words. */
export function screenMessage(deps: StepDeps): Step {
  const { maxTextLength } = deps
  return {
    name: 'screen-message',
    async run(turn) {
      const last = turn.history.at(-1)
      const { text, folded, crisis, declined } = screenText(turn.input.text, maxTextLength, turn.history)
      const screened = { ...turn, text }
      if (last !== undefined && wasAsked(last, deps)) {
        const said = saysDanger(folded, deps)
        if (said === true) {
          return signpost(screened, CRISIS_OF[weighDanger(foldText(last.question)).likeliest], deps)
        }
        // What was asked before is answered now.
        if (said === false && crisis === null) return { turn: { ...turn, text: last.question, notices: [] } }
      } else if (crisis === 'perhaps') return askWhetherInDanger(screened, deps)
      if (crisis !== null && crisis !== 'perhaps') return signpost(screened, crisis, deps)
      if (declined !== null) {
        return { outcome: declined, answer: emptyAnswer(declineWords(declined, deps)), turn: screened }
      }
      return { turn: { ...screened, notices: detectNotices(folded).map((kind) => noticeWords(kind, deps)) } }
    },
  }
}

type Declined = Extract<
  Outcome,
  'declined_too_long' | 'declined_injection' | 'declined_abuse' | 'declined_not_text'
>

/** @param history a lone digit is text where the last reply offered choices */
export function screenText(original: string, maxTextLength: number, history: readonly Exchange[] = []) {
  const text = cleanText(original.slice(0, SCREENED_LENGTH))
  const folded = foldText(text)
  const crisis = detectCrisis(folded)
  const declined = crisis === null ? reasonToDecline() : null
  return { text, folded, crisis, declined }

  function reasonToDecline(): Declined | null {
    if (original.length > maxTextLength) return 'declined_too_long'
    if (isInjection(folded) || weighMisuse(folded) >= MISUSE_FROM) return 'declined_injection'
    if (isAbuse(folded)) return 'declined_abuse'
    return isText(folded, history) ? null : 'declined_not_text'
  }
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

/** Danger that is as likely as this is met as such; less likely, help is named and the citizen asked; then named only. */
const CRISIS_FROM = 0.3
const ASK_FROM = 0.08
const NOTICE_FROM = 0.04
/** Higher than real questions ask for: orders in front of a question are no misuse. */
const MISUSE_FROM = 0.6

const CRISIS_OF: Record<Exclude<Danger, 'none'>, CrisisKind> = {
  self_harm: 'self_harm',
  violence_now: 'violence_home',
  child_in_danger: 'child_danger',
  elder_in_danger: 'elder_danger',
  threat_to_life: 'threat',
  held: 'held',
  trafficking: 'held',
}

/** @param folded see `foldText` */
export function crisisByRules(folded: string): CrisisKind | null {
  const found = CRISIS_RULES.find(
    ([kind, rule]) => holds(rule, folded) && (kind !== 'deadline' || LEGAL_TERM.test(folded)),
  )
  return found?.[0] ?? null
}

/** By rules, and where none holds by all the words; `perhaps`: somebody has to ask. @param folded see `foldText` */
export function detectCrisis(folded: string): CrisisKind | 'perhaps' | null {
  const byRules = crisisByRules(folded)
  if (byRules !== null) return byRules
  if (isAbuse(folded) || isInjection(folded)) return null
  const { likeliest, probability } = weighDanger(folded)
  if (probability >= CRISIS_FROM) return CRISIS_OF[likeliest]
  // Who was cheated just now loses money while being asked: where to call stands beside the answer.
  const isFraud = NOTICE_RULES.some(([kind, rule]) => kind === 'fraud_just_now' && holds(rule, folded))
  return probability >= ASK_FROM && !isFraud ? 'perhaps' : null
}

/** Whether a message is met as a crisis, whatever is switched off. @param text as it came */
export function isInDanger(text: string): boolean {
  return detectCrisis(foldText(cleanText(text.slice(0, SCREENED_LENGTH)))) !== null
}

/** @param folded see `foldText` */
export function detectNotices(folded: string): NoticeKind[] {
  const kinds = NOTICE_RULES.filter(([, rule]) => holds(rule, folded)).map(([kind]) => kind)
  return kinds.length === 0 && weighDanger(folded).probability >= NOTICE_FROM ? ['perhaps_danger'] : kinds
}

function isInjection(folded: string): boolean {
  return INJECTION.some((pattern) => pattern.test(folded))
}

/** Swearing at the reader with nothing to answer beside it. */
function isAbuse(folded: string): boolean {
  const rest = folded.replace(ABUSE, '')
  if (rest === folded || REPORTED_SPEECH.test(folded)) return false
  return rest.replace(/[^\p{L}\p{N}]|你|您|们|个|是|的|了|啊|真|这|什么|就|都|太/gu, '').length < 5
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
  if (pickChoice(folded, history.at(-1)?.answer.choices ?? []) !== null) return true
  if (/^(?:https?:\/\/|www\.)\S+$/.test(folded) || folded.includes('\ufffd\ufffd\ufffd')) return false
  if (folded.length >= 8 && new Set(folded).size <= 2) return false
  if (SAME_AGAIN.test(folded) || isOnlyParticles(folded)) return false
  const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han > 0) return han * 12 >= folded.length || han >= 4
  return /[a-z]{2}/.test(folded) && !/^[a-z0-9+/=_-]{24,}$/.test(folded)
}

const LIKELY_MATTER: Record<CrisisKind, Matter> = {
  self_harm: 'other',
  violence_now: 'marriage_family',
  child_danger: 'minor_protection',
  missing_child: 'minor_protection',
  held: 'criminal',
  sexual_assault: 'criminal',
  violence_home: 'marriage_family',
  elder_danger: 'marriage_family',
  threat: 'criminal',
  deadline: 'civil_procedure_enforcement',
}

async function signpost(turn: Turn, kind: CrisisKind, deps: StepDeps): Promise<Ending> {
  const { words } = deps
  const [answer, ticket] = await Promise.all([
    composeCrisis(words.crisis[kind], deps.findArticle, today(deps)),
    openTicketOf(turn, 'crisis', 'urgent', deps, LIKELY_MATTER[kind]),
  ])
  const promise = ticket ? [{ text: words.urgentTicket(ticket.number), citationIds: [] }] : []
  const points = [...answer.points, ...promise]
  return { outcome: 'crisis_signposted', answer: { ...answer, points }, ticket, turn }
}

/** Help at once, and two buttons: whoever is in none goes on with one. */
function askWhetherInDanger(turn: Turn, { words }: StepDeps): Ending {
  const { summary, points, inDanger, notInDanger } = words.perhapsInDanger
  const answer = {
    ...emptyAnswer(summary),
    points: points.map((text) => ({ text, citationIds: [] })),
    choices: [inDanger, notInDanger],
  }
  return { outcome: 'crisis_signposted', answer, turn }
}

const SAFE =
  /^(?:我们?|现在|目前|都|很|挺|还|暂时|是|嗯|[,，。 ])*(?:没有?(?:什么|啥)?(?:危险|事)|安全|不危险)/
const UNSAFE = /不安全|危险|救|^(?:有|是|是的|对|嗯|在|现在)[的啊吧,，。!！]*$/

/** @returns null: neither was said */
function saysDanger(folded: string, { words }: StepDeps): boolean | null {
  const { inDanger, notInDanger } = words.perhapsInDanger
  if (SAFE.test(folded)) return false
  if (UNSAFE.test(folded)) return true
  const choice = pickChoice(folded, [inDanger, notInDanger])
  return choice === null ? null : choice === 0
}

function wasAsked({ answer }: Exchange, { words }: StepDeps): boolean {
  return answer.choices.includes(words.perhapsInDanger.inDanger)
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
