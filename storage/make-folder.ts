import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the folder and those above it where absent, for their owner only. Level by level: Node's own `recursive` never
 * returns where the system answers ENOENT for a folder whose parent is there, as below /proc.
 * @throws {Error} which folder cannot be made, and why
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Of two processes starting at once the other was first.
    if (code === 'EEXIST') return
    throw new Error(`The folder ${path} cannot be made (${code}): name another data folder`, { cause: error })
  }
}
