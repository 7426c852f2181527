import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalizeInPlace } from '../embed/normalize-in-place.js'
import { seededRandom } from '../embed/seeded-random.js'
import { createExactVectors, dot } from './exact-vectors.js'
import { readHnsw, writeHnsw } from './hnsw-vectors.js'
import type { VectorIndex } from './vector-index.js'

const DIMENSION = 32
const COUNT = 2000
const random = seededRandom(7)
const vectors = new Float32Array(COUNT * DIMENSION)
for (let doc = 0; doc < COUNT; doc++) {
  const row = vectors.subarray(doc * DIMENSION, (doc + 1) * DIMENSION)
  for (let d = 0; d < DIMENSION; d++) row[d] = random() - 0.5
  normalizeInPlace(row)
}
const row = (doc: number) => vectors.subarray(doc * DIMENSION, (doc + 1) * DIMENSION)
const exact = createExactVectors(vectors, DIMENSION)
const all = new Uint8Array(COUNT).fill(1)

describe('the exact scan', () => {
  it('finds what sorting all similarities finds', () => {
    const expected = Array.from({ length: COUNT }, (_, doc) => ({
      doc,
      similarity: dot(row(5), vectors, doc),
    }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10)
    expect(exact.search(row(5), 10, all)).toEqual(expected)
  })
})

describe('the graph', () => {
  let folder: string
  let graph: VectorIndex | null

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-hnsw-'))
    const path = join(folder, 'vectors.hnsw')
    graph = (await writeHnsw(path, vectors, DIMENSION)) ? await readHnsw(path, DIMENSION) : null
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('finds at least 98 of 100 that the exact scan finds', (context) => {
    if (!graph) return context.skip('hnswlib-node is not installed')
    let found = 0
    for (let doc = 0; doc < 50; doc++) {
      const expected = new Set(exact.search(row(doc), 20, all).map((hit) => hit.doc))
      found += graph.search(row(doc), 20, all).filter((hit) => expected.has(hit.doc)).length
    }
    expect(found / (50 * 20)).toBeGreaterThanOrEqual(0.98)
  })

  it('gives only what is allowed', (context) => {
    if (!graph) return context.skip('hnswlib-node is not installed')
    const few = new Uint8Array(COUNT)
    for (let doc = 0; doc < COUNT; doc += 3) few[doc] = 1
    const hits = graph.search(row(1), 20, few)
    expect(hits).toHaveLength(20)
    expect(hits.every(({ doc }) => doc % 3 === 0)).toBe(true)
  })

  it.skipIf(!existsSync('/dev/full'))('is not taken for written on a full disk', async (context) => {
    if (!graph) return context.skip('hnswlib-node is not installed')
    const written = writeHnsw('/dev/full', vectors, DIMENSION)
    await expect(written).rejects.toThrow('/dev/full was not written whole: is the disk full?')
  })
})
