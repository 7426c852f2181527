import { parentPort } from 'node:worker_threads'

/**
 * Answers each message of `readInThread`.
 * @param {(input: any) => Promise<unknown>} read a fault that it throws ends the thread
 */
export function answerInThread(read) {
  parentPort.on('message', async (input) => {
    parentPort.postMessage(await read(input))
  })
}
