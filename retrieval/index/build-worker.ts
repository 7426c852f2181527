import { parentPort, workerData } from 'node:worker_threads'
import type { IndexedPassage } from '../doc-table.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from '../embed/openai-embedder.js'
import type { IndexManifest } from '../index-store.js'
import type { Publication } from '../publication.js'
import { IndexBuilder } from './index-builder.js'

export interface WorkerOptions {
  indexDir: string
  publication: Publication
  embedding: EmbeddingEndpoint | undefined
}

export type WorkerRequest = { kind: 'passages'; passages: IndexedPassage[] } | { kind: 'finish' }
export type WorkerReply =
  | { kind: 'taken' }
  | { kind: 'finished'; manifest: IndexManifest }
  | { kind: 'failed'; reason: string }

/** Body of the thread that builds beside a running server, which hands it the passages page by page. */
async function run(): Promise<void> {
  const port = parentPort
  if (!port) return
  const { indexDir, publication, embedding } = workerData as WorkerOptions
  const builder = new IndexBuilder(embedding ? await openEmbeddingEndpoint(embedding) : null)
  const answer = (reply: WorkerReply) => port.postMessage(reply)
  port.on('message', async (request: WorkerRequest) => {
    try {
      if (request.kind === 'passages') {
        await builder.add(request.passages)
        answer({ kind: 'taken' })
      } else {
        const manifest = await builder.finish({ indexDir, publication, now: () => new Date() })
        answer({ kind: 'finished', manifest })
        port.close()
      }
    } catch (error) {
      answer({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
      port.close()
    }
  })
  answer({ kind: 'taken' })
}

await run()
