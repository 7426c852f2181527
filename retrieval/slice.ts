import { setImmediate, setTimeout } from 'node:timers/promises'

/** Usual stretch of work between two turns of the event loop: what is asked meanwhile is answered in between. */
const SLICE_MS = 5
/** Where others are always at work, it gets so much of what they took, up to the longest: else it would never end. */
const SHARE = 0.5
const LONGEST_SLICE_MS = 10
/** Others were at work when a turn took longer. */
const IDLE_TURN_MS = 0.5
/** Of what it worked. */
const REST = 2

/**
 * Cuts long work into slices: called often, it lets others work now and then. While they do, it rests longer than it
 * worked: what they wait for needs the processors too.
 */
export function createSlice(): () => Promise<void> {
  let since = performance.now()
  let lasts = SLICE_MS
  return async () => {
    const now = performance.now()
    const worked = now - since
    if (worked < lasts) return
    await setImmediate()
    const others = performance.now() - now
    const rest = REST * worked - others
    if (others > IDLE_TURN_MS && rest > 1) await setTimeout(rest)
    since = performance.now()
    lasts = Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, SHARE * (since - now)))
  }
}
