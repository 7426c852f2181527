import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
} from 'cockatiel'

export interface Perseverance {
  /** Tries after the first one, at most. */
  most: number
  /**
   * What to do about a fault; asked once for each.
   * @returns milliseconds to wait before the next try; null: trying again is of no use
   */
  waitMs(error: unknown, attempt: number): number | null
}

/** Tries again after faults that may pass. @throws the last fault */
export function persevere<T>(
  work: () => Promise<T>,
  { most, waitMs }: Perseverance,
  signal?: AbortSignal,
): Promise<T> {
  let attempt = 0
  let delayMs = 0
  const mayPass = handleWhen((error) => {
    const wait = waitMs(error, ++attempt)
    delayMs = wait ?? 0
    return wait !== null
  })
  const policy = retry(mayPass, { maxAttempts: most, backoff: new DelegateBackoff(() => delayMs) })
  return policy.execute(() => {
    // The wait itself does not end with the signal.
    signal?.throwIfAborted()
    return work()
  }, signal)
}

/** Grows with each attempt; a random half of it keeps those who failed together from coming back together. */
export function backoffMs(attempt: number, firstMs: number, random: () => number): number {
  const wholeMs = firstMs * 2 ** (attempt - 1)
  return wholeMs / 2 + (wholeMs / 2) * random()
}

export interface BreakerOptions {
  /** So many faults in a row, and nothing is tried any more. */
  faults: number
  /** After so long one request tries whether the server is back. */
  pauseMs: number
  /** Speaks against the server; another error says nothing about it. */
  isFault(error: unknown): boolean
  /** What is thrown instead of trying. */
  refusal(): Error
}

/** Leaves a server alone that fails again and again: who comes then is refused at once. */
export function createBreaker({ faults, pauseMs, isFault, refusal }: BreakerOptions) {
  const policy = circuitBreaker(handleWhen(isFault), {
    breaker: new ConsecutiveBreaker(faults),
    halfOpenAfter: pauseMs,
  })
  return async <T>(work: () => Promise<T>): Promise<T> => {
    // Otherwise all would wait for the one that tries.
    if (policy.state === CircuitState.HalfOpen) throw refusal()
    try {
      return await policy.execute(work)
    } catch (error) {
      throw error instanceof BrokenCircuitError ? refusal() : error
    }
  }
}
