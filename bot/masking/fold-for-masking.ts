/** A text as the rules read it, with the way back to where each part of it stands in the original. */
export interface FoldedText {
  text: string
  /** For each UTF-16 position of `text`, its end included: the position in the original. */
  positions: readonly number[]
}

/** What is written around digits but not read: marks of direction, of width zero, of emoji. */
const UNREAD = /[\p{Cf}\ufe0e\ufe0f\u20e3]/u
const BLANK = /\p{Zs}/u
const DASH = /[\p{Pd}\u2212\u2500\u2501]/u
const DOT = /[•‧・･∙⋅]/u
/** First code point and digit of each row of digits in circles, brackets and with a full stop. */
const CIRCLED: readonly [first: number, last: number, digit: number][] = [
  [0x2460, 0x2468, 1],
  [0x2474, 0x247c, 1],
  [0x2488, 0x2490, 1],
  [0x24ea, 0x24ea, 0],
  [0x24f5, 0x24fd, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277e, 1],
  [0x2780, 0x2788, 1],
  [0x278a, 0x2792, 1],
]

const PLAIN = /^[\p{Script=Han}\t-\r -~，。！？、；：（）“”《》]*$/u

/**
 * Writes digits of every script, letters of full width, blanks and dashes the way the rules name them.
 * @param circled whether ① is the digit 1; where it numbers a list, it is none
 */
export function foldForMasking(original: string, circled: boolean): FoldedText {
  const positions: number[] = []
  let text = ''
  let at = 0
  const plain = PLAIN.test(original)
  for (const char of original) {
    const folded = plain ? foldWidth(char) : foldCharacter(char, circled)
    for (let unit = 0; unit < folded.length; unit++) positions.push(at + unit)
    text += folded
    at += char.length
  }
  positions.push(at)
  return { text, positions }
}

export function hasCircledDigits(text: string): boolean {
  return /[\u2460-\u2490\u24ea-\u24ff\u2776-\u2792]/.test(text)
}

function foldCharacter(char: string, circled: boolean): string {
  const code = char.codePointAt(0)!
  if (code < 0x80) return char
  if (/\p{Nd}/u.test(char)) return digitOf(code)
  if (UNREAD.test(char)) return ''
  if (BLANK.test(char)) return ' '
  if (DASH.test(char)) return '-'
  if (DOT.test(char)) return '·'
  if (circled) {
    const row = CIRCLED.find(([first, last]) => code >= first && code <= last)
    if (row) return String(row[2] + code - row[0])
  }
  return foldWidth(char)
}

/** Unicode keeps the ten digits of a script in a row, from zero on; several such rows may follow each other. */
function digitOf(code: number): string {
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return String((code - first) % 10)
}

function foldWidth(char: string): string {
  const code = char.charCodeAt(0)
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char
}
