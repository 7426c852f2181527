/**
 * Lone surrogates, controls except line breaks and tabs, zero-width and bidirectional characters, tags, fillers:
 * they show nothing, but hide words from rules. U+FFFD stays: people see it, and it tells a broken encoding.
 */
const INVISIBLE =
  /[\p{Cs}\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffc\ufffe\uffff\u{e0100}-\u{e01ef}]/gu
/** Marks that pile up on one letter carry nothing beyond the third. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu

/** What a person would see of it, '' when that is nothing: runs of blanks reduced to one, form NFC. Idempotent. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(PILED_MARKS, '$1')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
