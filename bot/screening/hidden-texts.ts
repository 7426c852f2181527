import { foldText } from '../language/normalise-text.js'

/** Of a message so many hidden texts are read at most. */
const MOST = 8
const SHORTEST = 4

const LEETSPEAK: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }

/**
 * What a message says once what was done to hide it from rules is undone: base64, bytes in hexadecimal, escapes,
 * digits for letters, marks between single characters, an order from right to left. Folded, see `foldText`; [] for
 * nearly every message. Each is only looked at, never followed.
 * @param text as people see it, see `cleanText` @param original as it came
 */
export function hiddenTexts(text: string, original = text): string[] {
  const plain = text.normalize('NFKC')
  const found = [
    ...[...plain.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)].map(([run]) => ofBytes(Buffer.from(run, 'base64'))),
    ...[...plain.matchAll(/(?:(?:\\x|0x|%)?[0-9A-Fa-f]{2}[ ,]?){6,}/g)].map(([run]) =>
      ofBytes(Buffer.from(run.replace(/\\x|0x|[% ,]/g, ''), 'hex')),
    ),
    replaced(plain, /\\u([0-9A-Fa-f]{4})/g, (code) => String.fromCharCode(Number.parseInt(code, 16))),
    replaced(plain, /&#(\d{2,6});/g, (code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff))),
    // Only words in which letters and digits are mixed: 2021 is no word.
    replaced(plain, /(?=\w*[A-Za-z])(?=\w*[013457@$])([A-Za-z0-9@$]{2,})/g, (word) =>
      word.replace(/[013457@$]/g, (digit) => LEETSPEAK[digit]!),
    ),
    replaced(plain, /((?:[\p{L}][-*./_|·~+]){3,}\p{L})/gu, (spaced) => spaced.replace(/[-*./_|·~+]/g, '')),
    /[\u202d\u202e\u2067]|倒着|倒过来|反着读|reversed|backwards/i.test(original)
      ? [...plain].reverse().join('')
      : null,
  ]
  return found.flatMap((one) => (one !== null && one.length >= SHORTEST ? foldText(one) : [])).slice(0, MOST)
}

/** @returns null: nothing is written so */
function replaced(text: string, pattern: RegExp, by: (found: string) => string): string | null {
  const read = text.replace(pattern, (_, found: string) => by(found))
  return read === text ? null : read
}

/** @returns null: these bytes are no text */
function ofBytes(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /^[\p{L}\p{N}\p{P}\p{Zs}\n]+$/u.test(text) && /\p{L}{2}/u.test(text) ? text : null
  } catch {
    return null
  }
}
