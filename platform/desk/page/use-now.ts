import { useSyncExternalStore } from 'react'

const STEP_MS = 15_000

// One clock for the whole page: all countdowns step together.
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, STEP_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Milliseconds of now, anew every 15 seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
