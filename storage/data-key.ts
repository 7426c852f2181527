import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from './make-folder.js'

export interface DataKey {
  /** AES-256-GCM; output is `v1.` and base64url of nonce, tag and ciphertext. */
  encrypt(plain: string): string
  /** @throws {Error} the text was not encrypted with this key */
  decrypt(sealed: string): string
  /** HMAC-SHA256 under a key derived for `purpose`: the same text gives the same 32 bytes, unguessable without the key. */
  mac(purpose: string, text: string): Buffer
}

/**
 * Reads the 32-byte key from the environment's value (64 hex digits) or from `data-key` in the data folder.
 * @returns null: there is none
 * @throws {Error} the given or stored key is malformed
 */
export function readDataKey(dataDir: string, fromEnvironment?: string): DataKey | null {
  if (fromEnvironment === undefined && !existsSync(dataKeyFile(dataDir))) return null
  const hex = fromEnvironment ?? readFileSync(dataKeyFile(dataDir), 'utf8').trim()
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new Error(
      fromEnvironment
        ? 'WENFA_DATA_KEY must be 64 hex digits'
        : `The key file in ${dataDir} is damaged: restore it from a backup`,
    )
  }
  return createDataKey(Buffer.from(hex, 'hex'))
}

/** Makes `data-key` in the data folder, with mode 0600; of two processes at once both get the same key. */
export function makeDataKey(dataDir: string): DataKey {
  createKeyFile(dataKeyFile(dataDir))
  const key = readDataKey(dataDir)
  if (!key) throw new Error(`The key file in ${dataDir} has vanished: restore it from a backup`)
  return key
}

export function createDataKey(key: Buffer): DataKey {
  return {
    encrypt(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    decrypt(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('Encrypted column has an unknown version')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    mac(purpose, text) {
      const subkey = Buffer.from(hkdfSync('sha256', key, '', `wenfa ${purpose}`, 32))
      return createHmac('sha256', subkey).update(text).digest()
    },
  }
}

export const dataKeyFile = (dataDir: string) => join(dataDir, 'data-key')

function createKeyFile(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  // Written aside and linked: of two processes starting at once, both end up with the same key.
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const handle = openSync(aside, 'wx', 0o600)
  writeSync(handle, randomBytes(32).toString('hex'))
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(aside, path)
    chmodSync(path, 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(aside)
  }
}
