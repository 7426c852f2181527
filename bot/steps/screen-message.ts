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
import type { Ending, Step } from '../step.js'
import { today } from '../today.js'
import type { Exchange, Turn } from '../turn.js'

/** So much of an overlong message is still searched for danger; `maxTextLength` is never more. */
export const SCREENED_LENGTH = 4000

/** Danger first; then what is no question: orders to the machine, abuse, too much, no words. */
export function screenMessage(deps: StepDeps): Step {
  const { words, maxTextLength } = deps
  return {
    name: 'screen-message',
    async run(turn) {
      const text = cleanText(turn.input.text.slice(0, SCREENED_LENGTH))
      const folded = foldText(text)
      const screened = { ...turn, text }
      const crisis = detectCrisis(folded)
      if (crisis !== null) return signpost(screened, crisis, deps)
      const decline = (outcome: Outcome, summary: string): Ending => ({
        outcome,
        answer: emptyAnswer(summary),
        turn: screened,
      })
      if (turn.input.text.length > maxTextLength)
        return decline('declined_too_long', words.tooLong(maxTextLength))
      if (INJECTION.some((pattern) => pattern.test(folded)))
        return decline('declined_injection', words.injection)
      if (isAbuse(folded)) return decline('declined_abuse', words.abuse)
      if (!isText(folded, turn.history)) return decline('declined_not_text', words.notText)
      return { turn: { ...screened, notices: detectNotices(folded).map((kind) => noticeWords(kind, deps)) } }
    },
  }
}

/** @param folded see `foldText` */
export function detectCrisis(folded: string): CrisisKind | null {
  const found = CRISIS_RULES.find(
    ([kind, rule]) => holds(rule, folded) && (kind !== 'deadline' || LEGAL_TERM.test(folded)),
  )
  return found?.[0] ?? null
}

/** @param folded see `foldText` */
export function detectNotices(folded: string): NoticeKind[] {
  return NOTICE_RULES.filter(([, rule]) => holds(rule, folded)).map(([kind]) => kind)
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

function noticeWords(kind: NoticeKind, { words }: StepDeps): string {
  switch (kind) {
    case 'violence':
      return words.safetyViolence
    case 'mood':
      return words.safetyMood
    case 'fraud_just_now':
      return words.safetyFraudJustNow
  }
}
