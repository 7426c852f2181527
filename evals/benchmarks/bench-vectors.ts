import { join } from 'node:path'
import { loadIndex } from '../../retrieval/index/load-index.js'
import { createExactVectors } from '../../retrieval/vector/exact-vectors.js'
import { atLeast, atMost, type BenchmarkRow, percentile } from './benchmark-row.js'

const QUERIES = 300
/** As many as a search asks for. */
const NEAREST = 40

/** How many of the nearest vectors the graph finds, against the scan that finds all, and how fast both are. */
export async function benchVectors(dataDir: string): Promise<BenchmarkRow[]> {
  const startedAt = performance.now()
  const loaded = await loadIndex(join(dataDir, 'index'), { model: null })
  const loadSeconds = (performance.now() - startedAt) / 1000
  if (!loaded) throw new Error(`No index in ${dataDir}`)
  const { dimension, passages } = loaded.manifest
  const { vectors } = loaded.segment
  const rows = [atMost('index read and checked', loadSeconds, 2, 's')]
  if (!loaded.graph)
    return [...rows, { what: 'vector graph', value: 'hnswlib-node absent', limit: '', ok: null }]

  const exact = createExactVectors(vectors, dimension)
  const allowed = new Uint8Array(passages).fill(1)
  const times = { graph: [] as number[], exact: [] as number[] }
  let expected = 0
  let found = 0
  for (let n = 0; n < QUERIES; n++) {
    const at = Math.floor((n * passages) / QUERIES)
    const query = vectors.subarray(at * dimension, (at + 1) * dimension)
    const askedAt = performance.now()
    const nearest = new Set(exact.search(query, NEAREST, allowed).map(({ doc }) => doc))
    const between = performance.now()
    const hits = loaded.graph.search(query, NEAREST, allowed)
    times.exact.push(between - askedAt)
    times.graph.push(performance.now() - between)
    expected += nearest.size
    found += hits.filter(({ doc }) => nearest.has(doc)).length
  }
  return [
    ...rows,
    atLeast(`vector graph, recall@${NEAREST} of the exact scan`, found / expected, 0.98, ''),
    {
      what: 'vector graph, p50',
      value: `${percentile(times.graph, 0.5).toFixed(2)} ms`,
      limit: '',
      ok: null,
    },
    { what: 'exact scan, p50', value: `${percentile(times.exact, 0.5).toFixed(2)} ms`, limit: '', ok: null },
  ]
}
