import { Worker } from 'node:worker_threads'

/**
 * Answers each message of `readInProcess`.
 * @param {(input: any) => Promise<unknown>} read a fault that it throws ends the process
 */
export function answerInProcess(read) {
  const workerData = { mostBytes: Number(process.argv[2]) * 1e6, parentId: process.ppid }
  // A thread of its own: parsers keep this one busy.
  const watch = new Worker(new URL('./watch-process.mjs', import.meta.url), { workerData, execArgv: [] })
  watch.unref()
  process.on('message', async (input) => process.send(await read(input)))
}
