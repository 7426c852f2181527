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
  met: number
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
 * Log-odds a unit of evidence, fitted by `npx tsx evals/decisions.ts`. Entries compete with each other and with "none
 * of them", by questions of citizens that were read and judged. Statutes: by labelled consultations, where one of the
 * articles shown had to be decisive.
 */
const ENTRY: Record<keyof EntryEvidence, number> = {
  asked: 0.39,
  covered: 2.02,
  matter: 1.06,
  keyword: 0.47,
  words: 3.19,
  cosine: 0.76,
  likeness: 2.1,
  met: 2.56,
  aspect: 0.72,
}
const NO_ENTRY = 6.46
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
/** Probability for each entry that it settles the question; what is left to 1 is that none does. */
export function entriesSettle(evidences: readonly EntryEvidence[]): number[] {
  const odds = evidences.map((evidence) => Math.exp(weigh(evidence, ENTRY) - NO_ENTRY))
  const total = odds.reduce((sum, each) => sum + each, 1)
  return odds.map((each) => each / total)
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
