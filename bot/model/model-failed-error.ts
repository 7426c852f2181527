import {
  isMalformedReply,
  isQuotaExhausted,
  ReplyTooLongError,
  statusOf,
} from '../../retrieval/model-server/server-fault.js'

/** `busy`: too many asked at once; `paused`: it failed so often, or in this very turn, that it was not asked. */
export const MODEL_FAILURES = [
  'timeout',
  'unreachable',
  'refused',
  'bad_output',
  'rate_limited',
  'busy',
  'paused',
] as const

export type ModelFailure = (typeof MODEL_FAILURES)[number]

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
    const remedy = 'check MODEL_BASE_URL, MODEL, MODEL_API_KEY, MODEL_OPTIONS and MODEL_STRUCTURED_OUTPUT'
    return new ModelFailedError('refused', `Model server refused the request: ${said}: ${remedy}`, false)
  }
  if (error instanceof ReplyTooLongError) return new ModelFailedError('bad_output', said, false)
  if (isMalformedReply(error)) {
    return new ModelFailedError('bad_output', `Model server sent a malformed reply: ${said}`, false)
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new ModelFailedError('timeout', `Model server timed out: ${said}`, true)
  }
  return new ModelFailedError('unreachable', `Model server cannot be reached or broke off: ${said}`, true)
}

/** Servers repeat the key in their complaint about it; it must not reach the log. */
function firstLine(error: unknown, secret: string): string {
  const text = error instanceof Error ? error.message : String(error)
  const line = text.split('\n', 1)[0]!.slice(0, 200)
  return secret.length > 4 ? line.replaceAll(secret, '***') : line
}
