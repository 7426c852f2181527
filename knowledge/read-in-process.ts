import { type ChildProcess, fork } from 'node:child_process'
import { UnreadableFileError } from './parsed-source.js'

export interface ProcessLimits {
  timeoutMs: number
  /** Memory that the reading process may use for objects. */
  maxHeapMegabytes: number
  /** Memory of the whole process: buffers lie outside of the heap. */
  maxMemoryMegabytes: number
}

export const PROCESS_LIMITS: ProcessLimits = {
  timeoutMs: 60_000,
  maxHeapMegabytes: 512,
  maxMemoryMegabytes: 1000,
}

/** Loading a parser takes longer than reading most files: a process waits so long for the next one. */
const IDLE_MS = 5_000
/** Exit code of Node without memory where there are no signals. */
const ABORTED = 134

type Ended<Answer> = { ending: null; answer: Answer } | { ending: 'time' | 'memory' | 'died' }

const idleProcesses = new Map<string, { child: ChildProcess; timer: NodeJS.Timeout }>()

/**
 * Has a script read a file in a process of its own, since a hostile file may loop or eat memory. A thread would not do:
 * where one large table is what finds no memory, V8 ends the whole process, limits of the thread or not.
 * @param script in this folder; it calls `answerInProcess`
 * @throws {UnreadableFileError} too_large (time or memory), malformed (the process died)
 */
export async function readInProcess<Answer>(
  script: string,
  input: object,
  file: string,
  limits: ProcessLimits = PROCESS_LIMITS,
): Promise<Answer> {
  const key = JSON.stringify([script, limits.maxHeapMegabytes, limits.maxMemoryMegabytes])
  const idle = takeIdle(key)
  let ended = idle && (await ask<Answer>(idle, key, input, limits))
  // What earlier files left in a process is not this one's fault.
  if (!ended || ended.ending === 'memory' || ended.ending === 'died')
    ended = await ask<Answer>(startProcess(script, limits), key, input, limits)
  if (ended.ending === null) return ended.answer
  throw refusal(ended.ending, file, limits)
}

function startProcess(script: string, { maxHeapMegabytes, maxMemoryMegabytes }: ProcessLimits): ChildProcess {
  const child = fork(new URL(`./${script}`, import.meta.url), [String(maxMemoryMegabytes)], {
    // The scripts are plain JavaScript: loaders of the parent would only slow them down.
    execArgv: [`--max-old-space-size=${maxHeapMegabytes}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  // Without work it must not keep this process; the timer of `ask` does while there is some.
  child.unref()
  child.channel?.unref()
  return child
}

function takeIdle(key: string): ChildProcess | undefined {
  const idle = idleProcesses.get(key)
  if (!idle) return undefined
  clearTimeout(idle.timer)
  idleProcesses.delete(key)
  idle.child.removeAllListeners('exit')
  return idle.child
}

function keepIdle(key: string, child: ChildProcess): void {
  takeIdle(key)?.kill('SIGKILL')
  const end = () => takeIdle(key)?.kill('SIGKILL')
  child.once('exit', end)
  idleProcesses.set(key, { child, timer: setTimeout(end, IDLE_MS).unref() })
}

async function ask<Answer>(
  child: ChildProcess,
  key: string,
  input: object,
  { timeoutMs }: ProcessLimits,
): Promise<Ended<Answer>> {
  let timer: NodeJS.Timeout | undefined
  try {
    const ended = await new Promise<Ended<Answer>>((resolve, reject) => {
      timer = setTimeout(() => resolve({ ending: 'time' }), timeoutMs)
      child.once('message', (answer) => resolve({ ending: null, answer: answer as Answer }))
      child.once('error', reject)
      child.once('exit', (code, signal) =>
        resolve({ ending: signal !== null || code === ABORTED ? 'memory' : 'died' }),
      )
      // A process that is gone is told by its exit.
      child.send(input, () => {})
    })
    for (const event of ['message', 'error', 'exit']) child.removeAllListeners(event)
    if (ended.ending === null) keepIdle(key, child)
    else child.kill('SIGKILL')
    return ended
  } finally {
    clearTimeout(timer)
  }
}

function refusal(
  ending: 'time' | 'memory' | 'died',
  file: string,
  { timeoutMs }: ProcessLimits,
): UnreadableFileError {
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
