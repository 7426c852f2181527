/** What speaks for a guide or Q&A as the answer. All 0 to 1. */
export interface EntryEvidence {
  /** How near the question comes to one that the entry answers, by the words of the field. */
  asked: number
  /** Share of the question that the entry speaks of, by the words of the field. */
  covered: number
  /** 1: the fields agree; 0.5: the field of the question is unknown; 0: they differ. */
  matter: number
  /** Evidence of the search: see `Evidence` in `retriever.ts`. */
  keyword: number
  words: number
  cosine: number
  likeness: number
  /** 1: a service is asked for, and the entry is its guide. */
  service: number
  /** 1: the entry is asked for the same side of the matter; 0.5: no side is asked for; 0: another side. */
  aspect: number
}

export interface StatutesEvidence {
  /** Share of the question that the best article speaks of, by the words of the field. */
  covered: number
  /** Evidence of the search for the best article: see `Evidence` in `retriever.ts`. */
  keyword: number
  words: number
  cosine: number
  cited: number
  /** Of the best article in the search. */
  score: number
  /** By how much the best article is ahead of the fifth. */
  lead: number
}

/**
 * Log-odds a unit of evidence. Entries: fitted to questions of citizens that were read and judged
 * (`npx tsx evals/decisions.ts`). Statutes: fitted once to 1,231 labelled consultations, where one of the first three
 * articles had to be decisive.
 */
const ENTRY: Record<keyof EntryEvidence, number> = {
  asked: 2.5,
  covered: 3,
  matter: 0.4,
  keyword: 2,
  words: 1,
  cosine: 0.5,
  likeness: 2,
  service: 0.5,
  aspect: 0.5,
}
const ENTRY_BIAS = -5
const STATUTES: Record<keyof StatutesEvidence, number> = {
  covered: 0.91,
  keyword: -0.19,
  words: 0.81,
  cosine: 0.28,
  cited: -0.95,
  score: 1.52,
  lead: 3.97,
}
const STATUTES_BIAS = -1.85
/** A question that is nearly one of those asked is settled, whatever else is known of it. */
const SAME = { from: 0.85, logOdds: 2.5 }

/** Probability that the entry settles the question. */
export function entrySettles(evidence: EntryEvidence): number {
  const same = evidence.asked >= SAME.from ? SAME.logOdds : 0
  return logistic(ENTRY_BIAS + same + weigh(evidence, ENTRY))
}

/** Probability that the best articles settle the question. */
export function statutesSettle(evidence: StatutesEvidence): number {
  return logistic(STATUTES_BIAS + weigh(evidence, STATUTES))
}

function weigh<Name extends string>(evidence: Record<Name, number>, weights: Record<Name, number>): number {
  let logOdds = 0
  for (const name in weights) logOdds += weights[name] * evidence[name]
  return logOdds
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
