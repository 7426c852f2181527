import { join } from 'node:path'
import type { OpenDatabase } from './database.js'
import { ifFileIsFree, whenFree } from './locks.js'
import { migrate } from './migrate.js'

export interface DatabaseOptions {
  dataDir: string
  /** postgres://…; SQLite in the data folder where absent. */
  databaseUrl?: string
}

/** Opens the database and brings its tables to this version. @throws {Error} unreachable, or made by a newer version */
export async function openDatabase({ dataDir, databaseUrl }: DatabaseOptions): Promise<OpenDatabase> {
  const opened = await connectDatabase({ dataDir, databaseUrl })
  try {
    const bringUp = () => migrate(opened.db, opened.engine)
    if (databaseUrl) await bringUp()
    else await whenFree(() => ifFileIsFree(join(dataDir, 'migrate-lock.db'), bringUp))
  } catch (error) {
    await opened.close()
    throw error
  }
  return opened
}

/** Opens the database and leaves its tables alone, whatever their version: see `tablesState`. */
export async function connectDatabase({ dataDir, databaseUrl }: DatabaseOptions): Promise<OpenDatabase> {
  return databaseUrl
    ? (await import('./open-postgres.js')).openPostgres(databaseUrl)
    : (await import('./open-sqlite.js')).openSqlite(dataDir)
}
