import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'

export interface ProcessFigures {
  seconds: number
  /** Highest resident memory of the process, MB; 0 where the system does not tell. */
  peakMb: number
  code: number | null
}

const SAMPLE_MS = 50

/** Runs a command to its end and reads its peak memory from the system while it runs. */
export async function measureProcess(command: string, args: readonly string[]): Promise<ProcessFigures> {
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let peakMb = 0
  const timer = setInterval(async () => {
    peakMb = Math.max(peakMb, (await readMemory(child.pid)).peakMb)
  }, SAMPLE_MS)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(timer)
  return { seconds: (performance.now() - startedAt) / 1000, peakMb, code }
}

export async function readMemory(pid: number | undefined): Promise<{ residentMb: number; peakMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  return { residentMb: kilobytes('VmRSS') / 1024, peakMb: kilobytes('VmHWM') / 1024 }
}
