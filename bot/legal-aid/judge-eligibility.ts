import type { AidCase } from './aid-case.js'
import { AID_MATTERS, type AidMatter, APPOINTED, FREE_OF_HARDSHIP, NOT_CHECKED } from './aid-matters.js'

/**
 * `appointed`: whoever handles the case has to see to a lawyer; `meets`: by law nothing is missing; `may_meet`: hardship
 * is for the legal aid office to check; `outside`: the law names no such case.
 */
export const VERDICTS = ['appointed', 'meets', 'may_meet', 'outside'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Why: what the words of the result are made from. `label` and `basis` as in the tables. */
export type Reason =
  | { kind: 'appointed' | 'covered' | 'free' | 'not_checked'; label: string; basis: string }
  | { kind: 'not_covered' | 'hardship_open' | 'lawyer_ends' }
  | { kind: 'has_lawyer'; basis: string }

export interface Judgement {
  verdict: Verdict
  reasons: Reason[]
}

/** 法律援助法 article 42 (3) speaks of these two. */
const OF_MIGRANTS: readonly AidCase['matter'][] = ['wages', 'work_injury']

/** Of these two nobody has to show hardship: articles 25 and 28. */
function appointedBy({ matter, appointed }: AidCase): { label: string; basis: string } | null {
  if (matter === 'compulsory_treatment') return matterOf(matter)
  if (matter !== 'criminal_suspect') return null
  return APPOINTED.find(({ id }) => id === appointed) ?? null
}

export function matterOf(matter: AidCase['matter']): AidMatter | null {
  return AID_MATTERS.find(({ id }) => id === matter) ?? null
}

/**
 * What 法律援助法 makes of a case. It prepares an application: the legal aid office decides (article 43).
 * An answer to what was not asked of this case is passed over.
 */
export function judgeEligibility(given: AidCase): Judgement {
  const matter = matterOf(given.matter)
  const free = FREE_OF_HARDSHIP.find(({ id }) => id === given.free)
  const covered: Reason[] = matter ? [{ kind: 'covered', label: matter.label, basis: matter.basis }] : []
  const appointed = appointedBy(given)
  if (appointed !== null && !given.hasLawyer)
    return { verdict: 'appointed', reasons: [{ kind: 'appointed', ...pick(appointed) }] }
  if (free) {
    const reasons: Reason[] = [...covered, { kind: 'free', ...pick(free) }]
    // Article 32 asks for no missing lawyer, but article 48 (6) ends the aid of who has taken one.
    if (given.hasLawyer) return { verdict: 'may_meet', reasons: [...reasons, { kind: 'lawyer_ends' }] }
    return { verdict: 'meets', reasons }
  }
  if (matter === null) return { verdict: 'outside', reasons: [{ kind: 'not_covered' }] }
  if (given.hasLawyer)
    return { verdict: 'outside', reasons: [{ kind: 'has_lawyer', basis: lawyerBasis(matter) }] }
  const notChecked = NOT_CHECKED.find(({ id }) => id === given.notChecked)
  if (notChecked && (notChecked.id !== 'migrant' || OF_MIGRANTS.includes(given.matter)))
    return { verdict: 'meets', reasons: [...covered, { kind: 'not_checked', ...pick(notChecked) }] }
  return { verdict: 'may_meet', reasons: [...covered, { kind: 'hardship_open' }] }
}

/** The same article covers the matter and asks that there be no lawyer; of an item, the article around it. */
function lawyerBasis({ basis }: AidMatter): string {
  return basis.replace(/第[^条]+项〕$/, '〕')
}

function pick({ label, basis }: { label: string; basis: string }) {
  return { label, basis }
}
