/** Nationally fixed short numbers; anything else is left as text, for a wrong link costs more than none. */
const FIXED = new Set(
  '110 119 120 122 12110 12309 12315 12333 12337 12338 12345 12348 12355 12356 12368 12388 12389 12393 96110'.split(
    ' ',
  ),
)
/** Digits and hyphens as a whole (no look-behind: Safari before 16.4 cannot read it); not an amount, a day, an article. */
const NUMBER = /[\d-]+(?!\s*(?:[年月日条款项天元万亿个岁%％]|人(?![工员民])))/g

export interface PhonePiece {
  text: string
  /** `tel:110`, `sms:12110`; null for plain text. */
  href: string | null
}

/** @returns the text in pieces, in order, each fixed hotline number a piece with a link */
export function splitPhoneNumbers(text: string): PhonePiece[] {
  const pieces: PhonePiece[] = []
  let last = 0
  for (const match of text.matchAll(NUMBER)) {
    if (!FIXED.has(match[0]) || /\d/.test(text[match.index + match[0].length] ?? '')) continue
    if (match.index > last) pieces.push({ text: text.slice(last, match.index), href: null })
    pieces.push({ text: match[0], href: phoneHref(match[0]) })
    last = match.index + match[0].length
  }
  if (last < text.length) pieces.push({ text: text.slice(last), href: null })
  return pieces
}

/** 12110 takes text messages only. */
export function phoneHref(number: string): string {
  return number === '12110' ? 'sms:12110' : `tel:${number.replace(/[^\d+]/g, '')}`
}
