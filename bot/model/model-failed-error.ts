export type ModelFailure = 'timeout' | 'unreachable' | 'refused' | 'bad_output' | 'rate_limited'

/** The chat model gave nothing usable: the caller composes without it. */
export class ModelFailedError extends Error {
  override name = 'ModelFailedError'
  constructor(
    readonly reason: ModelFailure,
    message: string,
    /** The same request may succeed later. */
    readonly retryable: boolean,
  ) {
    super(message)
  }
}

/** Any error of the client library, the connection or the server, as one of ours. */
export function toModelFailedError(error: unknown, secret: string): ModelFailedError {
  if (error instanceof ModelFailedError) return error
  const status = statusOf(error)
  const said = firstLine(error, secret)
  if (status === 408) return new ModelFailedError('timeout', `Model server timed out (408): ${said}`, true)
  if (status === 429) {
    const exhausted = isQuotaExhausted(error)
    return new ModelFailedError('rate_limited', `Model server refuses more requests: ${said}`, !exhausted)
  }
  if (status !== null && status >= 500) {
    return new ModelFailedError('unreachable', `Model server failed: ${said}`, true)
  }
  if (status !== null && status >= 400) {
    const remedy = 'check MODEL_BASE_URL, MODEL, MODEL_API_KEY and MODEL_STRUCTURED_OUTPUT'
    return new ModelFailedError('refused', `Model server refused the request: ${said}: ${remedy}`, false)
  }
  // A TypeError of the connection has a cause; one without is the client stumbling over a reply it did not expect.
  if (error instanceof SyntaxError || (error instanceof TypeError && error.cause === undefined)) {
    return new ModelFailedError('bad_output', `Model server sent a malformed reply: ${said}`, false)
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new ModelFailedError('timeout', `Model server timed out: ${said}`, true)
  }
  return new ModelFailedError('unreachable', `Model server cannot be reached or broke off: ${said}`, true)
}

/** HTTP status of an error response; null for faults of the connection. */
export function statusOf(error: unknown): number | null {
  const status: unknown = field(error, 'status')
  return typeof status === 'number' ? status : null
}

/** A 429 that waiting does not cure. */
export function isQuotaExhausted(error: unknown): boolean {
  return field(error, 'code') === 'insufficient_quota'
}

/** Milliseconds that the server asks to wait; null where it does not say. */
export function retryAfterMs(error: unknown, nowMs: number): number | null {
  const headers = field(error, 'headers')
  const value = headers instanceof Headers ? headers.get('retry-after') : null
  if (value === null || value.trim() === '') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs)
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}

/** Servers repeat the key in their complaint about it; it must not reach the log. */
function firstLine(error: unknown, secret: string): string {
  const text = error instanceof Error ? error.message : String(error)
  const line = text.split('\n', 1)[0]!.slice(0, 200)
  return secret.length > 4 ? line.replaceAll(secret, '***') : line
}
