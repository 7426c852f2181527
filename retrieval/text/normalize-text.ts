import { toSimplified } from './to-simplified.js'

// Zero-width, bidirectional and other invisible marks, and halves of surrogate pairs.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/gu

/** One form for text that is compared: NFKC, lower case, simplified characters, nothing invisible. */
export function normalizeText(text: string): string {
  return toSimplified(text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase())
}
