import { RequestFailed } from './request-failed.js'

export interface Deadline {
  signal: AbortSignal
  /** Starts the time again. */
  extend(): void
  release(): void
}

/**
 * A signal that aborts when time is up, with `RequestFailed('slow')`, or when the given one does.
 * AbortSignal.any and .timeout are missing on phones that citizens still use.
 */
export function abortAfter(ms: number, given?: AbortSignal): Deadline {
  const controller = new AbortController()
  const onGiven = () => controller.abort(given?.reason)
  if (given?.aborted) onGiven()
  given?.addEventListener('abort', onGiven)
  const timeUp = () => controller.abort(new RequestFailed('slow'))
  let timer = setTimeout(timeUp, ms)
  return {
    signal: controller.signal,
    extend() {
      clearTimeout(timer)
      timer = setTimeout(timeUp, ms)
    },
    release() {
      clearTimeout(timer)
      given?.removeEventListener('abort', onGiven)
    },
  }
}
