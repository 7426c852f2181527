import { setImmediate } from 'node:timers/promises'

/** Usual stretch of work between two turns of the event loop: what is asked meanwhile is answered in between. */
const SLICE_MS = 5
/** Where others are always at work, it gets so much of what they took, up to the longest: else it would never end. */
const SHARE = 0.5
const LONGEST_SLICE_MS = 10

/** Cuts long work into slices: called often, it lets others work now and then. */
export function createSlice(): () => Promise<void> {
  let since = performance.now()
  let lasts = SLICE_MS
  return async () => {
    const now = performance.now()
    if (now - since < lasts) return
    await setImmediate()
    since = performance.now()
    lasts = Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, SHARE * (since - now)))
  }
}
