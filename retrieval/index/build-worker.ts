import type { IndexedPassage } from '../doc-table.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from '../embed/openai-embedder.js'
import type { IndexManifest } from '../index-store.js'
import type { Publication } from '../publication.js'
import { serveOwner } from '../thread/threads.js'
import { IndexBuilder } from './index-builder.js'

// Body of the thread that builds an index beside a running server, which hands it the passages page by page.

export interface BuildWorkerOptions {
  indexDir: string
  publication: Publication
  embedding: EmbeddingEndpoint | undefined
}

export interface BuildWorker {
  add(passages: readonly IndexedPassage[]): Promise<void>
  finish(): Promise<IndexManifest>
}

serveOwner<BuildWorker, object, BuildWorkerOptions>(({ indexDir, publication, embedding }) => {
  const opening = open()
  // Told to the owner, with the first page.
  opening.catch(() => {})

  async function open() {
    return new IndexBuilder(embedding ? await openEmbeddingEndpoint(embedding) : null)
  }

  return {
    add: async (passages) => (await opening).add(passages),
    finish: async () => (await opening).finish({ indexDir, publication, now: () => new Date() }),
  }
})
