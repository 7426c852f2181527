import { findAddresses } from './masking/find-addresses.js'
import { findNames } from './masking/find-names.js'
import { findNumbers } from './masking/find-numbers.js'
import { foldForMasking, hasCircledDigits } from './masking/fold-for-masking.js'
import type { PersonalSpan } from './masking/personal-span.js'

/** Token → original: `[身份证1]` → `320…`. */
export type MaskTokens = Readonly<Record<string, string>>

/**
 * Replaces personal data by numbered tokens; the same value always gets the same token.
 * Provinces, cities, counties, townships, article numbers, amounts and dates stay.
 * @param known tokens given out earlier in the conversation; numbering goes on from them
 */
export function maskPersonalData(
  text: string,
  known: MaskTokens = {},
): { masked: string; tokens: MaskTokens } {
  const spans = findPersonalData(text)
  if (spans.length === 0) return { masked: text, tokens: known }
  const tokens: Record<string, string> = { ...known }
  const tokenOf = new Map(Object.entries(tokens).map(([token, value]) => [value, token]))
  let masked = ''
  let position = 0
  for (const span of spans) {
    const value = text.slice(span.start, span.end)
    let token = tokenOf.get(value)
    if (token === undefined) {
      token = nextToken(span.label, tokens, text)
      tokens[token] = value
      tokenOf.set(value, token)
    }
    masked += text.slice(position, span.start) + token
    position = span.end
  }
  return { masked: masked + text.slice(position), tokens }
}

/** Puts the originals back, for the citizen's own reply and for staff who may see them. */
export function unmask(text: string, tokens: MaskTokens): string {
  return text.replace(TOKEN, (token) => (Object.hasOwn(tokens, token) ? tokens[token]! : token))
}

/** A token as it stands in masked text. */
export const TOKEN = /\[(?:身份证|电话|银行卡|证件|车牌|邮箱|微信|账号|QQ|地址|姓名)\d+\]/g

/** What would be replaced, in its order; none overlaps another. */
export function findPersonalData(text: string): PersonalSpan[] {
  // ① numbers a list or hides a digit: both are looked at.
  const found = (hasCircledDigits(text) ? [false, true] : [false]).flatMap((circled) =>
    findInFolded(text, circled),
  )
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const spans: PersonalSpan[] = []
  for (const span of found) {
    const last = spans.at(-1)
    if (last === undefined || span.start >= last.end) spans.push(span)
    else last.end = Math.max(last.end, span.end)
  }
  return spans
}

function findInFolded(original: string, circled: boolean): PersonalSpan[] {
  const { text, positions } = foldForMasking(original, circled)
  return [...findNumbers(text), ...findAddresses(text), ...findNames(text)].map(({ label, start, end }) => ({
    label,
    start: positions[start]!,
    end: positions[end]!,
  }))
}

function nextToken(label: string, tokens: Record<string, string>, text: string): string {
  for (let n = 1; ; n++) {
    const token = `[${label}${n}]`
    if (!Object.hasOwn(tokens, token) && !text.includes(token)) return token
  }
}
