import { type MaskTokens, maskPersonalData } from '../../bot/mask-personal-data.js'

/** One person has one token in the question and in its answer. */
export function maskTogether(texts: readonly string[]): string[] {
  let known: MaskTokens = {}
  return texts.map((text) => {
    const { masked, tokens } = maskPersonalData(text, known)
    known = tokens
    return masked
  })
}
