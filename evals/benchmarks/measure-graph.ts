import { createFittedEmbedder } from '../../retrieval/embed/fitted-embedder.js'
import type { LoadedIndex } from '../../retrieval/index/load-index.js'
import { createExactVectors } from '../../retrieval/vector/exact-vectors.js'
import { percentile } from '../metrics/percentile.js'

/** As many as a search asks for. */
export const NEAREST = 40
const QUERIES = 300
/** Both add the same products up in another order. */
const ROUNDING = 1e-5

/**
 * How many of the passages nearest to real questions the graph finds, against the scan that finds all, and how long
 * both take.
 * @returns null where there is no graph, or an endpoint embeds
 */
export function measureGraph({ graph, words, segment, manifest }: LoadedIndex, questions: readonly string[]) {
  if (!graph || !words) return null
  const exact = createExactVectors(segment.vectors, manifest.dimension)
  const { embedText } = createFittedEmbedder(words)
  const allowed = new Uint8Array(manifest.passages).fill(1)
  const query = new Float32Array(manifest.dimension)
  const times = { graph: [] as number[], exact: [] as number[] }
  let expected = 0
  let found = 0
  for (const question of questions.slice(0, QUERIES)) {
    if (!embedText(question, query)) continue
    const askedAt = performance.now()
    const nearest = exact.search(query, NEAREST, allowed)
    const between = performance.now()
    const hits = graph.search(query, NEAREST, allowed)
    times.exact.push(between - askedAt)
    times.graph.push(performance.now() - between)
    // Articles that say the same in several laws are equally near: any of them will do.
    const least = nearest.at(-1)!.similarity - ROUNDING
    expected += nearest.length
    found += hits.filter(({ similarity }) => similarity >= least).length
  }
  return {
    recall: found / expected,
    graphP50Ms: percentile(times.graph, 0.5),
    exactP50Ms: percentile(times.exact, 0.5),
  }
}
