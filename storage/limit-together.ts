import { Semaphore } from 'async-mutex'

interface Limit {
  /** So many run together; the others wait in the order in which they came. */
  atOnce: number
  /** So many wait at most. */
  waiting: number
  /** What the next one is told. */
  refusal(): Error
}

/** Runs work a few at a time. @returns rejects with the refusal when too many wait, and as the work does */
export function limitTogether({ atOnce, waiting, refusal }: Limit) {
  const semaphore = new Semaphore(atOnce)
  let count = 0
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (count >= atOnce + waiting) throw refusal()
    count++
    try {
      return await semaphore.runExclusive(work)
    } finally {
      count--
    }
  }
}
