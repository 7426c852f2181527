import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'wenfa-upload-'
/** No upload takes so long: whoever began it was killed. */
const ABANDONED_MS = 24 * 60 * 60 * 1000

/** Lends a folder of its own for what is uploaded. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes what killed servers left behind. */
export async function removeAbandonedFolders(now: Date): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(tmpdir(), name)
    const since = await stat(folder).catch(() => null)
    if (since && now.getTime() - since.mtimeMs > ABANDONED_MS)
      await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
