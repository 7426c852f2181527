import { foldText } from '../language/normalise-text.js'
import type { AidCase } from './aid-case.js'
import { AID_MATTERS, FREE_OF_HARDSHIP } from './aid-matters.js'

export const ABOUT_LEGAL_AID = /法律援助|法援|请不起律师|没钱(?:请律师|打官司)|免费(?:的)?律师|援助律师/

/** What somebody tells of may be a case of legal aid; null: nothing of the kind. What is guessed is asked again. */
export function guessAidCase(texts: readonly string[]): Pick<AidCase, 'matter' | 'free'> {
  const folded = texts.map(foldText)
  // What was said last is what it is about now.
  for (const text of folded.toReversed()) {
    const matter = AID_MATTERS.find(({ says }) => says.test(text))?.id ?? null
    const free = FREE_OF_HARDSHIP.find(({ says }) => says.test(text))?.id ?? null
    if (matter !== null || free !== null) return { matter, free }
  }
  return { matter: null, free: null }
}

/** Whether whoever asks this may want to apply: they ask for legal aid, or tell of what it covers. */
export function mayWantLegalAid(question: string): boolean {
  const { matter, free } = guessAidCase([question])
  return matter !== null || free !== null || ABOUT_LEGAL_AID.test(foldText(question))
}
