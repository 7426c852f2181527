import { StringTable } from '../keyword/string-table.js'
import { normalizeInPlace } from './normalize-in-place.js'
import { orthonormalize } from './orthonormalize.js'
import { seededRandom } from './seeded-random.js'
import type { WordCounts } from './word-counts.js'

export interface WordVectors {
  dimension: number
  /** Sorted by UTF-8 bytes. */
  words: StringTable
  /** One row a word, weighted by its inverse document frequency. */
  vectors: Float32Array
  /** Mean of the embedded texts, the component that all share. */
  mean: Float32Array
}

export interface FittedTexts {
  model: WordVectors
  /** Unit vectors of the texts that the model was fitted to, row-major; zero where no word is kept. */
  texts: Float32Array
}

export interface FitOptions {
  /** 32 to 512. */
  dimension: number
  /** Words in fewer texts than this carry no vector. */
  minFrequency?: number
}

const SEED = 20

/**
 * Vectors of words from the texts that they share: the leading right singular space of the tf-idf matrix, found
 * by one subspace iteration from a seeded random projection. The same texts give the same vectors.
 * @see Halko, Martinsson, Tropp: Finding structure with randomness, SIAM Review 2011
 */
export function fitWordVectors(counts: WordCounts, options: FitOptions): FittedTexts {
  const { dimension, minFrequency = 3 } = options
  const rank = new Int32Array(counts.ids.size).fill(-1)
  const idf: number[] = []
  const kept = [...counts.ids]
    .filter(
      ([, id]) =>
        counts.frequencies[id]! >= minFrequency && counts.frequencies[id]! < counts.textCount * 0.2 + 3,
    )
    .map(([word, id]) => ({ word, id, bytes: Buffer.from(word) }))
    .sort((a, b) => a.bytes.compare(b.bytes))
  kept.forEach(({ id }, position) => {
    rank[id] = position
    idf.push(Math.log((counts.textCount + 1) / counts.frequencies[id]!))
  })
  const { starts, words, values } = tfIdfRows(counts, rank, idf)

  const random = seededRandom(SEED)
  const start = Float32Array.from({ length: kept.length * dimension }, () => random() * 2 - 1)
  const basis = new Float32Array(start.length)
  const row = new Float32Array(dimension)
  for (let t = 0; t < counts.textCount; t++) {
    project(starts[t]!, starts[t + 1]!, words, values, start, row)
    for (let i = starts[t]!; i < starts[t + 1]!; i++) {
      const at = words[i]! * dimension
      const value = values[i]!
      for (let d = 0; d < dimension; d++) basis[at + d]! += value * row[d]!
    }
  }
  orthonormalize(basis, dimension)

  const texts = new Float32Array(counts.textCount * dimension)
  const mean = new Float32Array(dimension)
  for (let t = 0; t < counts.textCount; t++) {
    project(starts[t]!, starts[t + 1]!, words, values, basis, row)
    if (!normalizeInPlace(row)) continue
    texts.set(row, t * dimension)
    for (let d = 0; d < dimension; d++) mean[d]! += row[d]! / counts.textCount
  }
  for (let t = 0; t < counts.textCount; t++) {
    removeCommon(texts.subarray(t * dimension, (t + 1) * dimension), mean)
  }
  for (let w = 0; w < kept.length; w++) {
    for (let d = 0; d < dimension; d++) basis[w * dimension + d]! *= idf[w]!
  }
  const table = StringTable.from(
    kept.map((k) => k.word),
    kept.length,
  )
  return { model: { dimension, words: table, vectors: basis, mean }, texts }
}

/** Takes the component that all texts share from a unit vector, which stays one; the zero vector stays zero. */
export function removeCommon(vector: Float32Array, mean: Float32Array): boolean {
  if (vector.every((x) => x === 0)) return false
  for (let d = 0; d < vector.length; d++) vector[d]! -= mean[d]!
  return normalizeInPlace(vector)
}

/** Rows of unit length. */
function tfIdfRows(counts: WordCounts, rank: Int32Array, idf: number[]) {
  const total = counts.starts.at(-1)!
  const starts = new Uint32Array(counts.textCount + 1)
  const words = new Uint32Array(total)
  const values = new Float32Array(total)
  let size = 0
  for (let t = 0; t < counts.textCount; t++) {
    let square = 0
    for (let i = counts.starts[t]!; i < counts.starts[t + 1]!; i++) {
      const word = rank[counts.words[i]!]!
      if (word < 0) continue
      const value = (1 + Math.log(counts.counts[i]!)) * idf[word]!
      words[size] = word
      values[size++] = value
      square += value * value
    }
    const length = Math.sqrt(square) || 1
    for (let i = starts[t]!; i < size; i++) values[i]! /= length
    starts[t + 1] = size
  }
  return { starts, words, values }
}

function project(
  start: number,
  end: number,
  words: Uint32Array,
  values: Float32Array,
  basis: Float32Array,
  into: Float32Array,
): void {
  const dimension = into.length
  into.fill(0)
  for (let i = start; i < end; i++) {
    const at = words[i]! * dimension
    const value = values[i]!
    for (let d = 0; d < dimension; d++) into[d]! += value * basis[at + d]!
  }
}
