import { DEFAULT_MIGRATION_TABLE, type MigrationProvider, Migrator, sql } from 'kysely'
import type { Db, OpenDatabase } from './database.js'
import { initialTables } from './migrations/0001-initial-tables.js'
import { ticketDays } from './migrations/0002-ticket-days.js'
import { wrongCodes } from './migrations/0003-wrong-codes.js'
import { knowledgeFiles } from './migrations/0004-knowledge-files.js'
import { dataKeyCheck } from './migrations/0005-data-key-check.js'
import { publications } from './migrations/0006-publications.js'
import { trialWrites } from './migrations/0007-trial-writes.js'
import { rankers } from './migrations/0008-rankers.js'
import { derivedTranscripts } from './migrations/0009-derived-transcripts.js'
import { withdrawnAnswers } from './migrations/0010-withdrawn-answers.js'
import { ticketLifeCycle } from './migrations/0011-ticket-life-cycle.js'
import { staff } from './migrations/0012-staff.js'
import { exchange } from './migrations/0013-exchange.js'
import { suggestions } from './migrations/0014-suggestions.js'
import { live } from './migrations/0015-live.js'
import { earlierTickets } from './migrations/0016-earlier-tickets.js'
import { qaProposals } from './migrations/0017-qa-proposals.js'
import { channels } from './migrations/0018-channels.js'
import { lastSignIn } from './migrations/0019-last-sign-in.js'
import { deliveryChoices } from './migrations/0020-delivery-choices.js'
import { deliveryIndexes } from './migrations/0021-delivery-indexes.js'
import { switches } from './migrations/0022-switches.js'
import { erasure } from './migrations/0023-erasure.js'
import { contactConsents } from './migrations/0024-contact-consents.js'
import { keyRotation } from './migrations/0025-key-rotation.js'
import { drafts } from './migrations/0026-drafts.js'
import { dependents } from './migrations/0027-dependents.js'
import { quality } from './migrations/0028-quality.js'
import { watchedFiles } from './migrations/0029-watched-files.js'
import { changedVersions } from './migrations/0030-changed-versions.js'

/** Forward only: a migration that has been released is never edited; a change is a new file at the end. */
function migrations(engine: 'sqlite' | 'postgres'): MigrationProvider {
  return {
    getMigrations: async () => ({
      '0001-initial-tables': initialTables(engine),
      '0002-ticket-days': ticketDays,
      '0003-wrong-codes': wrongCodes,
      '0004-knowledge-files': knowledgeFiles,
      '0005-data-key-check': dataKeyCheck,
      '0006-publications': publications(engine),
      '0007-trial-writes': trialWrites,
      '0008-rankers': rankers(engine),
      '0009-derived-transcripts': derivedTranscripts,
      '0010-withdrawn-answers': withdrawnAnswers,
      '0011-ticket-life-cycle': ticketLifeCycle,
      '0012-staff': staff(engine),
      '0013-exchange': exchange(engine),
      '0014-suggestions': suggestions,
      '0015-live': live(engine),
      '0016-earlier-tickets': earlierTickets(engine),
      '0017-qa-proposals': qaProposals,
      '0018-channels': channels(engine),
      '0019-last-sign-in': lastSignIn,
      '0020-delivery-choices': deliveryChoices,
      '0021-delivery-indexes': deliveryIndexes,
      '0022-switches': switches,
      '0023-erasure': erasure,
      '0024-contact-consents': contactConsents,
      '0025-key-rotation': keyRotation,
      '0026-drafts': drafts,
      '0027-dependents': dependents,
      '0028-quality': quality,
      '0029-watched-files': watchedFiles,
      '0030-changed-versions': changedVersions(engine),
    }),
  }
}

/**
 * Of two processes starting at once one must migrate and one wait. On PostgreSQL Kysely's migrator sees to it; on
 * SQLite it takes no lock, and the caller has to hold one. Each migration runs in a transaction.
 */
export async function migrate(db: Db, engine: 'sqlite' | 'postgres'): Promise<void> {
  const { error, results } = await new Migrator({ db, provider: migrations(engine) }).migrateToLatest()
  if (!error) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName
  if (failed) throw new Error(`Migration ${failed} failed and was rolled back`, { cause: error })
  // Kysely's words for a migration that it is not given.
  if (!String(error).includes('corrupted migrations')) throw error
  throw new Error('The database was made by a newer version of Wenfa', { cause: error })
}

/** How the tables stand to this version of Wenfa, without changing them. `absent`: there are none yet. */
export async function tablesState({
  db,
  engine,
}: Pick<OpenDatabase, 'db' | 'engine'>): Promise<'absent' | 'older' | 'current' | 'newer'> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return 'absent'
  const run = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  const known = Object.keys(await migrations(engine).getMigrations())
  if (run.rows.some(({ name }) => !known.includes(name))) return 'newer'
  return run.rows.length < known.length ? 'older' : 'current'
}
