import type { Weights } from './fit-logistic.js'
import type { RankNetwork } from './rank-network.js'

/** Means over questions of the share of deciding articles among the first 1, 10, 100, and of 1 / rank of the first. */
export interface RankQuality {
  recallAt1: number
  recallAt10: number
  recallAt100: number
  mrr: number
}

export interface FitReport {
  /** Learned questions that the network was fitted to in the end, and those held out to decide whether it is used. */
  questions: number
  validation: number
  before: RankQuality
  after: RankQuality
  /** After learning is no worse than before, so it is used. */
  used: boolean
  tookMs: number
  /** Where it was asked for: the held-out questions after learning from so many others, fewest first. */
  growth?: GrowthPoint[]
}

export interface GrowthPoint extends RankQuality {
  answers: number
}

export interface FittedRanker {
  /** Fitted alike from different beginnings: their sum errs less than each. */
  networks: RankNetwork[]
  /** See `articlesSettle`; fitted to the held-out questions. */
  settling: Weights
  report: FitReport
}
