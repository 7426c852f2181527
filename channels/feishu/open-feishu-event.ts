import { createDecipheriv, createHash } from 'node:crypto'
import { z } from 'zod'
import { ForgedRequestError, type RawRequest } from '../channel.js'
import { readJson } from '../read-json.js'
import { isSameSecret } from '../same-secret.js'
import type { FeishuSettings } from './feishu-settings.js'

const challenge = z.object({
  type: z.literal('url_verification'),
  challenge: z.string().max(1000),
  token: z.string(),
})
export const feishuEvent = z.object({
  schema: z.literal('2.0'),
  header: z.object({
    event_id: z.string(),
    event_type: z.string(),
    /** Digits: milliseconds since 1970, of some events microseconds. */
    create_time: z.string().regex(/^\d{13,16}$/),
    token: z.string(),
    app_id: z.string(),
  }),
  event: z.record(z.string(), z.unknown()),
})
const payload = z.union([challenge, feishuEvent])

export type FeishuEvent = z.infer<typeof feishuEvent>
type Payload = z.infer<typeof payload>

/**
 * Verifies and decrypts what Feishu posts. No age is refused: what was not taken in comes again after 15 s, 5 min, 1 h
 * and 6 h, and a replay changes nothing, since each message is taken in once.
 * @throws {ForgedRequestError} {UnreadableRequestError}
 */
export function openFeishuEvent({ headers, body }: RawRequest, settings: FeishuSettings): Payload {
  const { encryptKey, verificationToken, appId } = settings
  const isSigned = encryptKey !== undefined && hasSignature(headers, body, encryptKey)
  const opened =
    encryptKey === undefined
      ? readJson(body, payload)
      : readJson(
          decryptFeishu(readJson(body, z.object({ encrypt: z.string() })).encrypt, encryptKey),
          payload,
        )
  const isEvent = 'header' in opened
  if (!isSameSecret(isEvent ? opened.header.token : opened.token, verificationToken))
    throw new ForgedRequestError('The verification token is another')
  // The question whether the address is ours comes without a signature.
  if (isEvent && encryptKey !== undefined && !isSigned)
    throw new ForgedRequestError('The event is not signed')
  if (isEvent && opened.header.app_id !== appId) throw new ForgedRequestError('The event is for another app')
  return opened
}

/** Over the body as it came. @throws {ForgedRequestError} a wrong one @returns false: there is none */
function hasSignature(headers: RawRequest['headers'], body: Buffer, encryptKey: string): boolean {
  const [signature, timestamp, nonce] = ['signature', 'request-timestamp', 'request-nonce'].map((name) =>
    String(headers[`x-lark-${name}`] ?? ''),
  )
  if (!signature) return false
  const expected = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest('hex')
  if (!isSameSecret(signature, expected)) throw new ForgedRequestError('The signature is wrong')
  return true
}

/** Base64 of 16 bytes to begin with and AES-256-CBC under the hash of the key. @throws {ForgedRequestError} it was encrypted with another key */
export function decryptFeishu(encrypted: string, encryptKey: string): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const bytes = Buffer.from(encrypted, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
  } catch {
    throw new ForgedRequestError('The message cannot be decrypted')
  }
}
