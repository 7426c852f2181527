import type { Consultation } from './consultations.js'

export interface RankingMetrics {
  questions: number
  /** Mean over questions of the share of decisive articles among the first ten, hundred. */
  recallAt10: number
  recallAt100: number
  /** Mean of 1 / rank of the first decisive article. */
  mrr: number
}

/** Where a hit stands: file relative to the ingested folder, article as written. */
export interface Place {
  file: string
  article: string | null
}

/** @returns rank of each decisive article, from 1; Infinity where it is not among the hits */
export function ranksOf(gold: Consultation['gold'], hits: readonly Place[]): number[] {
  return gold.map(({ matches }) => {
    const at = hits.findIndex((hit) =>
      matches.some((m) => m.article === hit.article && sameFile(m.file, hit.file)),
    )
    return at < 0 ? Number.POSITIVE_INFINITY : at + 1
  })
}

/** Collects rankings question by question. Files are compared by their ends, since folders are ingested at any level. */
export function createRankingMetrics() {
  let questions = 0
  let recall10 = 0
  let recall100 = 0
  let reciprocal = 0
  return {
    /** @returns rank of each decisive article, from 1; Infinity where it is not among the hits */
    add({ gold }: Consultation, hits: readonly Place[]): number[] {
      const ranks = ranksOf(gold, hits)
      questions++
      recall10 += ranks.filter((rank) => rank <= 10).length / ranks.length
      recall100 += ranks.filter((rank) => rank <= 100).length / ranks.length
      reciprocal += 1 / Math.min(...ranks)
      return ranks
    },
    result: (): RankingMetrics => ({
      questions,
      recallAt10: recall10 / questions,
      recallAt100: recall100 / questions,
      mrr: reciprocal / questions,
    }),
  }
}

/** Files are compared by their ends: folders are ingested at any level. */
export function sameFile(gold: string, hit: string): boolean {
  return gold === hit || gold.endsWith(`/${hit}`)
}
