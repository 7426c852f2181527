import type { Transaction } from 'kysely'
import type { Db, Transact } from './database.js'
import type { Tables } from './tables.js'

/** Waiting writes that share one transaction at most: bounds how long a reader waits behind them. */
const LARGEST_GROUP = 64

/**
 * For SQLite: calls that arrive while one is being committed share the next transaction, so that one fsync makes
 * many messages durable. A call resolves after the commit that holds it. When one call of a group fails, the group is
 * rolled back and each is run again alone.
 */
export function writeTogether(db: Db): Transact {
  let waiting: Job[] = []
  let draining = false

  async function drain() {
    while (waiting.length > 0) {
      const group = waiting.slice(0, LARGEST_GROUP)
      waiting = waiting.slice(LARGEST_GROUP)
      await runGroup(db, group)
    }
    draining = false
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        run: async (trx) => {
          const value = await work(trx)
          return () => resolve(value)
        },
        reject,
      })
      // In a later tick, so that requests which arrived together meet.
      if (!draining) {
        draining = true
        setImmediate(drain)
      }
    })
}

interface Job {
  /** @returns tells the caller, once what was done is committed */
  run(trx: Transaction<Tables>): Promise<() => void>
  reject(error: unknown): void
}

async function runGroup(db: Db, group: Job[]): Promise<void> {
  try {
    const settles = await db.transaction().execute(async (trx) => {
      const done: (() => void)[] = []
      for (const job of group) done.push(await job.run(trx))
      return done
    })
    for (const settle of settles) settle()
  } catch (error) {
    const [only] = group
    if (group.length === 1 && only) return only.reject(error)
    for (const job of group) await runGroup(db, [job])
  }
}
