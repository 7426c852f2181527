import { failureOf, RequestFailed, unreached } from './request-failed.js'

const CSRF_HEADER = 'x-wenfa-csrf'
const TIMEOUT_MS = 20_000

let csrfToken = ''
let onSignedOut: () => void = () => {}

/** Of the session that has begun. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token
}

/** Called when the server says that nobody is signed in any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** What a request that changes something carries. */
export function sessionHeaders(): Record<string, string> {
  return { [CSRF_HEADER]: csrfToken }
}

/** Why it failed; that nobody is signed in any more is told the page. */
export async function refusalOf(response: Response): Promise<RequestFailed> {
  const failure = await failureOf(response)
  if (failure.status === 401 && failure.code === 'signed_out') onSignedOut()
  return failure
}

function failAsUnreached(): never {
  throw unreached()
}

/** @throws {RequestFailed} */
export async function request<Result>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  timeoutMs = TIMEOUT_MS,
): Promise<Result> {
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && sessionHeaders()),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(failAsUnreached)
  if (!response.ok) throw await refusalOf(response)
  if (response.status === 204) return undefined as Result
  return (await response.json().catch(() => {
    throw new RequestFailed(0, 'unreached', unreached().message)
  })) as Result
}

/**
 * JSON documents as they come, a line each. Leaving the loop ends the request.
 * @throws {RequestFailed}
 */
export async function* requestLines<Line>(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<Line> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/json', ...sessionHeaders() },
    body: JSON.stringify(body),
    signal,
  }).catch(failAsUnreached)
  if (!response.ok) throw await refusalOf(response)
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  try {
    for (;;) {
      const { value = '', done } = await reader.read().catch(failAsUnreached)
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as Line
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
