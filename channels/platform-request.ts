import { retryAfterMs } from '../platform/exchange/backoff.js'
import { faultOf, readAtMost } from '../platform/exchange/read-answer.js'
import { DeliveryError } from './channel.js'

const LONGEST_ANSWER_BYTES = 1024 * 1024
const TIMEOUT_MS = 10_000

/**
 * One request to a platform, bounded in time and size; redirects are not followed.
 * @throws {DeliveryError} it was not answered, or by 429 or a status of 500 and above: all of these may pass
 */
export async function requestPlatform(
  url: string,
  { timeoutMs = TIMEOUT_MS, ...init }: RequestInit & { timeoutMs?: number } = {},
): Promise<{ status: number; text: string }> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(new Error('no answer in time')), timeoutMs)
  try {
    const response = await fetch(url, { redirect: 'manual', ...init, signal: abort.signal })
    const text = await readAtMost(response, LONGEST_ANSWER_BYTES)
    if (response.status === 429 || response.status >= 500) {
      const wait = retryAfterMs(response.headers.get('retry-after'), new Date())
      throw new DeliveryError('retry', `http_${response.status}`, `HTTP ${response.status}`, wait)
    }
    return { status: response.status, text }
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    const code = abort.signal.aborted ? 'timeout' : 'network'
    throw new DeliveryError('retry', code, faultOf(abort.signal.aborted ? abort.signal.reason : error))
  } finally {
    clearTimeout(timer)
    // Ends what was not read.
    abort.abort()
  }
}

/** The same with JSON there and back. @throws {DeliveryError} also where the answer is no JSON object */
export async function requestJson(
  url: string,
  body?: unknown,
  { headers, ...init }: RequestInit & { timeoutMs?: number } = {},
): Promise<Record<string, unknown>> {
  const { status, text } = await requestPlatform(url, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    ...init,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw new DeliveryError('retry', `http_${status}`, `HTTP ${status} with something else than JSON`)
}
