import { ModelFailedError } from './model-failed-error.js'

export type Deadline = ReturnType<typeof startDeadline>

/**
 * One clock for a whole request: total time, silence, and the caller's own signal. Whichever comes first
 * aborts `signal` with a {@link ModelFailedError} as its reason.
 */
export function startDeadline(timeoutMs: number, outer: AbortSignal, now = () => Date.now()) {
  const controller = new AbortController()
  const endsAtMs = now() + timeoutMs
  const fail = (message: string, retryable: boolean) =>
    controller.abort(new ModelFailedError('timeout', message, retryable))
  const total = setTimeout(() => fail(`Model took longer than ${timeoutMs} ms`, true), timeoutMs)
  let silence: NodeJS.Timeout | undefined
  const leave = () => fail('The turn was cancelled while the model was answering', false)
  if (outer.aborted) leave()
  else outer.addEventListener('abort', leave, { once: true })

  return {
    signal: controller.signal,

    remainingMs: () => Math.max(0, endsAtMs - now()),

    /** Starts or renews the watch over silence. @param complaint what is said when it was broken */
    expectWithin(silenceMs: number, complaint: string): void {
      clearTimeout(silence)
      silence = setTimeout(() => fail(complaint, true), silenceMs)
    },

    /** Silence is nobody's fault for a while: one waits for a turn, or to try again. */
    expectNothing(): void {
      clearTimeout(silence)
    },

    /** Ends with the deadline even where the work does not listen to the signal. */
    async until<T>(work: Promise<T>): Promise<T> {
      let stop = () => {}
      const ended = new Promise<never>((_, reject) => {
        stop = () => reject(controller.signal.reason)
      })
      if (controller.signal.aborted) stop()
      else controller.signal.addEventListener('abort', stop, { once: true })
      try {
        return await Promise.race([work, ended])
      } finally {
        controller.signal.removeEventListener('abort', stop)
      }
    },

    /** Ends the clock, and with it whatever of the request is still open. */
    stop(): void {
      controller.abort()
      clearTimeout(total)
      clearTimeout(silence)
      outer.removeEventListener('abort', leave)
    },
  }
}
