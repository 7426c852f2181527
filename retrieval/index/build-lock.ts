import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

const HEARTBEAT_MS = 5_000
/** A lock that nobody has touched for so long was left by a process that died on a machine we cannot ask. */
const STALE_MS = 60_000
const RETRY_MS = 200

/**
 * Runs `work` while no other process builds in the same folder. A lock whose owner is dead is taken over.
 * @param waiting called once when somebody else holds the lock
 */
export async function withBuildLock<T>(
  indexDir: string,
  work: () => Promise<T>,
  waiting?: () => void,
): Promise<T> {
  await mkdir(indexDir, { recursive: true })
  const path = join(indexDir, 'build.lock')
  const token = `${process.pid} ${randomBytes(6).toString('hex')}`
  let told = false
  while (!(await take(path, token))) {
    if (await isAbandoned(path)) await rm(path, { force: true })
    else {
      if (!told) waiting?.()
      told = true
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, HEARTBEAT_MS)
  heartbeat.unref()
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    if ((await readFile(path, 'utf8').catch(() => '')) === token) await rm(path, { force: true })
  }
}

async function take(path: string, token: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx')
    await handle.writeFile(token)
    await handle.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    const pid = Number.parseInt(owner, 10)
    if (Date.now() - mtimeMs > STALE_MS) return true
    return Number.isInteger(pid) && pid !== process.pid && !isAlive(pid)
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
