import type { AnswerThreshold } from './answer-threshold.js'
import type { RankNetwork } from './rank-network.js'
import type { Settling } from './settle-articles.js'

/** Means over questions of the share of deciding articles among the first 1, 10, 100, and of 1 / rank of the first. */
export interface RankQuality {
  recallAt1: number
  recallAt10: number
  recallAt100: number
  mrr: number
}

export interface FitReport {
  /** Learned questions; each was judged by networks that were not fitted to it. */
  questions: number
  before: RankQuality
  after: RankQuality
  /** After learning is no worse than before, so it is used. */
  used: boolean
  /** From where on the first articles are the answer; null: they never are sure enough. */
  threshold: AnswerThreshold | null
  tookMs: number
  /** Where it was asked for: a fifth of the questions, held out, after learning from so many others, fewest first. */
  growth?: GrowthPoint[]
}

export interface GrowthPoint extends RankQuality {
  answers: number
}

export interface FittedRanker {
  /** Fitted alike from different beginnings: their sum errs less than each. */
  networks: RankNetwork[]
  settling: Settling
  report: FitReport
}
