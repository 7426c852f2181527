import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawBuilder } from 'kysely'
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
  const postgres = serverUrl === undefined ? undefined : await createPostgresDatabase(serverUrl)
  const databaseUrl = postgres?.url
  const opened = await openDatabase({ dataDir, databaseUrl })
  return {
    ...opened,
    dataDir,
    databaseUrl,
    async drop() {
      await opened.close()
      await postgres?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function createPostgresDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const { sql } = await import('kysely')
  const { openPostgres } = await import('./open-postgres.js')
  const name = `wenfa_test_${randomBytes(6).toString('hex')}`
  const onServer = async (statement: RawBuilder<unknown>) => {
    const server = openPostgres(serverUrl, 1)
    await statement.execute(server.db).finally(server.close)
  }
  await onServer(sql`create database ${sql.id(name)}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    // Forced: a server that the test killed may still count as connected.
    drop: () => onServer(sql`drop database ${sql.id(name)} with (force)`),
  }
}
