import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenDatabase } from './database.js'
import { openDatabase } from './open-database.js'

export interface TestDatabase extends OpenDatabase {
  dataDir: string
  /** For a second handle or process on the same database. */
  databaseUrl: string | undefined
  /** Closes, and removes the folder and the database. */
  drop(): Promise<void>
}

/**
 * The engines that storage-dependent tests run on: SQLite always, PostgreSQL where TEST_DATABASE_URL names a
 * server on which databases may be created.
 */
export function testDatabases(): { name: string; open(): Promise<TestDatabase> }[] {
  const serverUrl = process.env.TEST_DATABASE_URL
  const engines = [{ name: 'SQLite', open: () => openTestDatabase() }]
  if (serverUrl) engines.push({ name: 'PostgreSQL', open: () => openTestDatabase(serverUrl) })
  return engines
}

async function openTestDatabase(serverUrl?: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenfa-test-'))
  const databaseUrl = serverUrl && (await createPostgresDatabase(serverUrl))
  const opened = await openDatabase({ dataDir, databaseUrl })
  return {
    ...opened,
    dataDir,
    databaseUrl,
    async drop() {
      await opened.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function createPostgresDatabase(serverUrl: string): Promise<string> {
  const { sql } = await import('kysely')
  const { openPostgres } = await import('./open-postgres.js')
  const admin = openPostgres(serverUrl, 1)
  const name = `wenfa_test_${randomBytes(6).toString('hex')}`
  await sql`create database ${sql.id(name)}`.execute(admin.db)
  await admin.close()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
