import { setImmediate } from 'node:timers/promises'

/** Longest stretch of work between two turns of the event loop: what is asked meanwhile is answered in between. */
const SLICE_MS = 5

/** Cuts long work into slices: called often, it lets others work now and then. */
export function createSlice(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await setImmediate()
    since = performance.now()
  }
}
