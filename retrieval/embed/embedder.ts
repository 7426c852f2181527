/** Turns texts into vectors of unit length; a text without a known word becomes the zero vector. */
export interface Embedder {
  /** Names the model and its settings: vectors of different ids never meet in one index. */
  readonly id: string
  readonly dimension: number
  /** @returns one row a text, row-major */
  embed(texts: string[]): Promise<Float32Array>
}
