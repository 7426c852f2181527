/**
 * Hand-set shares of each kind of evidence, measured on real questions (`npm run evals -- retrieval`). Adding the
 * scores keeps how much better one hit is than the next; reciprocal rank fusion throws that away and found the
 * decisive article first a quarter less often.
 */
export const SHARES = {
  /** Cosine similarity, beside the keyword score as a share of the highest possible. */
  cosine: 0.05,
  /** Likeness to an asked question of a guide or Q&A. */
  asked: 0.15,
  /** For an article: likeness of a Q&A that cites it. */
  cited: 0.25,
}

export interface Evidence {
  /** Keyword score as a share of the highest that the query could reach, 0 to 1. */
  keyword: number
  /** -1 to 1. */
  cosine: number
  /** 0 to 1. */
  asked: number
  /** 0 to 1. */
  cited: number
  /** Factor by the source's rank. */
  authority: number
}

/** One score from all evidence. Orders passages within one search; no probability. */
export function fuseScores({ keyword, cosine, asked, cited, authority }: Evidence): number {
  return authority * (keyword + SHARES.cosine * cosine + SHARES.cited * cited) + SHARES.asked * asked
}
