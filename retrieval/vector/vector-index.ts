export interface VectorHit {
  doc: number
  /** Cosine similarity, -1 to 1. */
  similarity: number
}

/** Finds the nearest of a fixed set of unit vectors, numbered from 0. */
export interface VectorIndex {
  /**
   * @param allowed by document number: 0 where the document must not be found
   * @returns best first, at most k
   */
  search(query: Float32Array, k: number, allowed: Uint8Array): VectorHit[]
}
