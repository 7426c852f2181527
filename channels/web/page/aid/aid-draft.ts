import type { AidCase, AidChoices, AidPrefilled } from '../api.js'
import type { ChosenRegion } from '../preferences.js'

/** An answer that is not given yet is absent; null: none of what one may choose from. */
export type AidAnswers = Partial<AidCase>

/** What is typed, on this page alone: it is kept nowhere until it is handed in. */
export interface AidFields {
  whatHappened: string
  otherParty: string
  request: string
  name: string
  identityNumber: string
  phone: string
  address: string
  agent: string
}

export interface AidDraft {
  answers: AidAnswers
  /** The matter was read off the conversation, and nobody has chosen another. */
  isGuessed: boolean
  fields: AidFields
  region: ChosenRegion | null
}

export type AidQuestion = keyof AidCase

export function draftOf(prefilled: AidPrefilled | null, chosen: ChosenRegion | null): AidDraft {
  const { matter = null, free = null } = prefilled ?? {}
  return {
    answers: { ...(matter !== null && { matter }), ...(free !== null && { free }) },
    isGuessed: matter !== null,
    fields: {
      whatHappened: prefilled?.whatHappened ?? '',
      otherParty: prefilled?.otherParty ?? '',
      request: prefilled?.request ?? '',
      ...{ name: '', identityNumber: '', phone: '', address: '', agent: '' },
    },
    region: prefilled?.region ?? chosen,
  }
}

/** What is asked, in order: what makes no difference to this case is left out. */
export function questionsFor({ matter, appointed, free, hasLawyer }: AidAnswers): AidQuestion[] {
  if (matter === undefined) return ['matter']
  if (matter === 'compulsory_treatment') return ['matter', 'hasLawyer']
  if (matter === 'criminal_suspect') {
    const isOpen = appointed === null && hasLawyer === false
    return ['matter', 'hasLawyer', 'appointed', ...(isOpen ? (['notChecked'] as const) : [])]
  }
  const isOpen = matter !== null && free === null && hasLawyer === false
  return ['matter', 'hasLawyer', 'free', ...(isOpen ? (['notChecked'] as const) : [])]
}

/** What was answered to what is asked; of what is not asked nothing holds. */
export function caseOf(answers: AidAnswers): AidCase {
  const asked = new Set(questionsFor(answers))
  const given = <Q extends AidQuestion>(question: Q) => (asked.has(question) ? answers[question] : undefined)
  return {
    matter: given('matter') ?? null,
    free: given('free') ?? null,
    hasLawyer: given('hasLawyer') ?? false,
    appointed: given('appointed') ?? null,
    notChecked: given('notChecked') ?? null,
  }
}

/** The articles behind what was chosen, and under which name the matter stands. */
export function chosenOf(aidCase: AidCase, choices: AidChoices) {
  const matter = choices.matters.find(({ id }) => id === aidCase.matter)
  const free = choices.free.find(({ id }) => id === aidCase.free)
  const notChecked = choices.notChecked.find(({ id }) => id === aidCase.notChecked)
  const appointed = choices.appointed.find(({ id }) => id === aidCase.appointed)
  return {
    label: matter?.label ?? free?.label ?? null,
    bases: [matter, free, appointed, notChecked].flatMap((choice) => choice?.bases ?? []),
  }
}

/** A request that nobody has worded goes with the matter. */
export function withAnswers(draft: AidDraft, answers: AidAnswers, { matters }: AidChoices): AidDraft {
  const requestOf = ({ matter }: AidAnswers) => matters.find(({ id }) => id === matter)?.request ?? ''
  const { fields } = draft
  const isOwn = fields.request !== '' && fields.request !== requestOf(draft.answers)
  return { ...draft, answers, fields: isOwn ? fields : { ...fields, request: requestOf(answers) } }
}
