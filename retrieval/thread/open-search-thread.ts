import type { FollowingRetriever } from '../open-retriever.js'
import type { FoundAt, SearchWorker, SearchWorkerOptions, SearchWorkerOwner } from './search-worker.js'
import { type Remote, startThread } from './threads.js'

/**
 * The retriever in a thread of its own, for a server: requests are taken and answers written beside the searches,
 * whatever size of index is read or built. A thread that ends is started again.
 */
export async function openSearchThread(
  options: SearchWorkerOptions & { log(line: string): void },
): Promise<FollowingRetriever> {
  const { log, ...workerOptions } = options
  let closing = false
  let followMs: number | null = null
  let revision = 0
  let current = start()
  await current

  async function start() {
    const module = new URL('./search-worker.ts', import.meta.url)
    const { worker, remote } = startThread<SearchWorker, SearchWorkerOwner>(module, workerOptions, { log })
    let isOpen = false
    worker.once('error', (error) => log(`Fault in the search thread: ${error.stack}`))
    worker.once('exit', () => {
      if (closing || !isOpen) return
      log('The search thread ended: it is started again')
      current = start()
      current.catch(endProcess)
    })
    try {
      revision = await remote.open()
      if (followMs !== null) await remote.follow(followMs)
    } catch (error) {
      await worker.terminate()
      throw error
    }
    isOpen = true
    return { worker, remote }
  }

  async function ask<T>(question: (remote: Remote<SearchWorker>) => Promise<FoundAt<T>>): Promise<T> {
    const answer = await question((await current).remote)
    revision = answer.revision
    return answer.found
  }

  return {
    get revision() {
      return revision
    },
    search: (...question) => ask((remote) => remote.search(...question)),
    lookup: (...question) => ask((remote) => remote.lookup(...question)),
    async overlay(change) {
      const { remote } = await current
      const { found: number, revision: at } = await remote.openOverlay(change)
      return {
        revision: at,
        search: (...question) => remote.searchOver(number, ...question),
        lookup: (...question) => remote.lookupOver(number, ...question),
        close: () => remote.closeOverlay(number),
      }
    },
    follow(intervalMs) {
      followMs = intervalMs
      void current.then(({ remote }) => remote.follow(intervalMs))
    },
    async close() {
      closing = true
      const { remote, worker } = await current
      await remote.close()
      await worker.terminate()
    },
  }
}

/** Nothing can be answered any more: ends the process with the reason, for whoever starts it again. */
function endProcess(reason: unknown): void {
  setImmediate(() => {
    throw reason
  })
}
