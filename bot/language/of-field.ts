import type { Matter } from '../../knowledge/matter.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Understanding } from '../turn.js'

/** Fields whose entries serve every other: which court, what a lawyer costs. */
const COMMON_FIELDS: readonly (Matter | null)[] = ['civil_procedure_enforcement', 'other', null]

/** How long a notary takes is no answer to how long it takes to get a loan back. */
export function isOfField(
  { kind, matter, details }: Passage,
  { matter: field }: Pick<Understanding, 'matter'>,
): boolean {
  return kind === 'statute' || (field !== 'other' && (matter === field || !!details?.matters.includes(field)))
}

/** A few words of a follow-up occur in entries of every field. */
export function staysInField(entry: Passage, understanding: Pick<Understanding, 'matter'>): boolean {
  return isOfField(entry, understanding) || understanding.matter === 'other' || isCommon(entry.matter)
}

/** Whether it serves every field. */
export function isCommon(matter: Matter | null): boolean {
  return COMMON_FIELDS.includes(matter)
}
