import type { Evidence } from './retriever.js'

/**
 * Hand-set shares of each kind of evidence, measured on real questions (`wenfa eval retrieval`). Adding the
 * scores keeps how much better one hit is than the next; reciprocal rank fusion throws that away and found the
 * decisive article first a quarter less often.
 */
const SHARES = {
  /** Cosine similarity, beside the keyword score as a share of the highest possible. */
  cosine: 0.05,
  /** Likeness to an asked question of a guide or Q&A. */
  asked: 0.15,
  /** For an article: likeness of a Q&A that cites it. */
  cited: 0.25,
}

/** One score from all evidence. Orders passages within one search; no probability. @param authority see `authority.ts` */
export function fuseScores({ keyword, cosine, asked, cited }: Evidence, authority: number): number {
  return authority * (keyword + SHARES.cosine * cosine + SHARES.cited * cited) + SHARES.asked * asked
}
