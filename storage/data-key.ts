import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
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
  /**
   * HMAC-SHA256 under a key derived for `purpose`: the same text gives the same 32 bytes, unguessable without the key.
   * Where the key was changed, it goes through all keys that there were, the oldest first.
   */
  mac(purpose: string, text: string): Buffer
  /** What `mac` gives now, and what it gave under each earlier key, newest first: for what cannot be written anew. */
  macs(purpose: string, text: string): Buffer[]
}

/**
 * Reads the 32-byte key from the environment's value (64 hex digits) or from `data-key` in the data folder.
 * @returns null: there is none
 * @throws {Error} the given or stored key is malformed
 */
export function readDataKey(dataDir: string, fromEnvironment?: string): DataKey | null {
  const bytes = readKeyBytes(dataDir, fromEnvironment)
  return bytes && createDataKey(bytes)
}

/** The same, for whoever derives another key from it. */
export function readKeyBytes(dataDir: string, fromEnvironment?: string): Buffer | null {
  if (fromEnvironment !== undefined) {
    return parseKey(fromEnvironment, 'WENFA_DATA_KEY must be 64 hex digits')
  }
  return existsSync(dataKeyFile(dataDir)) ? readKeyFile(dataKeyFile(dataDir)) : null
}

/** @throws {Error} it is damaged */
export function readKeyFile(path: string): Buffer {
  const fault = `The key file in ${dirname(path)} is damaged: restore it from a backup`
  return parseKey(readFileSync(path, 'utf8').trim(), fault)
}

function parseKey(hex: string, fault: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(fault)
  return Buffer.from(hex, 'hex')
}

/** Makes `data-key` in the data folder, with mode 0600; of two processes at once both get the same key. */
export function makeDataKey(dataDir: string): DataKey {
  makeKeyFile(dataKeyFile(dataDir))
  const key = readDataKey(dataDir)
  if (!key) throw new Error(`The key file in ${dataDir} has vanished: restore it from a backup`)
  return key
}

/** @param earlier the keys before it, oldest first */
export function createDataKey(key: Buffer, earlier: readonly Buffer[] = []): DataKey {
  const [oldest = key, ...later] = [...earlier, key]
  function macs(purpose: string, text: string): Buffer[] {
    let last = hmac(oldest, purpose, text)
    const all = [last]
    for (const next of later) {
      last = wrapMac(next, last)
      all.unshift(last)
    }
    return all
  }
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
    mac: (purpose, text) => macs(purpose, text)[0]!,
    macs,
  }
}

/** What becomes of a `mac` when `key` follows: made from itself alone, so that a stored one needs no original. */
export function wrapMac(key: Buffer, mac: Buffer): Buffer {
  return hmac(key, 'mac of an earlier key', mac)
}

function hmac(key: Buffer, purpose: string, text: string | Buffer): Buffer {
  return createHmac('sha256', subkeyOf(key, purpose)).update(text).digest()
}

/** Purposes are a few words of the code, asked for with each request of staff. */
const subkeys = new WeakMap<Buffer, Map<string, KeyObject>>()

function subkeyOf(key: Buffer, purpose: string): KeyObject {
  const derived = subkeys.get(key) ?? new Map<string, KeyObject>()
  subkeys.set(key, derived)
  const known = derived.get(purpose)
  if (known) return known
  const subkey = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `wenfa ${purpose}`, 32)))
  derived.set(purpose, subkey)
  return subkey
}

export const dataKeyFile = (dataDir: string) => join(dataDir, 'data-key')

/** Writes a random key to a new file with mode 0600, safely on disk; leaves one that is there as it is. */
export function makeKeyFile(path: string): void {
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
