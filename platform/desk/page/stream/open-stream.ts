import type { z } from 'zod'
import type { conversationChange, ticketChange } from '../../feed/feed-wire.js'

export interface Heard {
  ticket: z.infer<typeof ticketChange>
  conversation: z.infer<typeof conversationChange>
}

/** `ready`: connected, also once more, and anything may have changed. `broken`: connecting again. */
export type Told =
  | { kind: 'ready' | 'broken' }
  | { [Kind in keyof Heard]: { kind: Kind; change: Heard[Kind] } }[keyof Heard]

export const KINDS = ['ticket', 'conversation'] as const
const RETRY_MS = 15_000

/**
 * The desk's events for one member. In a page and in a worker alike.
 * @returns ends it
 */
export function openStream(memberId: string, tell: (told: Told) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let source = connect()

  function connect(): EventSource {
    const opened = new EventSource('/api/desk/events')
    opened.addEventListener('ready', ({ data }) => {
      // Somebody else has signed in in this browser meanwhile: what comes is for their eyes.
      if ((JSON.parse(data) as { memberId: string }).memberId !== memberId) retry()
      else tell({ kind: 'ready' })
    })
    for (const kind of KINDS) {
      opened.addEventListener(kind, ({ data }) => tell({ kind, change: JSON.parse(data) } as Told))
    }
    opened.onerror = () => {
      // A broken connection is tried again by the browser, a refused one is not.
      if (opened.readyState === EventSource.CLOSED) retry()
      else tell({ kind: 'broken' })
    }
    return opened
  }

  function retry() {
    source.close()
    tell({ kind: 'broken' })
    timer = setTimeout(() => {
      source = connect()
    }, RETRY_MS)
  }

  return () => {
    clearTimeout(timer)
    source.close()
  }
}
