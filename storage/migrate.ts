import { type MigrationProvider, Migrator } from 'kysely'
import type { Db } from './database.js'
import { initialTables } from './migrations/0001-initial-tables.js'
import { ticketDays } from './migrations/0002-ticket-days.js'
import { wrongCodes } from './migrations/0003-wrong-codes.js'

/** Forward only: a migration that has been released is never edited; a change is a new file at the end. */
function migrations(engine: 'sqlite' | 'postgres'): MigrationProvider {
  return {
    getMigrations: async () => ({
      '0001-initial-tables': initialTables(engine),
      '0002-ticket-days': ticketDays,
      '0003-wrong-codes': wrongCodes,
    }),
  }
}

/**
 * Kysely's migrator takes a lock row, so that of two processes starting at once one migrates and one waits.
 * Each migration runs in a transaction.
 */
export async function migrate(db: Db, engine: 'sqlite' | 'postgres'): Promise<void> {
  const { error, results } = await new Migrator({ db, provider: migrations(engine) }).migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new Error(
      failed
        ? `Migration ${failed} failed and was rolled back`
        : 'The database was made by a newer version of Wenfa',
      { cause: error },
    )
  }
}
