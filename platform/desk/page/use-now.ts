import { useSyncExternalStore } from 'react'

/** One clock for the whole page: all countdowns of the same step move together. */
function createClock(stepMs: number) {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    timer ??= setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, stepMs)
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }
  return function useClock() {
    // Nobody listened: it stood still.
    if (timer === undefined) now = Date.now()
    return useSyncExternalStore(subscribe, () => now)
  }
}

/** Milliseconds of now, anew every 15 seconds. */
export const useNow = createClock(15_000)
/** The same, anew every second. */
export const useSecond = createClock(1000)
