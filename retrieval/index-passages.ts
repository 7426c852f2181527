import type { IndexedPassage } from './doc-table.js'
import type { Embedder } from './embed/embedder.js'
import type { FittedEmbedder } from './embed/fitted-embedder.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from './embed/openai-embedder.js'
import { embeddingText, type IndexSegment, IndexSegmentBuilder } from './index-segment.js'
import type { KnowledgeIndex } from './knowledge-index.js'

/** Longest stretch of work between two turns of the event loop. */
const SLICE_MS = 10
/** Passages a segment: building one is a piece of work that cannot be cut. */
const PASSAGES_A_SEGMENT = 300

/**
 * Indexes a few passages beside a running server, in slices, with the vectors of the index they will join.
 * @throws {Error} that index has its vectors from an endpoint, and none is given
 */
export async function indexPassages(
  passages: readonly IndexedPassage[],
  { fitted }: KnowledgeIndex,
  embedding: EmbeddingEndpoint | undefined,
): Promise<IndexSegment[]> {
  const embedder = fitted ?? (embedding && (await openEmbeddingEndpoint(embedding)))
  if (!embedder) throw new Error('The index holds no word vectors and no embedding endpoint is configured')
  const segments: IndexSegment[] = []
  for (let start = 0; start < passages.length; start += PASSAGES_A_SEGMENT) {
    segments.push(await indexOne(passages.slice(start, start + PASSAGES_A_SEGMENT), embedder))
    await new Promise(setImmediate)
  }
  return segments
}

async function indexOne(
  passages: readonly IndexedPassage[],
  embedder: FittedEmbedder | Embedder,
): Promise<IndexSegment> {
  const { dimension } = embedder
  const builder = new IndexSegmentBuilder()
  let vectors: Float32Array = new Float32Array(passages.length * dimension)
  let sliceStart = performance.now()
  for (const [i, passage] of passages.entries()) {
    const words = builder.add(passage)
    if ('embedWords' in embedder)
      embedder.embedWords(words, vectors.subarray(i * dimension, (i + 1) * dimension))
    if (performance.now() - sliceStart > SLICE_MS) {
      await new Promise(setImmediate)
      sliceStart = performance.now()
    }
  }
  if (!('embedWords' in embedder)) vectors = await embedder.embed(passages.map(embeddingText))
  await new Promise(setImmediate)
  return { ...builder.build(), vectors }
}
