import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase } from './open-database.js'
import { type TestDatabase, testDatabases } from './test-database.js'

if (!process.env.TEST_DATABASE_URL) console.warn('PostgreSQL tests skipped: TEST_DATABASE_URL is not set')

describe.each(testDatabases())('the database on $name', ({ open }) => {
  let database: TestDatabase
  afterEach(() => database.drop())

  it('starts at knowledge revision 0', async () => {
    database = await open()
    const state = await database.db.selectFrom('knowledge_state').select(['id', 'revision']).execute()
    expect(state).toEqual([{ id: 1, revision: 0 }])
  })

  it('is migrated once when two processes open it at the same time', async () => {
    database = await open()
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(database)))
    const states = await Promise.all(
      others.map(({ db }) => db.selectFrom('knowledge_state').select(['id', 'revision']).execute()),
    )
    expect(states).toEqual([1, 2, 3].map(() => [{ id: 1, revision: 0 }]))
    await Promise.all(others.map((other) => other.close()))
  })

  it('is made once by processes that start at the same time', async () => {
    database = await open()
    if (database.engine !== 'sqlite') return
    const script = join(database.dataDir, 'open.mts')
    await writeFile(
      script,
      `const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'open-database.ts'))})
       const { close } = await openDatabase({ dataDir: process.argv[2] })
       await close()`,
    )
    const start = async (dataDir: string) => {
      const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: 'inherit' })
      const [code] = await once(child, 'exit')
      return code
    }
    for (const pair of ['1', '2', '3', '4']) {
      const dataDir = join(database.dataDir, pair)
      expect(await Promise.all([start(dataDir), start(dataDir)])).toEqual([0, 0])
    }
  })

  it('rolls a failed transaction back whole', async () => {
    database = await open()
    const { db } = database
    await expect(
      db.transaction().execute(async (trx) => {
        await trx.updateTable('knowledge_state').set({ revision: 7 }).execute()
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await db.selectFrom('knowledge_state').select('revision').executeTakeFirst()).toEqual({
      revision: 0,
    })
  })

  it('says that the disk is full, and goes on when it no longer is', async () => {
    database = await open()
    const { db } = database
    if (database.engine !== 'sqlite') return
    const write = (id: string) =>
      db.transaction().execute((trx) =>
        trx
          .insertInto('conversations')
          .values({ id, channel: 'web', secret_hash: 'x'.repeat(200_000), region_code: null, created_at: '' })
          .execute(),
      )
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(db)
    await expect(write('a')).rejects.toThrow('The disk is full')
    await sql`pragma max_page_count = 1000000`.execute(db)
    await write('b')
    expect(await db.selectFrom('conversations').select('id').execute()).toEqual([{ id: 'b' }])
  })

  it('says that it is damaged, and what to do', async () => {
    database = await open()
    if (database.engine !== 'sqlite') return
    const { dataDir } = database
    const values = { id: 'a', channel: 'web', secret_hash: 'x'.repeat(2_000_000), created_at: '' } as const
    await database.db.insertInto('conversations').values(values).execute()
    await database.db.destroy()
    const path = join(dataDir, 'wenfa.db')
    const bytes = await readFile(path)
    // The pages that hold the row, which opening does not read.
    await writeFile(path, bytes.fill(0xff, bytes.length - 1_900_000))
    const { db, close } = await openDatabase({ dataDir })
    await expect(db.selectFrom('conversations').selectAll().execute()).rejects.toThrow(
      'The database is damaged: stop all servers and restore it from a backup',
    )
    await close()
  })

  it('numbers events upwards', async () => {
    database = await open()
    const { db } = database
    await db
      .insertInto('conversations')
      .values({ id: 'c', channel: 'web', secret_hash: '', region_code: null, created_at: '' })
      .execute()
    const insert = () =>
      db
        .insertInto('conversation_events')
        .values({ conversation_id: 'c', kind: 'staff_reply', payload_encrypted: '', created_at: '' })
        .returning('seq')
        .executeTakeFirstOrThrow()
    const first = await insert()
    const second = await insert()
    expect(second.seq).toBeGreaterThan(first.seq)
  })

  it('is gone when a test drops it, also while a process is connected', async () => {
    database = await open()
    const other = await openDatabase(database)
    await database.drop()
    await other.close()
    await expect(access(database.dataDir)).rejects.toThrow('ENOENT')
    if (database.databaseUrl) await expect(openDatabase(database)).rejects.toThrow('does not exist')
    database = await open()
  })

  it('survives the loss of a connection in the middle of a transaction', async () => {
    database = await open()
    const { db } = database
    if (database.engine !== 'postgres') return
    const cutOff = db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
      // The end of the connection arrives while the transaction does something else.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await trx.updateTable('knowledge_state').set({ revision: 7 }).execute()
    })
    await expect(cutOff).rejects.toThrow()
    expect(await db.selectFrom('knowledge_state').select('revision').execute()).toEqual([{ revision: 0 }])
  })

  it('refuses tables of a newer version', async () => {
    database = await open()
    await sql`insert into kysely_migration values ('9999-later', '')`.execute(database.db)
    await expect(openDatabase(database)).rejects.toThrow('made by a newer version')
  })

  it('says which file is no database, or cannot be opened', async () => {
    database = await open()
    if (database.engine !== 'sqlite') return
    const dataDir = join(database.dataDir, 'damaged')
    await mkdir(dataDir)
    await writeFile(join(dataDir, 'wenfa.db'), 'no database '.repeat(1000))
    await expect(openDatabase({ dataDir })).rejects.toThrow(
      `The database ${join(dataDir, 'wenfa.db')} cannot be opened (file is not a database)`,
    )
    await rm(join(dataDir, 'wenfa.db'))
    await mkdir(join(dataDir, 'wenfa.db'))
    await expect(openDatabase({ dataDir })).rejects.toThrow('wenfa.db cannot be opened')
  })

  it('keeps SQLite durable across a power cut', async () => {
    database = await open()
    if (database.engine !== 'sqlite') return
    const journal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(database.db)
    const synchronous = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.db)
    expect([journal.rows[0]?.journal_mode, synchronous.rows[0]?.synchronous]).toEqual(['wal', 2])
  })
})
