import { ForgedRequestError, type RawRequest, type RawResponse } from '../channel.js'
import { readXml } from '../read-xml.js'
import { openSealed, verifySignature } from '../sealed-message.js'

/** Of the page on which an application, or customer service, receives messages. */
export interface WecomCallbackSettings {
  corpId: string
  token: string
  aesKey: string
}

/** A request may be so old; the platform gives up after 5 s and asks again, three times in all. */
const WINDOW_MS = 5 * 60_000

/**
 * Opens what WeCom sends: always encrypted, and signed as it is encrypted.
 * @returns `echo`: the platform checks the address and wants to see this; `fields`: a message or an event
 * @throws {ForgedRequestError} {UnreadableRequestError}
 */
export function openWecomCallback(
  { method, query, body }: RawRequest,
  { corpId, token, aesKey }: WecomCallbackSettings,
  now: Date,
): { echo: string } | { fields: Record<string, string> } {
  const isCheck = method === 'GET'
  const encrypted = isCheck ? query.echostr : readXml(body).Encrypt
  if (encrypted === undefined) throw new ForgedRequestError('The message is not encrypted')
  const { msg_signature: signature, timestamp = '', nonce = '' } = query
  verifySignature(signature, token, timestamp, nonce, encrypted)
  const ageMs = now.getTime() - Number(timestamp) * 1000
  if (!(Math.abs(ageMs) <= WINDOW_MS)) throw new ForgedRequestError('The request is too old')
  const opened = openSealed(encrypted, { aesKey, receiverId: corpId })
  return isCheck ? { echo: opened } : { fields: readXml(opened) }
}

/** An empty body acknowledges. */
export const plainResponse = (body: string): RawResponse => ({
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body,
})
