import { Worker } from 'node:worker_threads'
import type { IndexedPassage } from '../doc-table.js'
import type { IndexManifest } from '../index-store.js'
import type { WorkerOptions, WorkerReply, WorkerRequest } from './build-worker.js'

/** Builds an index in a thread of its own, so that the server goes on answering. */
export interface WorkerBuilder {
  add(passages: IndexedPassage[]): Promise<void>
  finish(): Promise<IndexManifest>
  close(): Promise<void>
}

export async function startWorkerBuilder(options: WorkerOptions): Promise<WorkerBuilder> {
  const worker = new Worker(new URL('./build-worker.mjs', import.meta.url), {
    workerData: options,
    execArgv: [],
  })
  let settle: { resolve(reply: WorkerReply): void; reject(error: Error): void } | null = null
  const failed = (error: Error) => settle?.reject(error)
  worker.on('message', (reply: WorkerReply) => settle?.resolve(reply))
  worker.on('error', failed)
  worker.on('exit', (code) => failed(new Error(`The index builder ended with code ${code}`)))

  const reply = (send?: WorkerRequest) =>
    new Promise<WorkerReply>((resolve, reject) => {
      settle = { resolve, reject }
      if (send) worker.postMessage(send)
    }).then((received) => {
      if (received.kind === 'failed') throw new Error(received.reason)
      return received
    })

  await reply()
  return {
    async add(passages) {
      await reply({ kind: 'passages', passages })
    },
    async finish() {
      const received = await reply({ kind: 'finish' })
      if (received.kind !== 'finished') throw new Error('The index builder answered out of turn')
      return received.manifest
    },
    async close() {
      await worker.terminate()
    },
  }
}
