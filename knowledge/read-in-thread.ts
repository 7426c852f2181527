import { Worker } from 'node:worker_threads'
import { UnreadableFileError } from './parsed-source.js'

export interface ThreadLimits {
  timeoutMs: number
  /** Memory that the reading thread may use for objects. */
  maxHeapMegabytes: number
  /** Growth of the whole process while it reads: buffers lie outside the thread's heap. */
  maxGrowthMegabytes: number
}

export const THREAD_LIMITS: ThreadLimits = {
  timeoutMs: 60_000,
  maxHeapMegabytes: 512,
  maxGrowthMegabytes: 768,
}

/** Loading a parser takes longer than reading most files: a thread waits so long for the next one. */
const IDLE_MS = 5_000
const WATCH_MS = 25

type Ending = 'time' | 'memory' | 'died'

interface Idle {
  worker: Worker
  timer: NodeJS.Timeout
}

const idleThreads = new Map<string, Idle>()

/**
 * Has a script read bytes or text of a file in a thread, since a hostile file may loop or eat memory, and a thread can
 * be ended from outside.
 * @param script in this folder; it calls `answerInThread`
 * @throws {UnreadableFileError} too_large (time or memory), malformed (the thread died)
 */
export async function readInThread<Answer>(
  script: string,
  input: unknown,
  file: string,
  limits: ThreadLimits = THREAD_LIMITS,
): Promise<Answer> {
  const key = `${script} ${limits.maxHeapMegabytes}`
  const idle = takeIdle(key)
  let ended = idle && (await ask<Answer>(idle, key, input, limits))
  // What earlier files left in a thread is not this one's fault.
  if (!ended || (ended.ending !== null && ended.ending !== 'time'))
    ended = await ask<Answer>(startThread(script, limits), key, input, limits)
  if (ended.ending === null) return ended.answer
  throw refusal(ended.ending, file, limits)
}

function startThread(script: string, { maxHeapMegabytes }: ThreadLimits): Worker {
  const worker = new Worker(new URL(`./${script}`, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
    // The thread is plain JavaScript: loaders of the parent would only slow it down.
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  })
  // A thread without work must not keep the process; the watch below does while there is some.
  worker.unref()
  return worker
}

function takeIdle(key: string): Worker | undefined {
  const idle = idleThreads.get(key)
  if (!idle) return undefined
  clearTimeout(idle.timer)
  idleThreads.delete(key)
  return idle.worker
}

function keepIdle(key: string, worker: Worker): void {
  const before = takeIdle(key)
  if (before) void before.terminate()
  const end = () => {
    if (idleThreads.get(key)?.worker === worker) takeIdle(key)
    void worker.terminate()
  }
  worker.once('error', end)
  idleThreads.set(key, { worker, timer: setTimeout(end, IDLE_MS).unref() })
}

async function ask<Answer>(
  worker: Worker,
  key: string,
  input: unknown,
  { timeoutMs, maxGrowthMegabytes }: ThreadLimits,
): Promise<{ ending: null; answer: Answer } | { ending: Ending }> {
  const startedAt = performance.now()
  const mostBytes = process.memoryUsage.rss() + maxGrowthMegabytes * 1e6
  let watch: NodeJS.Timeout | undefined
  const ended = await new Promise<{ ending: null; answer: Answer } | { ending: Ending }>((resolve) => {
    watch = setInterval(() => {
      if (performance.now() - startedAt > timeoutMs) resolve({ ending: 'time' })
      else if (process.memoryUsage.rss() > mostBytes) resolve({ ending: 'memory' })
    }, WATCH_MS)
    worker.once('message', (answer: Answer) => resolve({ ending: null, answer }))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ ending: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died' }),
    )
    worker.once('exit', () => resolve({ ending: 'died' }))
    worker.postMessage(input)
  })
  clearInterval(watch)
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  if (ended.ending === null) keepIdle(key, worker)
  else {
    // Memory that runs out while the thread is being ended is an error of its own.
    worker.on('error', () => {})
    await worker.terminate()
  }
  return ended
}

function refusal(ending: Ending, file: string, { timeoutMs }: ThreadLimits): UnreadableFileError {
  switch (ending) {
    case 'time':
      return new UnreadableFileError(
        file,
        'too_large',
        `${file} took longer than ${Math.round(timeoutMs / 1000)} s to read: split it or save it again`,
      )
    case 'memory':
      return new UnreadableFileError(
        file,
        'too_large',
        `${file} needs too much memory: split it or save it again`,
      )
    case 'died':
      return new UnreadableFileError(file, 'malformed', `${file} is damaged: save it again`)
    default:
      return ending satisfies never
  }
}
