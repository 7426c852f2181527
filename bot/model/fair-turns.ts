import PQueue, { type QueueAddOptions } from 'p-queue'

type Run = () => Promise<unknown>

interface Place extends QueueAddOptions {
  party: unknown
}

export interface FairTurnsOptions {
  /** So many at work at once. */
  atOnce: number
  /** Nobody waits longer. */
  waitMs: number
  /** So many wait at most. */
  waiting: number
  /** What those are told who would wait longer, or come when too many wait. */
  refusal(why: string): Error
}

/**
 * Lets a few work at a time. Those who wait go in turn by party, whatever each has waiting: one with twenty requests
 * delays another by one of them.
 */
export function createFairTurns({ atOnce, waitMs, waiting, refusal }: FairTurnsOptions) {
  const queue = new PQueue<FairQueue, Place>({ concurrency: atOnce, queueClass: FairQueue })
  return async <T>(party: unknown, work: () => Promise<T>, signal: AbortSignal): Promise<T> => {
    if (queue.size >= waiting) throw refusal(`${queue.size} requests wait already`)
    const place = new AbortController()
    const leave = () => place.abort(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    const timer = setTimeout(() => place.abort(refusal(`no turn came within ${waitMs} ms`)), waitMs)
    try {
      signal.throwIfAborted()
      const run = () => {
        // Work ends by itself when its signal says so: the next turn begins when it has.
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
        return work()
      }
      return await queue.add(run, { party, signal: place.signal })
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
    }
  }
}

class FairQueue {
  /** By party, in the order in which they have their turns; none is empty. */
  readonly #parties = new Map<unknown, { id: string | undefined; run: Run }[]>()
  size = 0

  enqueue(run: Run, { party, id }: Partial<Place> = {}): void {
    const waiting = this.#parties.get(party)
    if (waiting) waiting.push({ id, run })
    else this.#parties.set(party, [{ id, run }])
    this.size++
  }

  dequeue(): Run | undefined {
    const [next] = this.#parties
    if (!next) return undefined
    const [party, waiting] = next
    const first = waiting.shift()
    this.#parties.delete(party)
    if (waiting.length > 0) this.#parties.set(party, waiting)
    this.size--
    return first?.run
  }

  remove(id: string): void {
    for (const [party, waiting] of this.#parties) {
      const at = waiting.findIndex((entry) => entry.id === id)
      if (at === -1) continue
      waiting.splice(at, 1)
      if (waiting.length === 0) this.#parties.delete(party)
      this.size--
      return
    }
  }

  /** All have the same priority. */
  filter(): Run[] {
    return [...this.#parties.values()].flatMap((waiting) => waiting.map(({ run }) => run))
  }

  setPriority(): never {
    throw new TypeError('Turns go by party, not by priority')
  }
}
