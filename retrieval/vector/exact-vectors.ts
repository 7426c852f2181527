import { TopK } from '../keyword/top-k.js'
import type { VectorIndex } from './vector-index.js'

/** Similarity of a vector with row `row` of a row-major matrix of unit vectors. */
export function dot(query: Float32Array, matrix: Float32Array, row: number): number {
  const dimension = query.length
  const at = row * dimension
  // Four sums: none has to wait for the one before.
  let a = 0
  let b = 0
  let c = 0
  let e = 0
  let d = 0
  for (; d + 3 < dimension; d += 4) {
    a += query[d]! * matrix[at + d]!
    b += query[d + 1]! * matrix[at + d + 1]!
    c += query[d + 2]! * matrix[at + d + 2]!
    e += query[d + 3]! * matrix[at + d + 3]!
  }
  for (; d < dimension; d++) a += query[d]! * matrix[at + d]!
  return a + b + c + e
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
