import type { HierarchicalNSW } from 'hnswlib-node'
import type { VectorIndex } from './vector-index.js'

/**
 * Chosen by `npm run bench -- vectors sizes`: for real questions, which lie apart from the texts, recall@40 against the
 * exact scan stays above 0.98 in 65,000 and 150,000 passages.
 */
const LINKS = 16
const BUILD_BREADTH = 200
/** Candidates of a search by the square root of the number of vectors. */
const SEARCH_BREADTH = 1
/** So many times what is wanted is looked at before any is left out. */
const SPARE = 2

/** null where the optional package is not installed or not compiled: the caller scans instead. */
async function loadHnsw(): Promise<typeof import('hnswlib-node') | null> {
  try {
    const loaded = await import('hnswlib-node')
    return loaded.default ?? loaded
  } catch {
    return null
  }
}

/**
 * Builds the graph and writes it to `path`. Zero vectors are left out: they are near to nothing.
 * @returns false where hnswlib-node is absent, nothing written
 * @throws {Error} it could not be written whole
 */
export async function writeHnsw(
  path: string,
  vectors: Float32Array,
  dimension: number,
  onProgress?: (done: number, total: number) => void,
): Promise<boolean> {
  const hnsw = await loadHnsw()
  if (!hnsw) return false
  const count = vectors.length / dimension
  const index = new hnsw.HierarchicalNSW('ip', dimension)
  index.initIndex(Math.max(1, count), LINKS, BUILD_BREADTH, 100)
  for (let doc = 0; doc < count; doc++) {
    const row = Array.from(vectors.subarray(doc * dimension, (doc + 1) * dimension))
    if (row.some((x) => x !== 0)) index.addPoint(row, doc)
    if (onProgress && doc % 1000 === 999) onProgress(doc + 1, count)
  }
  await index.writeIndex(path)
  // hnswlib reports success also where the disk was full; reading tells a file that ends early.
  await new hnsw.HierarchicalNSW('ip', dimension).readIndex(path).catch((error: unknown) => {
    throw new Error(`The graph of vectors in ${path} was not written whole: is the disk full?`, {
      cause: error,
    })
  })
  return true
}

/**
 * Reads a graph written by `writeHnsw`. The file says nothing of its dimension: the caller's manifest must.
 * @returns null where hnswlib-node is absent
 */
export async function readHnsw(path: string, dimension: number): Promise<VectorIndex | null> {
  const hnsw = await loadHnsw()
  if (!hnsw) return null
  const index = new hnsw.HierarchicalNSW('ip', dimension)
  await index.readIndex(path)
  index.setEf(Math.ceil(SEARCH_BREADTH * Math.sqrt(index.getCurrentCount())))
  return createHnswVectors(index)
}

function createHnswVectors(index: HierarchicalNSW): VectorIndex {
  return {
    search(query, k, allowed) {
      const count = index.getCurrentCount()
      if (count === 0) return []
      const row = Array.from(query)
      const nearest = (size: number, filter?: (doc: number) => boolean) => {
        const { distances, neighbors } = index.searchKnn(row, Math.min(size, count), filter)
        return neighbors.map((doc, i) => ({ doc, similarity: 1 - distances[i]! }))
      }
      // Asking the library to filter takes longer than the search itself: that is left to where few are allowed.
      let found = nearest(SPARE * k).filter(({ doc }) => allowed[doc] === 1)
      if (found.length < Math.min(k, count)) found = nearest(k, (doc) => allowed[doc] === 1)
      found.sort((a, b) => b.similarity - a.similarity || a.doc - b.doc)
      return found.slice(0, k)
    },
  }
}
