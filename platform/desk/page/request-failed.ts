import { words } from './words.js'

/** Why a request came to nothing; the message is what staff read. */
export class RequestFailed extends Error {
  override name = 'RequestFailed'
  constructor(
    /** 0: the server was not reached. */
    readonly status: number,
    readonly code: string,
    message: string,
    /** What else the server says for the page. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }

  /** May go better when tried again. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export async function failureOf(response: Response): Promise<RequestFailed> {
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; [detail: string]: unknown }
  } | null
  const { code = 'unknown', message = words.failed.server, ...details } = body?.error ?? {}
  return new RequestFailed(response.status, code, message, details)
}

export function unreached(): RequestFailed {
  return new RequestFailed(0, 'unreached', words.failed.network)
}
