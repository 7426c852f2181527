import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface SpawnedServer {
  url: string
  process: ChildProcess
  /** The end of what it said on stderr so far. */
  said(): string
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>
  /** SIGTERM, and waits for the exit code. */
  stop(): Promise<number | null>
}

const BIN = join(import.meta.dirname, '..', 'bin', 'wenfa.js')
const READY_TIMEOUT_MS = 120_000

/**
 * `wenfa serve` as a process of its own, for tests and benchmarks.
 * @param port 0: a free one
 * @throws {Error} it ended, or was not ready in time; the message holds what it said on stderr
 */
export async function spawnServer(
  dataDir: string,
  environment: Record<string, string | undefined> = {},
  port = 0,
): Promise<SpawnedServer> {
  try {
    return await spawnReady(dataDir, environment, port)
  } catch (error) {
    // Once in some thousand starts Node 20 itself ends so while it loads modules. A supervisor would start it again;
    // whatever a test says of processes that are killed holds over this end too.
    if (!(error instanceof Error && error.message.includes('SIGSEGV'))) throw error
    console.warn(`Started again: ${error.message}`)
    return spawnReady(dataDir, environment, port)
  }
}

async function spawnReady(
  dataDir: string,
  environment: Record<string, string | undefined>,
  port: number,
): Promise<SpawnedServer> {
  const child = spawnServe(dataDir, environment, port)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-20_000)
  })
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`wenfa serve ${why}: ${said}`))
    const timer = setTimeout(() => fail('was not ready in time'), READY_TIMEOUT_MS)
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`))
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer)
      resolve((JSON.parse(line) as { url: string }).url)
    })
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    url,
    process: child,
    said: () => said,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}

/** `wenfa serve`, ended by SIGKILL so long after its start, however far it has come. */
export async function killWhileStarting(
  dataDir: string,
  environment: Record<string, string | undefined>,
  port: number,
  afterMs: number,
): Promise<void> {
  const child = spawnServe(dataDir, environment, port)
  const exited = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  if (signal !== 'SIGKILL') throw new Error(`wenfa serve ended with ${code ?? signal} by itself`)
}

function spawnServe(dataDir: string, environment: Record<string, string | undefined>, port: number) {
  return spawn(process.execPath, [BIN, 'serve', '--data', dataDir, '--port', String(port), '--json'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs a `wenfa` command to its end. */
export async function runWenfa(
  args: readonly string[],
  environment: Record<string, string | undefined> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}
