import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** One of the keys that both sides know. */
export interface ExchangeKey {
  /** Sent beside the signature, so that the other side picks the right one. */
  id: string
  /** At least 32 bytes of UTF-8. */
  secret: string
}

export interface SignedRequest {
  method: string
  /** As requested: path and query, without scheme and host. */
  path: string
  body: Buffer
  /** Names in lower case, as Node gives them. */
  headers: Readonly<Record<string, string | string[] | undefined>>
}

export type SignatureFault = 'headers_missing' | 'timestamp_out_of_window' | 'signature_invalid'

export class ForgedRequestError extends Error {
  override name = 'ForgedRequestError'
  constructor(readonly fault: SignatureFault) {
    super(`The request is not signed rightly: ${fault}`)
  }
}

/** How far the clocks of both sides may differ, and how long a request may be replayed (which changes nothing). */
const WINDOW_MS = 5 * 60_000

/**
 * The headers of a request, signed with the first key.
 * @param nonce the id of the message: a message that is sent again has the same
 */
export function signRequest(
  { method, path, body, nonce }: { method: string; path: string; body: Buffer; nonce: string },
  keys: readonly ExchangeKey[],
  now: Date,
): Record<string, string> {
  const key = keys[0]
  if (!key) throw new Error('There is no key to sign with')
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return {
    'x-wenfa-key-id': key.id,
    'x-wenfa-timestamp': timestamp,
    'x-wenfa-nonce': nonce,
    'x-wenfa-signature': macOf(key.secret, { timestamp, nonce, method, path, body }).toString('hex'),
  }
}

/**
 * Any of the keys may have signed. An unknown key takes as long as a wrong signature, and reads the same.
 * @returns the nonce
 * @throws {ForgedRequestError}
 */
export function verifyRequest(request: SignedRequest, keys: readonly ExchangeKey[], now: Date): string {
  const [keyId, timestamp, nonce, signature] = ['key-id', 'timestamp', 'nonce', 'signature'].map(
    (name) => request.headers[`x-wenfa-${name}`],
  )
  if (
    typeof keyId !== 'string' ||
    typeof timestamp !== 'string' ||
    typeof nonce !== 'string' ||
    typeof signature !== 'string'
  ) {
    throw new ForgedRequestError('headers_missing')
  }
  const known = keys.find(({ id }) => id === keyId)
  const { method, path, body } = request
  const expected = macOf(known?.secret ?? '', { timestamp, nonce, method, path, body })
  const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(32)
  if (!timingSafeEqual(expected, given) || !known) throw new ForgedRequestError('signature_invalid')
  const ageMs = now.getTime() - Number(timestamp) * 1000
  // Also refuses a timestamp that is no number.
  if (!(Math.abs(ageMs) <= WINDOW_MS)) throw new ForgedRequestError('timestamp_out_of_window')
  return nonce
}

/** Over all that says what is asked: a signature cannot be put on another message, path or time. */
function macOf(
  secret: string,
  {
    timestamp,
    nonce,
    method,
    path,
    body,
  }: Record<'timestamp' | 'nonce' | 'method' | 'path', string> & {
    body: Buffer
  },
): Buffer {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signed = ['WENFA1', timestamp, nonce, method.toUpperCase(), path, bodyHash].join('\n')
  return createHmac('sha256', secret).update(signed).digest()
}
