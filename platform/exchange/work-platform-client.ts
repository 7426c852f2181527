import { retryAfterMs } from './backoff.js'
import type { ExchangeSettings } from './exchange-deps.js'
import { type RemoteTicket, remoteTicketPage } from './exchange-messages.js'
import { faultOf, readAtMost } from './read-answer.js'
import { signRequest } from './sign-request.js'

/** Of an acknowledgement, which is not read, and of the reason of a refusal. */
const LONGEST_REPLY_BYTES = 64 * 1024
/** 1000 tickets, with room. */
const LONGEST_PAGE_BYTES = 1024 * 1024
const MOST_PAGES = 10_000

export type Delivery =
  | { status: 'delivered' }
  /** `refused`: it was understood and not wanted; another try is hardly better. */
  | { status: 'failed'; refused: boolean; error: string; retryAfterMs: number }

export type WorkPlatformClient = ReturnType<typeof createWorkPlatformClient>

/** Talks to the one address that is configured: redirects are not followed, answers are bounded in time and size. */
export function createWorkPlatformClient({ url, keys, timeoutMs }: ExchangeSettings, now: () => Date) {
  async function request(
    method: 'GET' | 'POST',
    path: string,
    { body = '', nonce, maxBytes }: { body?: string; nonce: string; maxBytes: number },
  ): Promise<{ response: Response; text: string }> {
    const target = new URL(url + path)
    const bytes = Buffer.from(body)
    const headers = signRequest(
      { method, path: target.pathname + target.search, body: bytes, nonce },
      keys,
      now(),
    )
    // AbortSignal.timeout may be collected before it fires while an answer is still read.
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    try {
      const response = await fetch(target, {
        method,
        headers: {
          ...headers,
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: bytes }),
        redirect: 'manual',
        signal: abort.signal,
      })
      return { response, text: await readAtMost(response, maxBytes) }
    } finally {
      clearTimeout(timer)
      // Ends what was not read.
      abort.abort()
    }
  }

  return {
    /** @param messageId the idempotency key @param body the message, JSON */
    async deliver(messageId: string, body: string): Promise<Delivery> {
      try {
        const { response, text } = await request('POST', '/messages', {
          body,
          nonce: messageId,
          maxBytes: LONGEST_REPLY_BYTES,
        })
        if (response.ok) return { status: 'delivered' }
        return {
          status: 'failed',
          refused: isRefusal(response.status),
          error: `HTTP ${response.status}${text && `: ${text.replace(/\s+/g, ' ').slice(0, 200)}`}`,
          retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now()),
        }
      } catch (error) {
        return { status: 'failed', refused: false, error: faultOf(error), retryAfterMs: 0 }
      }
    },

    /**
     * Every ticket that the work platform has of those opened on that day (in China) or later, page by page.
     * @throws {Error} it did not answer, or not in the agreed form
     */
    async *listTickets(openedSince: string): AsyncGenerator<RemoteTicket> {
      let after: string | null = null
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = new URLSearchParams({ openedSince, limit: '1000', ...(after !== null && { after }) })
        const { response, text } = await request('GET', `/tickets?${query}`, {
          nonce: crypto.randomUUID(),
          maxBytes: LONGEST_PAGE_BYTES,
        }).catch((error) => {
          throw new Error(`The work platform could not be asked for its tickets: ${faultOf(error)}`)
        })
        if (!response.ok)
          throw new Error(`The work platform refused to list its tickets: HTTP ${response.status}`)
        const { tickets, next } = readPage(text)
        yield* tickets
        if (next === null) return
        if (next === after)
          throw new Error('The work platform lists the same page of tickets again and again')
        after = next
      }
      throw new Error(`The work platform lists its tickets on more than ${MOST_PAGES} pages`)
    },
  }
}

/** A wrong signature, a wait that is asked for or too many requests say nothing about the message. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 403, 408, 421, 425, 429].includes(status)
}

function readPage(text: string) {
  try {
    return remoteTicketPage.parse(JSON.parse(text))
  } catch (error) {
    throw new Error('The work platform lists its tickets in another form than agreed', { cause: error })
  }
}
