import type { Matter } from '../knowledge/matter.js'

/** What speaks for a guide or Q&A as the answer. All 0 to 1. */
export interface EntryEvidence {
  /** 1: the fields agree; 0.5: the field of the question is unknown; 0: they differ. */
  matter: number
  /** Evidence of the search: see `Evidence` in `retriever.ts`. */
  keyword: number
  cosine: number
  met: number
  said: number
  titled: number
  /** Share of the question that its asked questions say (`told`), of the highest such share among the entries found. */
  ahead: number
  /** 1: the entry is asked for the same side of the matter; 0.5: no side is asked for; 0: another side. */
  aspect: number
}

/** What speaks for the likeliest entry as what a long question means, where the rules leave it open. */
export interface StoryEvidence {
  /** By the probability that it competes with: 0 to 1 as that goes from a ten-thousandth to 1. */
  likely: number
  /** By how much it is more likely than the next. */
  likelyAhead: number
  /** Probability that any entry settles the question. */
  any: number
  /** Share of the question that its asked questions say, and how much more that is than of any other. */
  told: number
  toldAhead: number
  /** Evidence of the search: see `Evidence` in `retriever.ts`. */
  met: number
  alike: number
  /** By how much more of the question its title says than that of any other. */
  titledAhead: number
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
 * Log-odds a unit of evidence. Entries compete with each other and with "none of them": fitted so that the right one
 * comes first for wordings left out of the starter content, half of them at a time, and for judged questions (these
 * alone: `npx tsx evals/decisions.ts`); how likely `none` is, by short questions of citizens that were read. Statutes:
 * by labelled consultations, where one of the articles shown had to be decisive.
 */
const ENTRY: Record<keyof EntryEvidence, number> = {
  matter: 0.77,
  keyword: 5.17,
  cosine: 1.99,
  met: 1.42,
  said: 4.77,
  titled: 2.42,
  ahead: 1.11,
  aspect: 0.43,
}
const NO_ENTRY = 6.5
/** Fitted to judged questions that the rules leave open: `npx tsx evals/stories.ts`. */
const STORY: Record<keyof StoryEvidence, number> = {
  likely: 9.64,
  likelyAhead: -0.88,
  any: -2.73,
  told: 5.55,
  toldAhead: 6.16,
  met: 3.16,
  alike: -5.45,
  titledAhead: 3.38,
}
const STORY_BIAS = -8.3
const STATUTES: Record<keyof StatutesEvidence, number> = {
  covered: 0.72,
  keyword: -0.1,
  words: 0.95,
  cosine: 0.16,
  cited: -0.93,
  score: 1.34,
  lead: 4.29,
}
const STATUTES_BIAS = -1.67
/** Of the matters that enough consultations are of: what their questions are beyond what the evidence says. */
export const BY_MATTER: Partial<Record<Matter, number>> = {
  labour: 0.88,
  loan_debt: 0.28,
  land_demolition: 0.1,
  tort_personal_injury: 0.07,
  guaranty: 0.46,
}

/**
 * From here on articles are an answer: on consultations that were not learned the target (`TARGET_PRECISION`) is met
 * then (`npx tsx evals/decisions.ts` prints the curve).
 */
export const ANSWER_FROM = 0.72

/** Probability for each entry that it settles the question; what is left to 1 is that none does. */
export function entriesSettle(evidences: readonly EntryEvidence[]): number[] {
  const odds = evidences.map((evidence) => Math.exp(weigh(evidence, ENTRY) - NO_ENTRY))
  const total = odds.reduce((sum, each) => sum + each, 1)
  return odds.map((each) => each / total)
}

/** Probability that the likeliest entry settles a long question. */
export function storySettles(evidence: StoryEvidence): number {
  return logistic(STORY_BIAS + weigh(evidence, STORY))
}

/** Probability that the best articles settle the question. */
export function statutesSettle(evidence: StatutesEvidence, matter: Matter): number {
  return logistic(STATUTES_BIAS + weigh(evidence, STATUTES) + (BY_MATTER[matter] ?? 0))
}

function weigh<Name extends string>(evidence: Record<Name, number>, weights: Record<Name, number>): number {
  let logOdds = 0
  for (const name in weights) logOdds += weights[name] * evidence[name]
  return logOdds
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
