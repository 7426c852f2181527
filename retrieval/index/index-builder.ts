import { readAskedLines } from '../asked-lines.js'
import { distinctAsks, type IndexedPassage } from '../doc-table.js'
import type { Embedder } from '../embed/embedder.js'
import { fitWordVectors } from '../embed/fit-word-vectors.js'
import { FITTED_DIMENSION, fittedModelId } from '../embed/fitted-embedder.js'
import { WordCounts } from '../embed/word-counts.js'
import { embeddingText, IndexSegmentBuilder } from '../index-segment.js'
import type { IndexManifest } from '../index-store.js'
import type { Publication } from '../publication.js'
import { saveIndex } from './save-index.js'

export interface FinishOptions {
  indexDir: string
  publication: Publication
  now: () => Date
  /** Share of the work after the last passage was added, 0 to 1. */
  onProgress?(share: number): void
}

/** Takes passages page by page and saves an index of them. */
export class IndexBuilder {
  #segment = new IndexSegmentBuilder()
  #counts = new WordCounts()
  #embedded: Float32Array[] = []

  /** @param embedder null: word vectors are fitted to the passages themselves */
  constructor(readonly embedder: Embedder | null) {}

  async add(passages: readonly IndexedPassage[]): Promise<void> {
    for (const passage of passages) {
      const words = this.#segment.add(passage)
      if (!this.embedder) this.#counts.add(words)
    }
    if (this.embedder) this.#embedded.push(await this.embedder.embed(passages.map(embeddingText)))
  }

  async finish({ indexDir, publication, now, onProgress }: FinishOptions): Promise<IndexManifest> {
    const built = this.#segment.build()
    const dimension = this.embedder?.dimension ?? FITTED_DIMENSION
    const fitted = this.embedder ? null : fitWordVectors(this.#counts, { dimension })
    onProgress?.(0.25)
    const vectors = fitted?.texts ?? concatenate(this.#embedded)
    return saveIndex({
      indexDir,
      publication,
      model: this.embedder?.id ?? fittedModelId(dimension),
      dimension,
      content: {
        segment: { ...built, vectors },
        words: fitted?.model ?? null,
        asked: await readAskedLines(distinctAsks(built.docs)),
      },
      now,
      onGraphProgress: onProgress && ((done, total) => onProgress(0.25 + (0.75 * done) / total)),
    })
  }
}

function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
