import { sql } from 'kysely'
import type { OpenDatabase } from './database.js'

/** Whoever asks within this time of an earlier write is told of that one: a stranger may ask as often as they like. */
const KEPT_MS = 1000

/**
 * Makes a function that stores something, to see whether it can be done: reading goes on in a folder that is read-only
 * and on a full disk. It throws why it cannot.
 */
export function createTrialWrite(
  { transact }: Pick<OpenDatabase, 'transact'>,
  now = () => performance.now(),
): () => Promise<void> {
  let last: { result: Promise<void>; endedAt: number } | null = null

  async function write() {
    await transact((trx) =>
      trx
        .updateTable('trial_writes')
        .set({ count: sql`(count + 1) % 1000000000` })
        .where('id', '=', 1)
        .execute(),
    )
  }

  return () => {
    if (last && now() - last.endedAt < KEPT_MS) return last.result
    const current = { result: write(), endedAt: Number.POSITIVE_INFINITY }
    const end = () => {
      current.endedAt = now()
    }
    current.result.then(end, end)
    last = current
    return current.result
  }
}
