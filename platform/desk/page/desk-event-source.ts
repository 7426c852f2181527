import type { z } from 'zod'
import type { conversationChange, ticketChange } from '../feed/feed-wire.js'

export interface Heard {
  ticket: z.infer<typeof ticketChange>
  conversation: z.infer<typeof conversationChange>
}

interface Listener {
  /** `change` null: anything may have changed. */
  onChange(kind: keyof Heard, change: Heard[keyof Heard] | null): void
  onConnection(isConnected: boolean): void
}

const KINDS = ['ticket', 'conversation'] as const

let source: EventSource | undefined
let isReady = false
const listeners = new Set<Listener>()

/**
 * The one stream of the desk's events that a page holds: a browser opens six connections to a server, all its tabs
 * together. @returns ends the listening; with the last one the stream ends
 */
export function listenToDesk(listener: Listener): () => void {
  listeners.add(listener)
  source ??= open()
  // Who comes later has read its lists when nothing was missed any more.
  if (isReady) listener.onConnection(true)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = undefined
    isReady = false
  }
}

function open(): EventSource {
  const opened = new EventSource('/api/desk/events')
  const tell = (kind: keyof Heard, change: Heard[keyof Heard] | null) => {
    for (const listener of [...listeners]) listener.onChange(kind, change)
  }
  const connected = (isConnected: boolean) => {
    for (const listener of [...listeners]) listener.onConnection(isConnected)
  }
  opened.onopen = () => connected(true)
  opened.onerror = () => {
    isReady = false
    connected(false)
  }
  // Comes with each connection, also with one that stands again.
  opened.addEventListener('ready', () => {
    isReady = true
    for (const kind of KINDS) tell(kind, null)
  })
  for (const kind of KINDS) {
    opened.addEventListener(kind, ({ data }) => tell(kind, JSON.parse(data) as Heard[typeof kind]))
  }
  return opened
}
