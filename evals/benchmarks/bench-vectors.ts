import { join } from 'node:path'
import { loadIndex } from '../../retrieval/index/load-index.js'
import { atLeast, atMost, type BenchmarkRow, compared } from './benchmark-row.js'
import { measureGraph, NEAREST } from './measure-graph.js'

/** How fast the saved index is read, and what its graph of vectors finds and takes. */
export async function benchVectors(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const startedAt = performance.now()
  const loaded = await loadIndex(join(dataDir, 'index'), { model: null })
  const loadSeconds = (performance.now() - startedAt) / 1000
  if (!loaded) throw new Error(`No index in ${dataDir}`)
  const rows = [atMost('index read and checked', loadSeconds, 2, 's')]
  const graph = measureGraph(loaded, questions)
  if (!graph) return [...rows, compared('vector graph', 'hnswlib-node absent')]
  return [
    ...rows,
    atLeast(`vector graph, recall@${NEAREST} of the exact scan`, graph.recall, 0.98, ''),
    compared('vector graph, p50', `${graph.graphP50Ms.toFixed(2)} ms`),
    compared('exact scan, p50', `${graph.exactP50Ms.toFixed(2)} ms`),
  ]
}
