import { type Heard, KINDS, type Told } from './stream/open-stream.js'
import { shareStream } from './stream/share-stream.js'

interface Listener {
  /** `change` null: anything may have changed. */
  onChange(kind: keyof Heard, change: Heard[keyof Heard] | null): void
  onConnection(isConnected: boolean): void
}

let stream: { memberId: string; end(): void } | undefined
let state: 'connecting' | 'ready' | 'broken' = 'connecting'
const listeners = new Set<Listener>()

/**
 * All parts of a page hear the desk's events from one place.
 * @param memberId who is signed in
 * @returns ends the listening
 */
export function listenToDesk(memberId: string, listener: Listener): () => void {
  if (stream?.memberId !== memberId) end()
  listeners.add(listener)
  stream ??= { memberId, end: shareStream(memberId, tell) }
  // Who comes later has read its lists when nothing was missed any more.
  if (state !== 'connecting') listener.onConnection(state === 'ready')
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) end()
  }
}

function end(): void {
  stream?.end()
  stream = undefined
  state = 'connecting'
}

function tell(told: Told): void {
  if (told.kind === 'ready' || told.kind === 'broken') state = told.kind
  for (const listener of [...listeners]) {
    if ('change' in told) listener.onChange(told.kind, told.change)
    else if (told.kind === 'broken') listener.onConnection(false)
    else {
      listener.onConnection(true)
      for (const kind of KINDS) listener.onChange(kind, null)
    }
  }
}
