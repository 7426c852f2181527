/** What speaks for a guide or Q&A as the answer. All 0 to 1. */
export interface EntryEvidence {
  /** How near the question comes to one that the entry answers. */
  asked: number
  /** Share of the question that the entry speaks of. */
  covered: number
  /** 1: the fields agree; 0.5: the field of the question is unknown; 0: they differ. */
  matter: number
  /** 1 for the first hit of its kind, falling to 0. */
  rank: number
  /** Of the search. */
  score: number
}

export interface StatutesEvidence {
  /** Share of the question's character pairs that stand in the best article. */
  covered: number
  /** Of the best article in the search. */
  score: number
  /** By how much the best article is ahead of the fifth. */
  lead: number
}

/**
 * Log-odds a unit of evidence. Fitted once to the 1,231 labelled consultations: an entry counts as right when it cites a
 * decisive article (which misses some that are), statutes when one of the first three articles is decisive. The bias of
 * entries makes up for what the label misses, as judged by reading.
 */
const ENTRY = { bias: -5.4, asked: 1.7, covered: 2.84, matter: 0.93, rank: 1.25, score: 4.27 }
const STATUTES = { bias: -2.6, covered: 0.9, score: 1.6, lead: 14.6 }

/** Probability that the entry settles the question. */
export function entrySettles(evidence: EntryEvidence): number {
  const { asked, covered, matter, rank, score } = evidence
  // A question that is nearly one of those asked is settled, whatever else is known of it.
  const same = asked >= 0.85 ? 2.5 : 0
  return logistic(
    ENTRY.bias +
      ENTRY.asked * asked +
      ENTRY.covered * covered +
      ENTRY.matter * matter +
      ENTRY.rank * rank +
      ENTRY.score * score +
      same,
  )
}

/** Probability that the best articles settle the question. */
export function statutesSettle({ covered, score, lead }: StatutesEvidence): number {
  return logistic(STATUTES.bias + STATUTES.covered * covered + STATUTES.score * score + STATUTES.lead * lead)
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
