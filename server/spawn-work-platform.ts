import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const EXAMPLE = join(import.meta.dirname, '..', 'examples', 'work-platform', 'work-platform.mjs')

export interface SpawnedPlatform {
  url: string
  /** SIGKILL, and waits until the process is gone. */
  kill(): Promise<void>
}

/** The example of a work platform as a process of its own. @throws {Error} it ended at its start */
export async function spawnWorkPlatform(args: readonly string[], keys: string): Promise<SpawnedPlatform> {
  const child = spawn(process.execPath, [EXAMPLE, ...args], {
    env: { ...process.env, EXCHANGE_KEYS: keys },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error('The example of a work platform ended at its start')
    }),
  ])) as [string]
  lines.resume()
  return {
    url: /http:\S+?(?=,)/.exec(line)![0],
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A port that nobody listens on, to come back to after a restart. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
