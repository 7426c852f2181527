import {
  CRISIS_RULES,
  type CrisisKind,
  holds,
  LEGAL_TERM,
  NOTICE_RULES,
  type NoticeKind,
} from '../lexicon/screening-rules.js'
import { isAbuse, isInjection } from './find-misuse.js'
import { type Danger, likeliestDanger, weighDanger } from './weigh-danger.js'

/** Danger that is as likely as this is met as such; less likely, help is named and the citizen asked; then named only. */
const CRISIS_FROM = 0.18
const ASK_FROM = 0.03
/** Few words that follow on an answer are seldom a cry for help: they have to be clearer. */
const LONGEST_REMARK = 14
const REMARK_CRISIS_FROM = 0.4
const REMARK_ASK_FROM = 0.07
const NOTICE_FROM = 0.012

const CRISIS_OF: Record<Danger, CrisisKind> = {
  self_harm: 'self_harm',
  violence_now: 'violence_home',
  child_in_danger: 'child_danger',
  elder_in_danger: 'elder_danger',
  threat_to_life: 'threat',
  held: 'held',
  trafficking: 'held',
}

export interface DangerFound {
  /** `perhaps`: somebody has to ask. */
  crisis: CrisisKind | 'perhaps' | null
  /** What stands beside an answer, where there is one. */
  notices: readonly NoticeKind[]
}

/**
 * By rules, and where none holds by all the words.
 * @param folded see `foldText`
 * @param inTalk it follows on an answer, and nothing so far was danger
 */
export function findDanger(folded: string, inTalk = false): DangerFound {
  const notices = NOTICE_RULES.filter(([, rule]) => holds(rule, folded)).map(([kind]) => kind)
  const byRules = crisisByRules(folded)
  if (byRules !== null) return { crisis: byRules, notices }
  if (isAbuse(folded) || isInjection(folded)) return { crisis: null, notices }
  const probability = weighDanger(folded)
  const isRemark = inTalk && folded.length <= LONGEST_REMARK
  if (probability >= (isRemark ? REMARK_CRISIS_FROM : CRISIS_FROM))
    return { crisis: likeliestCrisis(folded), notices }
  // Who was cheated just now loses money while being asked: where to call stands beside the answer.
  const isAsked =
    probability >= (isRemark ? REMARK_ASK_FROM : ASK_FROM) && !notices.includes('fraud_just_now')
  const isNamed = probability >= NOTICE_FROM && notices.length === 0
  return { crisis: isAsked ? 'perhaps' : null, notices: isNamed ? ['perhaps_danger'] : notices }
}

/** @param folded see `foldText` */
export function crisisByRules(folded: string): CrisisKind | null {
  const found = CRISIS_RULES.find(
    ([kind, rule]) => holds(rule, folded) && (kind !== 'deadline' || LEGAL_TERM.test(folded)),
  )
  return found?.[0] ?? null
}

/** What somebody who was asked is in danger of. @param folded what they had written, see `foldText` */
export function likeliestCrisis(folded: string): CrisisKind {
  return CRISIS_OF[likeliestDanger(folded)]
}
