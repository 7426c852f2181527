import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'

/** Beyond it a file is told apart by size and time of change: it is going to be refused anyway. */
const MAX_HASHED_BYTES = 256_000_000

export interface Fingerprint {
  hash: string
  /** 0 where it was not read. */
  bytes: number
}

/** Tells whether a file is the one that was read before. */
export async function fingerprint(path: string): Promise<Fingerprint> {
  try {
    const { size, mtimeMs } = await stat(path)
    if (size > MAX_HASHED_BYTES) return { hash: `${size} ${mtimeMs}`, bytes: 0 }
    return {
      hash: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      bytes: size,
    }
  } catch {
    // Parsing it says why, as a problem of the report.
    return { hash: 'unreadable', bytes: 0 }
  }
}
