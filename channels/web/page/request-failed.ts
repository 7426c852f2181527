/**
 * Why a request brought nothing. `refused` carries the server's own words for the citizen; `unknown_conversation`
 * means that the server does not know this conversation or secret, `starting` that it cannot answer yet.
 */
export type FailureKind =
  | 'offline'
  | 'unreachable'
  | 'slow'
  | 'starting'
  | 'busy'
  | 'refused'
  | 'broken'
  | 'unknown_conversation'

export class RequestFailed extends Error {
  constructor(
    readonly kind: FailureKind,
    /** Chinese, from the server; null where it sent none. */
    readonly serverMessage: string | null = null,
  ) {
    super(`request failed: ${kind}`)
    this.name = 'RequestFailed'
  }
}

export async function failureOf(response: Response): Promise<RequestFailed> {
  const body: unknown = await response.json().catch(() => null)
  const message = serverMessage(body)
  if (response.status === 429 || response.status === 409) return new RequestFailed('busy', message)
  if (response.status === 503) return new RequestFailed('starting', message)
  // The page's own words say more: whom to call meanwhile, in the reader's language.
  if (response.status >= 500) return new RequestFailed('broken')
  if ([401, 403, 404].includes(response.status)) return new RequestFailed('unknown_conversation', message)
  return new RequestFailed('refused', message)
}

/** @param error what fetch or a body's reader threw */
export function failureOfNetwork(error: unknown): RequestFailed {
  if (error instanceof RequestFailed) return error
  return new RequestFailed(navigator.onLine ? 'unreachable' : 'offline')
}

function serverMessage(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null
  const { error } = body
  if (typeof error !== 'object' || error === null || !('message' in error)) return null
  return typeof error.message === 'string' ? error.message : null
}
