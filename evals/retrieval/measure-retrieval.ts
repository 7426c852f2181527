import type { Retriever } from '../../retrieval/retriever.js'
import { percentile } from '../metrics/percentile.js'
import type { Consultation } from './consultations.js'
import { createRankingMetrics, type RankingMetrics } from './ranking-metrics.js'

export interface RetrievalReport extends RankingMetrics {
  p50Ms: number
  p99Ms: number
}

/** Asks every question once, after a few to warm up. */
export async function measureRetrieval(
  retriever: Retriever,
  consultations: readonly Consultation[],
  options: { kind?: 'statute' } = {},
): Promise<RetrievalReport> {
  for (const { question } of consultations.slice(0, 30))
    await retriever.search(question, { k: 100, ...options })
  const metrics = createRankingMetrics()
  const times: number[] = []
  for (const consultation of consultations) {
    const { hits, tookMs } = await retriever.search(consultation.question, { k: 100, ...options })
    times.push(tookMs)
    metrics.add(consultation, hits)
  }
  return { ...metrics.result(), p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) }
}
