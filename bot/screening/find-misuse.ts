import { foldText } from '../language/normalise-text.js'
import { ABUSE, INJECTION, REPORTED_SPEECH } from '../lexicon/injection-rules.js'
import { hiddenTexts } from './hidden-texts.js'
import { weighMisuse } from './weigh-misuse.js'

/** Higher than real questions ask for: orders in front of a question are no misuse. */
const MISUSE_FROM = 0.4
/** 怎么弄, 怎么做: too short to order anything, though orders have the same words. */
const SHORTEST_ORDER = 5

/** Whether it wants the assistant to break its rules, openly or hidden. @param text see `cleanText` @param original as it came */
export function isMisuse(text: string, original = text): boolean {
  return [foldText(text), ...hiddenTexts(text, original)].some(
    (folded) =>
      isInjection(folded) || (folded.length >= SHORTEST_ORDER && weighMisuse(folded) >= MISUSE_FROM),
  )
}

/** @param folded see `foldText` */
export function isInjection(folded: string): boolean {
  return INJECTION.some((pattern) => pattern.test(folded))
}

/** Swearing at the reader with nothing to answer beside it. @param folded see `foldText` */
export function isAbuse(folded: string): boolean {
  const rest = folded.replace(ABUSE, '')
  if (rest === folded || REPORTED_SPEECH.test(folded)) return false
  return rest.replace(/[^\p{L}\p{N}]|你|您|们|个|是|的|了|啊|真|这|什么|就|都|太/gu, '').length < 5
}
