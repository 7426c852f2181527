import { closeSync, openSync } from 'node:fs'

/**
 * Makes an empty file that its owner alone may read and write; leaves one that is there as it is. For databases, which
 * SQLite would make readable for all; its journals take the mode of their database.
 */
export function makePrivateFile(path: string): void {
  try {
    // Never opened where it exists: closing it would end the locks that this process holds on it.
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
