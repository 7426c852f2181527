/** A server sent more than any answer can need. */
export class ReplyTooLongError extends Error {
  override name = 'ReplyTooLongError'
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

/** A server that is busy or stumbles, as opposed to one that does not want this request. */
export function mayPass(error: unknown): boolean {
  const status = statusOf(error)
  return status !== null && (status >= 500 || (status === 429 && !isQuotaExhausted(error)))
}

/** The client stumbled over a reply that it did not expect; a TypeError of the connection has a cause. */
export function isMalformedReply(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof TypeError && error.cause === undefined)
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
