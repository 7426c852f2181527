import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { ForgedRequestError } from './channel.js'
import { isSameSecret } from './same-secret.js'

/** What WeChat, WeCom, and DingTalk agree on with the owner of an account. */
export interface SealKeys {
  token: string
  /** EncodingAESKey: 43 letters and digits, base64 of 32 bytes without its last sign. */
  aesKey: string
  /** AppID or CorpID: who the message is for. */
  receiverId: string
}

const BLOCK_BYTES = 32

/** SHA-1 over the sorted parts, as all of these platforms sign. */
export function signatureOf(token: string, ...parts: readonly string[]): string {
  return createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest('hex')
}

/** @throws {ForgedRequestError} */
export function verifySignature(given: string | undefined, token: string, ...parts: readonly string[]): void {
  if (!isSameSecret(given, signatureOf(token, ...parts)))
    throw new ForgedRequestError('The signature is wrong')
}

/**
 * Opens what a platform has encrypted: 16 random bytes, the length, the message, whom it is for.
 * @throws {ForgedRequestError} it was encrypted with another key, or is for somebody else
 */
export function openSealed(sealed: string, { aesKey, receiverId }: Omit<SealKeys, 'token'>): string {
  const key = keyOf(aesKey)
  let plain: Buffer
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
    plain = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
  } catch {
    throw new ForgedRequestError('The message cannot be decrypted')
  }
  const padding = plain.at(-1) ?? 0
  const length = plain.length >= 20 ? plain.readUInt32BE(16) : Number.POSITIVE_INFINITY
  const end = plain.length - padding
  if (padding < 1 || padding > BLOCK_BYTES || 20 + length > end)
    throw new ForgedRequestError('The message cannot be decrypted')
  if (plain.subarray(20 + length, end).toString('utf8') !== receiverId)
    throw new ForgedRequestError('The message is for another account')
  return plain.subarray(20, 20 + length).toString('utf8')
}

/** @param random 16 bytes */
export function seal(
  message: string,
  { aesKey, receiverId }: Omit<SealKeys, 'token'>,
  random: Buffer,
): string {
  const key = keyOf(aesKey)
  const body = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random, length, body, Buffer.from(receiverId)])
  // PKCS#7 to 32 bytes, twice the block of AES: a full block where it already fits.
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)])
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64')
}
