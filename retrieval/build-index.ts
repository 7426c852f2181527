import { join } from 'node:path'
import type { Db } from '../storage/database.js'
import { ifFileIsFree, whenFree } from '../storage/locks.js'
import { makeFolder } from '../storage/make-folder.js'
import type { IndexedPassage } from './doc-table.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from './embed/openai-embedder.js'
import type { BuildWorker, BuildWorkerOptions } from './index/build-worker.js'
import { IndexBuilder } from './index/index-builder.js'
import { INDEX_SCHEMA, type IndexManifest, publicationOf, readManifest } from './index-store.js'
import { isSamePublication, type Publication, readPublication } from './publication.js'
import { countPassages, readPassages } from './read-passages.js'
import { startThread } from './thread/threads.js'

export interface BuildOptions {
  db: Db
  dataDir: string
  /** Absent: word vectors are fitted to the knowledge base. */
  embedding?: EmbeddingEndpoint
  /** Leaves an index alone that already holds the published revision. */
  onlyWhenStale?: boolean
  /** Builds in a thread of its own: for a process that goes on answering meanwhile. */
  inThread?: boolean
  onProgress?(done: number, total: number): void
  log?(line: string): void
  now?: () => Date
}

/** Reading and analysing the passages is about this share of the work. */
const READING_SHARE = 0.5

/** Builds and saves the index of what is published. One process at a time builds in a data folder. */
export async function buildIndex(options: BuildOptions): Promise<IndexManifest> {
  const { db, dataDir, embedding, onlyWhenStale = false, onProgress, log } = options
  const indexDir = join(dataDir, 'index')
  const build = async () => {
    const publication = await readPublication(db)
    const { revision } = publication
    const saved = onlyWhenStale ? await readManifest(indexDir) : null
    if (
      saved?.schema === INDEX_SCHEMA &&
      isSamePublication(publicationOf(saved), publication) &&
      isModelOf(saved, embedding)
    ) {
      return saved
    }
    const builder = await startBuilder(options, indexDir, publication)
    try {
      const total = await countPassages(db, revision)
      let done = 0
      for await (const page of readPassages(db, revision)) {
        await builder.add(page)
        done += page.length
        onProgress?.(Math.round(done * READING_SHARE), total)
      }
      const finished = await builder.finish((share) =>
        onProgress?.(Math.round(total * (READING_SHARE + (1 - READING_SHARE) * share)), total),
      )
      onProgress?.(total, total)
      return finished
    } finally {
      await builder.close()
    }
  }
  makeFolder(indexDir)
  return whenFree(
    () => ifFileIsFree(join(indexDir, 'build-lock.db'), build),
    () => log?.('Another process is building the index: waiting for it'),
  )
}

interface Builder {
  add(passages: IndexedPassage[]): Promise<void>
  finish(onProgress: (share: number) => void): Promise<IndexManifest>
  close(): Promise<void>
}

async function startBuilder(
  options: BuildOptions,
  indexDir: string,
  publication: Publication,
): Promise<Builder> {
  const { embedding, inThread, now = () => new Date() } = options
  if (inThread) return startBuilderThread({ indexDir, publication, embedding })
  const builder = new IndexBuilder(embedding ? await openEmbeddingEndpoint(embedding) : null)
  return {
    add: (passages) => builder.add(passages),
    finish: (onProgress) => builder.finish({ indexDir, publication, now, onProgress }),
    close: async () => {},
  }
}

function startBuilderThread(options: BuildWorkerOptions): Builder {
  const module = new URL('./index/build-worker.ts', import.meta.url)
  const { worker, remote } = startThread<BuildWorker, object>(module, options, {})
  return {
    add: (passages) => remote.add(passages),
    finish: () => remote.finish(),
    close: async () => void (await worker.terminate()),
  }
}

function isModelOf(manifest: IndexManifest, embedding: EmbeddingEndpoint | undefined): boolean {
  return embedding ? manifest.model === `openai ${embedding.model}` : manifest.model.startsWith('fitted')
}
