import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataKey } from '../../../storage/data-key.js'
import { openDatabase } from '../../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../../storage/test-database.js'
import { createAuditLog } from './audit-log.js'
import { hashesOfAuditRow } from './hash-audit-row.js'
import { verifyAudit } from './verify-audit.js'

const dataKey = createDataKey(Buffer.alloc(32, 3))
const now = () => new Date('2026-11-28T08:00:00Z')

describe.each(testDatabases())('the audit log on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  const logOf = ({ db }: Pick<TestDatabase, 'db'>) => createAuditLog({ db, dataKey, now })
  const verify = (noted?: { seq: number; hash: string }) => verifyAudit({ db: database.db, dataKey, noted })
  const record = (subject: string, from: Pick<TestDatabase, 'db' | 'transact'> = database) =>
    from.transact((trx) =>
      logOf(from).record(trx, { actorId: null, action: 'ticket.take', subject, details: { 理由: '试' } }),
    )
  async function fill(count: number) {
    for (let i = 1; i <= count; i++) await record(`T-${i}`)
  }
  /** As somebody with all rights on the database would. */
  async function past(guard: string, change: () => Promise<unknown>) {
    const { db, engine } = database
    await (engine === 'sqlite'
      ? sql`drop trigger ${sql.id(guard)}`.execute(db)
      : sql`alter table audit_log disable trigger all`.execute(db))
    await change()
  }

  it('holds as long as nobody touches it, page by page', async () => {
    expect(await verify()).toEqual({ checked: 0, broken: null, last: null })
    await fill(3)
    await database.db.transaction().execute(async (trx) => {
      for (let i = 0; i < 1500; i++) {
        await logOf(database).record(trx, { actorId: null, action: 'x.y', subject: String(i) })
      }
    })
    const seen: number[] = []
    const verdict = await verifyAudit({ ...database, dataKey, onProgress: (done) => seen.push(done) })
    expect(verdict).toMatchObject({ checked: 1503, broken: null, last: { seq: 1503 } })
    expect(seen).toEqual([1000, 1503])
  })

  it('is written with what it tells, or not at all', async () => {
    const { db } = database
    await record('T-1')
    const failing = db.transaction().execute(async (trx) => {
      await logOf(database).record(trx, { actorId: null, action: 'ticket.take', subject: 'T-2' })
      throw new Error('the change failed')
    })
    await expect(failing).rejects.toThrow('the change failed')
    await record('T-3')
    const rows = await logOf(database).list({ limit: 10 })
    expect(rows.map(({ seq, subject }) => [seq, subject])).toEqual([
      [2, 'T-3'],
      [1, 'T-1'],
    ])
    expect(rows[0]).toMatchObject({ actorId: null, action: 'ticket.take', details: { 理由: '试' } })
    expect((await verify()).broken).toBeNull()
  })

  it('refuses update, delete and replacing', async () => {
    const { db, engine } = database
    await fill(2)
    await expect(db.updateTable('audit_log').set({ subject: 'x' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('audit_log').execute()).rejects.toThrow('append-only')
    const copy = sql`select seq, at, actor_id, action, 'x', details, previous_hash, hash from audit_log where seq = 1`
    const replacing =
      engine === 'sqlite'
        ? sql`insert or replace into audit_log ${copy}`
        : sql`insert into audit_log ${copy} on conflict (seq) do update set subject = excluded.subject`
    await expect(replacing.execute(db)).rejects.toThrow('append-only')
    if (engine === 'postgres')
      await expect(sql`truncate audit_log`.execute(db)).rejects.toThrow('append-only')
    expect(await verify()).toMatchObject({ checked: 2, broken: null })
  })

  it('says which row was changed', async () => {
    await fill(5)
    await past('audit_log_update', () =>
      database.db.updateTable('audit_log').set({ details: '{}' }).where('seq', '=', 3).execute(),
    )
    expect(await verify()).toMatchObject({ checked: 2, broken: { seq: 3, why: 'changed' } })
  })

  it('says which row was taken out', async () => {
    await fill(5)
    await past('audit_log_delete', () => database.db.deleteFrom('audit_log').where('seq', '=', 2).execute())
    expect(await verify()).toMatchObject({ checked: 1, broken: { seq: 2, why: 'missing' } })
  })

  it('says where it was cut off', async () => {
    await fill(5)
    await past('audit_log_delete', () => database.db.deleteFrom('audit_log').where('seq', '>', 3).execute())
    expect(await verify()).toMatchObject({ checked: 3, broken: { seq: 4, why: 'cut_off' } })
  })

  it('shows against a row noted elsewhere that the end and the head were cut off together', async () => {
    await fill(5)
    const noted = (await verify()).last!
    await past('audit_log_delete', async () => {
      const third = await database.db
        .selectFrom('audit_log')
        .selectAll()
        .where('seq', '=', 3)
        .executeTakeFirstOrThrow()
      await database.db.deleteFrom('audit_log').where('seq', '>', 3).execute()
      await database.db.updateTable('audit_head').set({ seq: 3, hash: third.hash }).execute()
    })
    expect((await verify()).broken).toBeNull()
    expect((await verify(noted)).broken).toEqual({ seq: 4, why: 'cut_off' })
    await record('again-4')
    await record('again-5')
    expect((await verify()).broken).toBeNull()
    expect((await verify(noted)).broken).toEqual({ seq: 5, why: 'other_than_noted' })
  })

  it('is not to be made by somebody without the data key', async () => {
    await fill(2)
    const other = createDataKey(Buffer.alloc(32, 4))
    await past('audit_log_update', async () => {
      const row = await database.db
        .selectFrom('audit_log')
        .selectAll()
        .where('seq', '=', 2)
        .executeTakeFirstOrThrow()
      const forged = { ...row, subject: 'forged' }
      await database.db
        .updateTable('audit_log')
        .set({ subject: 'forged', hash: hashesOfAuditRow(other, forged)[0]! })
        .where('seq', '=', 2)
        .execute()
    })
    expect((await verify()).broken).toEqual({ seq: 2, why: 'changed' })
  })

  it('is one chain when two who share no memory append at once', async () => {
    const second = await openDatabase(database)
    const appends = Array.from({ length: 60 }, (_, i) => record(`T-${i}`, i % 2 ? database : second))
    await Promise.all(appends)
    await second.close()
    const subjects = (await logOf(database).list({ limit: 100 })).map(({ subject }) => subject)
    expect(new Set(subjects).size).toBe(60)
    expect(await verify()).toMatchObject({ checked: 60, broken: null })
  })
})
