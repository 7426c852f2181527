import { SqliteAdapter, type Transaction } from 'kysely'
import type { Db } from './database.js'
import type { Tables } from './tables.js'

export type Transact = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>

/** Waiting writes that share one transaction at most: bounds how long a reader waits behind them. */
const LARGEST_GROUP = 64

/**
 * A transaction per call, except that on SQLite calls which arrive while one is being committed share the next:
 * one fsync makes many messages durable. A call resolves after the commit that holds it.
 *
 * When one call of a group fails, the group is rolled back and each is run again alone, so `work` must do nothing
 * but use `trx`.
 */
export function writeTogether(db: Db): Transact {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return (work) => db.transaction().execute(work)
  let waiting: Job[] = []
  let draining = false

  async function drain() {
    draining = true
    while (waiting.length > 0) {
      const group = waiting.slice(0, LARGEST_GROUP)
      waiting = waiting.slice(LARGEST_GROUP)
      await runGroup(db, group)
    }
    draining = false
  }

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(createJob(work, resolve, reject))
      // In a later tick, so that requests which arrived together meet.
      if (!draining) {
        draining = true
        setImmediate(drain)
      }
    })
}

interface Job {
  run(trx: Transaction<Tables>): Promise<void>
  settle(): void
  reject(error: unknown): void
}

function createJob<T>(
  work: (trx: Transaction<Tables>) => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Job {
  let settle = () => {}
  return {
    async run(trx) {
      const value = await work(trx)
      settle = () => resolve(value)
    },
    settle: () => settle(),
    reject,
  }
}

async function runGroup(db: Db, group: Job[]): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      for (const job of group) await job.run(trx)
    })
  } catch (error) {
    const [only] = group
    if (group.length === 1 && only) return only.reject(error)
    for (const job of group) await runGroup(db, [job])
    return
  }
  for (const job of group) job.settle()
}
