import type { z } from 'zod'
import { readEventStream } from '../../../ui/read-event-stream.js'
import type { conversationEvent } from '../wire.js'
import type { Credentials } from './api.js'

export type ConversationEvent = z.infer<typeof conversationEvent>

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * Follows what happens in a conversation besides direct replies until the signal aborts. Connects again after a
 * break, slower each time it fails, at once when the page is seen or online again; nothing is missed, for the last
 * sequence number is sent along.
 */
export async function watchEvents(
  { id, secret }: Credentials,
  afterSeq: number,
  onEvent: (event: ConversationEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  let lastSeq = afterSeq
  let waitMs = FIRST_WAIT_MS
  while (!signal.aborted) {
    try {
      const response = await fetch(`/api/conversations/${id}/events?after=${lastSeq}`, {
        headers: {
          accept: 'text/event-stream',
          authorization: `Bearer ${secret}`,
          'last-event-id': String(lastSeq),
        },
        signal,
      })
      if ([401, 403, 404].includes(response.status)) return
      if (response.ok && response.body) {
        waitMs = FIRST_WAIT_MS
        for await (const { data } of readEventStream(response.body)) {
          const event = JSON.parse(data) as ConversationEvent
          if (event.seq <= lastSeq) continue
          lastSeq = event.seq
          onEvent(event)
        }
      }
    } catch {
      // A broken connection and a server that is down look the same from here: wait and try again.
    }
    await pause(waitMs, signal)
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      document.removeEventListener('visibilitychange', seen)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const seen = () => document.visibilityState === 'visible' && done()
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
    document.addEventListener('visibilitychange', seen)
    signal.addEventListener('abort', done)
  })
}
