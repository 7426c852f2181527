import { analyzeText } from '../tokenize.js'
import type { Embedder } from './embedder.js'
import { removeCommon, type WordVectors } from './fit-word-vectors.js'
import { normalizeInPlace } from './normalize-in-place.js'

/** Measured: 256 numbers find no more of the consultations' articles than 128, and take twice the time. */
export const FITTED_DIMENSION = 128

export function fittedModelId(dimension: number): string {
  return `fitted-svd-1-${dimension}`
}

export interface FittedEmbedder extends Embedder {
  readonly model: WordVectors
  /** Writes the vector of a text's words into `into`, which has `dimension` numbers. @returns whether a word was known */
  embedWords(words: readonly string[], into: Float32Array): boolean
  embedText(text: string, into: Float32Array): boolean
}

/** Embeds by the sum of a text's word vectors, from vectors fitted to the knowledge base itself: no model, no network. */
export function createFittedEmbedder(model: WordVectors): FittedEmbedder {
  const { dimension, words, vectors, mean } = model
  function embedWords(text: readonly string[], into: Float32Array): boolean {
    into.fill(0)
    const counts = new Map<number, number>()
    for (const word of text) {
      const at = words.search(word)
      if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + 1)
    }
    for (const [at, count] of counts) {
      const weight = 1 + Math.log(count)
      for (let d = 0; d < dimension; d++) into[d]! += weight * vectors[at * dimension + d]!
    }
    return normalizeInPlace(into) && removeCommon(into, mean)
  }

  const embedText = (text: string, into: Float32Array) => embedWords(analyzeText(text).words, into)

  return {
    id: fittedModelId(dimension),
    dimension,
    model,
    embedWords,
    embedText,
    async embed(texts) {
      const rows = new Float32Array(texts.length * dimension)
      texts.forEach((text, i) => {
        embedText(text, rows.subarray(i * dimension, (i + 1) * dimension))
      })
      return rows
    },
  }
}
