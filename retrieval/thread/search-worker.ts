import { connectDatabase, type DatabaseOptions } from '../../storage/open-database.js'
import type { EmbeddingEndpoint } from '../embed/openai-embedder.js'
import { type OverlaidRetriever, openRetriever } from '../open-retriever.js'
import type { KnowledgeChange } from '../overlay/knowledge-change.js'
import type { ArticleLookup, Retriever, SearchResult } from '../retriever.js'
import { serveOwner } from './threads.js'

// Body of the thread that holds the index of a running server and searches it.

export interface SearchWorkerOptions extends DatabaseOptions {
  embedding: EmbeddingEndpoint | undefined
}

/** What the owner of the thread lends it. */
export interface SearchWorkerOwner {
  log(line: string): void
}

/** Found at a revision of the knowledge. */
export interface FoundAt<T> {
  found: T
  revision: number
}

export interface SearchWorker {
  /** Resolves when searches are possible, with the revision that they search. */
  open(): Promise<number>
  search(...question: Parameters<Retriever['search']>): Promise<FoundAt<SearchResult>>
  lookup(...question: Parameters<Retriever['lookup']>): Promise<FoundAt<ArticleLookup | null>>
  /** @returns under which number its searches are asked */
  openOverlay(change: KnowledgeChange): Promise<FoundAt<number>>
  searchOver(overlay: number, ...question: Parameters<Retriever['search']>): Promise<SearchResult>
  lookupOver(overlay: number, ...question: Parameters<Retriever['lookup']>): Promise<ArticleLookup | null>
  closeOverlay(overlay: number): Promise<void>
  follow(intervalMs: number): Promise<void>
  close(): Promise<void>
}

serveOwner<SearchWorker, SearchWorkerOwner, SearchWorkerOptions>(({ embedding, ...place }, owner) => {
  let closed = false
  const opening = open()
  // Told to the owner, who asks for it.
  opening.catch(() => {})

  async function open() {
    const database = await connectDatabase(place)
    const retriever = await openRetriever({
      db: database.db,
      dataDir: place.dataDir,
      embedding,
      log: (line) => void owner.log.asEvent(line),
    })
    return { database, retriever }
  }

  async function ask<T>(question: (retriever: Retriever) => Promise<T>): Promise<FoundAt<T>> {
    const { retriever } = await opening
    // Ended inside a search of the vector graph, a thread takes the whole process with it.
    if (closed) throw new Error('The search is closed')
    const found = await question(retriever)
    return { found, revision: retriever.revision }
  }

  const overlays = new Map<number, OverlaidRetriever>()
  let opened = 0

  function over(number: number): OverlaidRetriever {
    const overlay = overlays.get(number)
    // It went with the thread that had it.
    if (!overlay) throw new Error('The search was started again: try once more')
    return overlay
  }

  return {
    open: async () => (await opening).retriever.revision,
    search: (...question) => ask((retriever) => retriever.search(...question)),
    lookup: (...question) => ask((retriever) => retriever.lookup(...question)),
    async openOverlay(change) {
      const { retriever } = await opening
      const overlay = await retriever.overlay(change)
      overlays.set(++opened, overlay)
      return { found: opened, revision: overlay.revision }
    },
    searchOver: (number, ...question) => over(number).search(...question),
    lookupOver: (number, ...question) => over(number).lookup(...question),
    closeOverlay: async (number) => void overlays.delete(number),
    follow: async (intervalMs) => (await opening).retriever.follow(intervalMs),
    async close() {
      closed = true
      const { retriever, database } = await opening
      await retriever.close()
      await database.close()
    },
  }
})
