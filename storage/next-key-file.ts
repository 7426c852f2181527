import { existsSync, linkSync, renameSync } from 'node:fs'
import { createDataKey, dataKeyFile, makeKeyFile, readKeyBytes, readKeyFile } from './data-key.js'
import { keyCheckOf } from './judge-data-key.js'

const nextKeyFile = (dataDir: string) => `${dataKeyFile(dataDir)}.next`

/** The key that is to follow the one in the data folder: made there, or left by a run that was interrupted. */
export function makeNextKey(dataDir: string): Buffer {
  makeKeyFile(nextKeyFile(dataDir))
  return readKeyFile(nextKeyFile(dataDir))
}

export const hasNextKey = (dataDir: string): boolean => existsSync(nextKeyFile(dataDir))

/**
 * Puts the next key in the place of the present one, which stays beside it under a name of its own. May be killed and
 * called again.
 * @returns where the old key is; null: nothing was left to do
 */
export function adoptNextKey(dataDir: string): string | null {
  if (!hasNextKey(dataDir)) return null
  const current = readKeyBytes(dataDir)
  const old = current && `${dataKeyFile(dataDir)}.old-${keyCheckOf(createDataKey(current)).slice(0, 8)}`
  if (old !== null && !existsSync(old)) linkSync(dataKeyFile(dataDir), old)
  renameSync(nextKeyFile(dataDir), dataKeyFile(dataDir))
  return old
}
