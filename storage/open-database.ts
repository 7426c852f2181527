import type { OpenDatabase } from './database.js'
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
    await migrate(opened.db, opened.engine)
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
