/** What stands in front of numbers and codes where they are shown, and so comes along when they are copied. */
const LABELS = /TICKET\s*NUMBER|QUERY\s*CODE|[^\u0000-\u007f]/g
const NUMBER = /\d{4}[^0-9A-Z]{0,3}\d{4}[^0-9A-Z]{0,3}\d{4,8}(?!\d)/
const CODE_LENGTH = 12

/** @param text as typed or pasted: full-width, without hyphens, with its label. @returns its digits, or null */
export function readTicketNumber(text: string): string | null {
  const digits = unlabelled(text).replace(/\D/g, '')
  return /^\d{12,16}$/.test(digits) ? digits : null
}

/** @param text as typed or pasted: small letters, blanks, any hyphens, with its label. @returns 12 characters, or null */
export function readQueryCode(text: string): string | null {
  const code = unlabelled(text).replace(/[^0-9A-Z]/g, '')
  return code.length === CODE_LENGTH ? code : null
}

/** A number with its code in one text, as the button beside them copies both; null for anything else. */
export function readBoth(text: string): { number: string; code: string } | null {
  const plain = unlabelled(text)
  const number = NUMBER.exec(plain)?.[0]
  if (number === undefined) return null
  const code = readQueryCode(plain.replace(number, ' '))
  return code === null ? null : { number, code: code.match(/.{4}/g)!.join('-') }
}

function unlabelled(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(LABELS, ' ')
}
