import { useEffect, useEffectEvent, useState } from 'react'
import type { Draft } from './saved-draft.js'

/** In which what was sent can be taken back: then the citizen has it. */
export const UNDO_MS = 5000

export interface Sending {
  /** On its way, and can still be taken back. */
  pending: Draft | null
  /** Came back: to be put into the editor again. */
  returned: Draft | null
  send(draft: Draft): void
  undo(): void
  /** Without waiting for the rest of the time. */
  sendNow(): void
}

/**
 * Holds what goes to the citizen back for a moment; a note goes at once.
 * @param deliver throws when it did not arrive
 */
export function useSending(deliver: (draft: Draft) => Promise<void>): Sending {
  const [pending, setPending] = useState<Draft | null>(null)
  const [returned, setReturned] = useState<Draft | null>(null)
  const give = async (draft: Draft) => {
    try {
      await deliver(draft)
    } catch {
      setReturned({ ...draft })
    }
    setPending((current) => (current === draft ? null : current))
  }
  const giveWhenDue = useEffectEvent(give)
  const leave = useEffectEvent(() => {
    if (pending) void deliver(pending).catch(() => {})
  })

  useEffect(() => {
    if (!pending) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    const timer = setTimeout(() => void giveWhenDue(pending), pending.mode === 'note' ? 0 : UNDO_MS)
    return () => {
      window.removeEventListener('beforeunload', warn)
      clearTimeout(timer)
    }
  }, [pending])
  // Whoever goes to another ticket within these seconds has meant to send it.
  useEffect(() => () => leave(), [])

  return {
    pending,
    returned,
    send(draft) {
      setReturned(null)
      setPending(draft)
    },
    undo() {
      setReturned(pending && { ...pending })
      setPending(null)
    },
    sendNow() {
      if (pending) void give(pending)
    },
  }
}
