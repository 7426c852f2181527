import { dirname, join } from 'node:path'
import { SqliteAdapter, sql } from 'kysely'
import type { Db } from './database.js'
import { holdFile } from './locks.js'

/**
 * Says, until it is released, that a process works with the data key. On PostgreSQL its connections say so.
 * @throws {Error} the key is being changed
 */
export async function holdDataKey(db: Db): Promise<{ release(): void }> {
  if (!isSqlite(db)) return { release: () => {} }
  const held = holdFile(await keyUseFile(db))
  if (!held) throw new Error('The data key is being changed: wait for `wenfa key rotate` to end')
  return held
}

/** An empty file on which whoever uses the key holds a shared lock. SQLite only. */
export async function keyUseFile(db: Db): Promise<string> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list`.execute(db)
  return join(dirname(rows[0]!.file), 'key-use-lock.db')
}

/** How many others are connected to the PostgreSQL database, by the name that each pool has for itself. */
export async function othersConnected(db: Db): Promise<number> {
  const { rows } = await sql<{ others: number }>`
    select count(distinct application_name) as others from pg_stat_activity
    where datname = current_database() and application_name like 'wenfa %'
      and application_name <> current_setting('application_name')
  `.execute(db)
  return Number(rows[0]!.others)
}

export function isSqlite(db: Db): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}
