import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SqliteAdapter, sql } from 'kysely'
import Libsql from 'libsql'
import type { Db } from './database.js'
import { makePrivateFile } from './make-private-file.js'

/** What the work made; null where somebody else holds the lock: nothing was done. */
type Attempt<T> = { result: T } | null

const RETRY_MS = 200

/**
 * Runs `work` while nobody else, in this process or another, holds the lock on `path`, an empty file that is made
 * where absent. The lock is a SQLite transaction on it, which the operating system ends with its process: a live owner
 * keeps it however long it takes, a dead one leaves nothing behind.
 */
export async function ifFileIsFree<T>(path: string, work: () => Promise<T>): Promise<Attempt<T>> {
  const database = lockFile(path)
  if (!database) return null
  try {
    return { result: await work() }
  } finally {
    database.close()
  }
}

/** Holds `path` beside others who hold it, against whoever wants it alone. @returns null: somebody has it alone */
export function holdFile(path: string): { release(): void } | null {
  const database = lockFile(path, 'begin; select count(*) from sqlite_master')
  return database && { release: () => database.close() }
}

/** Holds `path` alone until it is released or the process ends. @returns null: somebody else holds it */
export function takeFile(path: string): { release(): void } | null {
  const database = lockFile(path)
  return database && { release: () => database.close() }
}

/** @returns null: somebody else holds it */
function lockFile(path: string, statements = 'begin exclusive'): Libsql.Database | null {
  let database: Libsql.Database | undefined
  try {
    makePrivateFile(path)
    database = new Libsql(path)
    // A journal on the disk would need room there: what only reads works on a full one too.
    database.exec(`pragma journal_mode = memory; ${statements}`)
    return database
  } catch (error) {
    database?.close()
    const { code } = error as { code?: string }
    if (code === 'SQLITE_BUSY') return null
    throw new Error(`The lock ${path} cannot be taken, its folder must be writable`, { cause: error })
  }
}

/** The same for a lock of a database: on PostgreSQL among all its clients, on SQLite among all who have its folder. */
export async function ifDatabaseIsFree<T>(db: Db, name: string, work: () => Promise<T>): Promise<Attempt<T>> {
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db)
    return ifFileIsFree(join(dirname(rows[0]!.file), `${name}-lock.db`), work)
  }
  // The lock belongs to one connection: the server ends it when that is closed or lost.
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(hashtext(${`wenfa ${name}`})) as taken
    `.execute(connection)
    if (!rows[0]?.taken) return null
    try {
      return { result: await work() }
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${`wenfa ${name}`}))`.execute(connection).catch(() => {})
    }
  })
}

/** Tries until the lock is free. @param onWait called once when somebody else holds it */
export async function whenFree<T>(attempt: () => Promise<Attempt<T>>, onWait?: () => void): Promise<T> {
  for (let told = false; ; told = true) {
    const done = await attempt()
    if (done) return done.result
    if (!told) onWait?.()
    await sleep(RETRY_MS)
  }
}
