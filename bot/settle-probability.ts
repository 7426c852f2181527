import type { SearchFeatures } from '../retrieval/retriever.js'

/** What speaks for a guide or Q&A as the answer. All 0 to 1. */
export interface EntryEvidence {
  /** How near the question comes to one that the entry answers. */
  asked: number
  /** Share of the question that the entry speaks of. */
  covered: number
  /** 1: the fields agree; 0.5: the field of the question is unknown; 0: they differ. */
  matter: number
  /** Position among all hits: 1 for the first, falling to 0. */
  rank: number
}

/** Set by hand; the evaluations fit them. Order of magnitude: log-odds a unit of evidence. */
const ENTRY = { bias: -4.6, asked: 6.5, covered: 2.6, matter: 1.2, rank: 0.8 }
const STATUTES = { bias: -5.2, coverage: 4.2, keyword: 2.4, cosine: 1.6, bestCovered: 2.2 }

/** Probability that the entry settles the question. */
export function entrySettles(evidence: EntryEvidence): number {
  const { asked, covered, matter, rank } = evidence
  return logistic(
    ENTRY.bias + ENTRY.asked * asked + ENTRY.covered * covered + ENTRY.matter * matter + ENTRY.rank * rank,
  )
}

/** @param bestCovered share of the question's character pairs that stand in the best article; 0 to 1 */
export function statutesSettle(features: SearchFeatures, bestCovered: number): number {
  return logistic(
    STATUTES.bias +
      STATUTES.coverage * features.topCoverage +
      STATUTES.keyword * features.topKeywordShare +
      STATUTES.cosine * Math.max(0, features.topCosine) +
      STATUTES.bestCovered * bestCovered,
  )
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
