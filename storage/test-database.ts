import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { RawBuilder } from 'kysely'
import { copyMade, madeOnce } from './copy-made.js'
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
export function testDatabases(): { name: string; open(fill?: Fill): Promise<TestDatabase> }[] {
  const serverUrl = process.env.TEST_DATABASE_URL
  const engines = [{ name: 'SQLite', open: (fill: Fill = copyTables) => openTestDatabase(fill) }]
  if (serverUrl) engines.push({ name: 'PostgreSQL', open: () => openTestDatabase(null, serverUrl) })
  return engines
}

/** Puts a SQLite database and what belongs to it into an empty data folder. */
type Fill = (dataDir: string) => Promise<void>

/** What the migrations make is copied: they would take longer than most tests. */
async function copyTables(dataDir: string): Promise<void> {
  if (!madeOnce) return
  await copyMade('sqlite', dataDir, async (made) => (await openDatabase({ dataDir: made })).close())
}

async function openTestDatabase(fill: Fill | null, serverUrl?: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wenfa-test-'))
  const postgres = serverUrl === undefined ? undefined : await createPostgresDatabase(serverUrl)
  const databaseUrl = postgres?.url
  await fill?.(dataDir)
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

const TEMPLATE = `wenfa_template_${basename(madeOnce ?? '')}`
const TEMPLATE_IS_MADE = join(madeOnce ?? '', 'postgres')

async function createPostgresDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const { sql } = await import('kysely')
  if (!madeOnce) return createFrom(serverUrl)
  if (!existsSync(TEMPLATE_IS_MADE)) {
    const { name, url, drop } = await createFrom(serverUrl)
    await (await openDatabase({ dataDir: madeOnce, databaseUrl: url })).close()
    // Another file's tests may have been faster: theirs is as good.
    await onServer(serverUrl, sql`alter database ${sql.id(name)} rename to ${sql.id(TEMPLATE)}`).catch(drop)
    await mkdir(TEMPLATE_IS_MADE, { recursive: true })
  }
  return createFrom(serverUrl, TEMPLATE)
}

/** At the end of a run of the tests. */
export async function dropTemplate(): Promise<void> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl || !madeOnce || !existsSync(TEMPLATE_IS_MADE)) return
  const { sql } = await import('kysely')
  await onServer(serverUrl, sql`drop database ${sql.id(TEMPLATE)} with (force)`)
}

async function createFrom(serverUrl: string, template = 'template1') {
  const { sql } = await import('kysely')
  const name = `wenfa_test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, sql`create database ${sql.id(name)} template ${sql.id(template)}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    name,
    url: url.href,
    // Forced: a server that the test killed may still count as connected.
    drop: () => onServer(serverUrl, sql`drop database ${sql.id(name)} with (force)`),
  }
}

async function onServer(serverUrl: string, statement: RawBuilder<unknown>): Promise<void> {
  const { openPostgres } = await import('./open-postgres.js')
  const server = openPostgres(serverUrl, 1)
  await statement.execute(server.db).finally(server.close)
}
