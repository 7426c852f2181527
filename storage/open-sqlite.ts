import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import Libsql from 'libsql'
import type { OpenDatabase } from './database.js'
import type { Tables } from './tables.js'

/** Opens `<dataDir>/wenfa.db`, made where absent. Several processes may have it open at once. */
export function openSqlite(dataDir: string): OpenDatabase {
  mkdirSync(dataDir, { recursive: true })
  const database = new Libsql(join(dataDir, 'wenfa.db'), { timeout: 15_000 })
  database.pragma('journal_mode = WAL')
  // FULL: what was acknowledged survives a power cut, not only a crash of the process.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 15000')
  database.pragma('cache_size = -65536')
  const dialect = new SqliteDialect({ database })
  dialect.createDriver = () => new ImmediateSqliteDriver({ database })
  const db = new Kysely<Tables>({ dialect })
  return { db, engine: 'sqlite', close: () => db.destroy() }
}

/**
 * A transaction that reads first and writes later fails at once (SQLITE_BUSY_SNAPSHOT) when another process
 * wrote in between; one that takes the write lock at its start waits for its turn instead.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
