import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { createBirpc } from 'birpc'

/**
 * Far more than any thread needs. Below 2 GB, V8 collects garbage when the heap has doubled, above it when the heap is
 * four times what is in use.
 */
const MOST_HEAP_MB = 2000

/**
 * Starts a thread and calls the functions that it serves.
 * @param module of the thread's body, which calls `serveOwner`
 * @param options cloned: data only
 * @param functions what the thread may call here
 */
export function startThread<Served extends object, Lent extends object>(
  module: URL,
  options: object,
  functions: Lent,
) {
  const worker = new Worker(new URL('../../bin/enter-thread.js', import.meta.url), {
    workerData: { module: module.href, options },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  })
  const remote = connect<Served, Lent>(worker, functions)
  worker.once('error', (error) => remote.$close(error))
  worker.once('exit', (code) => remote.$close(new Error(`The thread ended with code ${code}`)))
  return { worker, remote }
}

/**
 * Serves the owner of this thread.
 * @param serve makes the functions that the owner may call
 */
export function serveOwner<Served extends object, Lent extends object, Options>(
  serve: (options: Options, owner: Remote<Lent>) => Served,
): void {
  if (!parentPort) throw new Error('This is the body of a thread')
  const functions = {} as Served
  const owner = connect<Lent, Served>(parentPort, functions)
  Object.assign(functions, serve((workerData as { options: Options }).options, owner))
}

export type Remote<Functions extends object> = ReturnType<typeof connect<Functions, object>>

function connect<Theirs extends object, Ours extends object>(port: Worker | MessagePort, functions: Ours) {
  return createBirpc<Theirs, Ours>(functions, {
    post: (data) => port.postMessage(data),
    on: (receive) => port.on('message', receive),
    // Building an index takes its time; a thread that ends rejects what it still owes.
    timeout: -1,
  })
}
