import { TopK } from '../keyword/top-k.js'
import type { VectorIndex } from './vector-index.js'

/** Similarity of a vector with row `row` of a row-major matrix of unit vectors. */
export function dot(query: Float32Array, matrix: Float32Array, row: number): number {
  const dimension = query.length
  const at = row * dimension
  let a = 0
  let b = 0
  let d = 0
  for (; d + 1 < dimension; d += 2) {
    a += query[d]! * matrix[at + d]!
    b += query[d + 1]! * matrix[at + d + 1]!
  }
  return d < dimension ? a + b + query[d]! * matrix[at + d]! : a + b
}

/** Compares with every vector: exact, and the measure of what the graph index misses. */
export function createExactVectors(vectors: Float32Array, dimension: number): VectorIndex {
  const count = vectors.length / dimension
  return {
    search(query, k, allowed) {
      const top = new TopK(k)
      for (let doc = 0; doc < count; doc++) {
        if (allowed[doc] === 0) continue
        const similarity = dot(query, vectors, doc)
        if (similarity > top.threshold) top.add(doc, similarity)
      }
      return top.ranking().map(({ doc, score }) => ({ doc, similarity: score }))
    },
  }
}
