import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Mutex } from 'async-mutex'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import Libsql from 'libsql'
import type { OpenDatabase } from './database.js'
import { keepPrepared } from './keep-prepared.js'
import { makeFolder } from './make-folder.js'
import { makePrivateFile } from './make-private-file.js'
import type { Tables } from './tables.js'
import { writeTogether } from './write-together.js'

/** SQLite itself waits so long for a lock, and the whole process with it: short. */
const BLOCKING_WAIT_MS = 20
/** Between tries, during which the process goes on with other work. */
const RETRY_PAUSE_MS = 10
const LONGEST_WAIT_MS = 30_000

/** Opens `<dataDir>/wenfa.db`, made where absent. Several processes may have it open at once. */
export function openSqlite(dataDir: string): OpenDatabase {
  makeFolder(dataDir)
  const database = openFile(join(dataDir, 'wenfa.db'))
  const prepared = keepPrepared(database)
  const dialect = new SqliteDialect({ database: prepared })
  dialect.createDriver = () => new PatientSqliteDriver(prepared, () => database.inTransaction)
  const db = new Kysely<Tables>({ dialect })
  return { db, transact: writeTogether(db), engine: 'sqlite', close: () => db.destroy() }
}

function openFile(path: string): Libsql.Database {
  let database: Libsql.Database | undefined
  try {
    makePrivateFile(path)
    database = new Libsql(path, { timeout: LONGEST_WAIT_MS })
    database.pragma('journal_mode = WAL')
    // FULL: what was acknowledged survives a power cut, not only a crash of the process.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma(`busy_timeout = ${BLOCKING_WAIT_MS}`)
    database.pragma('cache_size = -16384')
    return database
  } catch (error) {
    database?.close()
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The database ${path} cannot be opened (${why}): it must be a whole one, in a folder that is writable`,
    )
  }
}

/** One after the other on the one connection; waits for another process's lock without blocking this one. */
class PatientSqliteDriver extends SqliteDriver {
  readonly #inTransaction: () => boolean
  readonly #turns = new Mutex()

  constructor(database: SqliteDatabase, inTransaction: () => boolean) {
    super({ database })
    this.#inTransaction = inTransaction
  }

  /** In the order of asking: Kysely wakes all who wait, and whoever comes by just then goes before them. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.acquire()
    const connection = await super.acquireConnection()
    return {
      executeQuery: (query) => whenFree(() => connection.executeQuery(query)),
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection()
    this.#turns.release()
  }

  /**
   * A transaction that reads first and writes later fails at once (SQLITE_BUSY_SNAPSHOT) when another process
   * wrote in between; one that takes the write lock at its start waits for its turn instead.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk ends the transaction by itself; the error of a second end would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#inTransaction()) await super.rollbackTransaction(connection)
  }
}

/** A statement that found the database locked has done nothing and may be run again. */
async function whenFree<R>(run: () => Promise<QueryResult<R>>): Promise<QueryResult<R>> {
  const giveUpAt = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    try {
      return await run()
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === 'SQLITE_FULL') {
        throw new Error('The disk is full, the database cannot grow: free some space', { cause: error })
      }
      if (code?.startsWith('SQLITE_CORRUPT')) {
        throw new Error('The database is damaged: stop all servers and restore it from a backup', {
          cause: error,
        })
      }
      if (code !== 'SQLITE_BUSY' || performance.now() > giveUpAt) throw error
      await sleep(RETRY_PAUSE_MS)
    }
  }
}
