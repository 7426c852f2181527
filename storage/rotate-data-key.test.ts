import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataKey } from './data-key.js'
import { openDataKey } from './open-data-key.js'
import { endRotation, rotateDataKey } from './rotate-data-key.js'
import { HASHED, SEALED } from './sealed-columns.js'
import { type TestDatabase, testDatabases } from './test-database.js'

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
/** Made without the data key, of what nobody can guess; or of what is public. */
const OTHER_HASHES = [
  ...['conversations.secret_hash', 'staff.password_hash', 'staff_sessions.token_hash'],
  ...['staff_invites.token_hash', 'ingested_files.content_hash', 'drafts.content_hash'],
  ...['knowledge_tokens.token_hash', 'watched_files.content_hash'],
]
/** Of a chain that nobody may change, and of a table that is written without batches. */
const KEYED_HASHES = ['audit_log.previous_hash', 'staff_recovery_codes.code_hash']

describe.each(testDatabases())('changing the data key on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
    await openKey(FIRST)
  })
  afterEach(() => database.drop())

  const openKey = (key: Buffer) => openDataKey({ ...database, fromEnvironment: key.toString('hex') })
  const rotate = (current: Buffer, next: Buffer, checkAlone = async () => {}) =>
    rotateDataKey({ db: database.db, current, next, checkAlone, record: async () => {} })
  const tables = async () =>
    (await database.db.introspection.getTables()).map(({ name, columns }) => ({
      name,
      columns: columns.map((column) => `${name}.${column.name}`),
    }))

  it('knows every column that is encrypted or hashed', async () => {
    const columns = (await tables()).flatMap((table) => table.columns)
    const listed = (keyed: typeof SEALED) =>
      keyed.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`))
    expect(columns.filter((name) => name.endsWith('_encrypted')).sort()).toEqual(
      [...listed(SEALED), 'data_key.earlier_encrypted'].sort(),
    )
    expect(columns.filter((name) => name.endsWith('_hash')).sort()).toEqual(
      [...listed(HASHED), ...OTHER_HASHES, ...KEYED_HASHES].sort(),
    )
  })

  /** Two rows and more of each kind that has no other rows to hang on. */
  async function fill(count: number) {
    const key = createDataKey(FIRST)
    const numbers = Array.from({ length: count }, (_, i) => i)
    await database.db
      .insertInto('staff')
      .values({ ...{ id: 's', login: 's', name: 's', role: 'hotline', status: 'active' }, created_at: '' })
      .execute()
    await database.db
      .insertInto('channel_values')
      .values(
        numbers.map((i) => ({
          ...{ channel: `c${i % 7}`, name: `n${i}`, expires_at: null },
          value_encrypted: key.encrypt(`value ${i}`),
        })),
      )
      .execute()
    await database.db
      .insertInto('hotline_calls')
      .values(
        numbers.map((i) => ({
          ...{ id: `call ${i}`, staff_id: 's', started_at: '' },
          caller_hash: i % 2 ? null : key.mac('contact number', `${i}`).toString('hex'),
        })),
      )
      .execute()
  }

  async function read(current: Buffer) {
    const key = await openKey(current)
    const values = await database.db.selectFrom('channel_values').selectAll().execute()
    const calls = await database.db.selectFrom('hotline_calls').selectAll().execute()
    return {
      values: values.map((row) => key.decrypt(row.value_encrypted)).sort(),
      found: calls
        .filter(
          ({ id, caller_hash }) => caller_hash === key.mac('contact number', id.slice(5)).toString('hex'),
        )
        .map(({ id }) => id)
        .sort(),
    }
  }

  it('goes on after it was stopped at any moment, and again to a third key', async () => {
    await fill(1100)
    const before = await read(FIRST)
    expect(before.found).toHaveLength(550)
    // Each look for others comes right before a transaction: it is stopped before the first, the second, and so on.
    for (let stop = 0, ended = false; !ended; stop++) {
      let looks = 0
      const run = rotate(FIRST, SECOND, async () => {
        if (looks++ === stop) throw new Error('stopped')
      })
      ended = await run.then(
        () => true,
        () => false,
      )
      if (ended) await endRotation(database.db)
      else if (stop > 0) await expect(openKey(FIRST)).rejects.toThrow('The data key is being changed')
    }
    expect(await read(SECOND)).toEqual(before)
    await expect(openKey(FIRST)).rejects.toThrow('is not the key')
    await rotate(SECOND, THIRD)
    await expect(openKey(THIRD)).rejects.toThrow('The data key is being changed')
    // Killed before the end was noted: there is nothing left to encrypt.
    expect(await rotate(SECOND, THIRD)).toEqual({ resealed: 0, unreadable: 0 })
    await endRotation(database.db)
    expect(await read(THIRD)).toEqual(before)
    const opened = await openKey(THIRD)
    expect(opened.macs('x', 'y')).toEqual([
      opened.mac('x', 'y'),
      createDataKey(SECOND, [FIRST]).mac('x', 'y'),
      createDataKey(FIRST).mac('x', 'y'),
    ])
  })

  it('changes nothing under a wrong key, and to no other key than it began with', async () => {
    await fill(3)
    await expect(rotate(SECOND, THIRD)).rejects.toThrow('is not the one that this database was written with')
    expect((await read(FIRST)).values).toHaveLength(3)
    let looks = 0
    const stopped = rotate(FIRST, SECOND, async () => {
      if (looks++ > 0) throw new Error('stopped')
    })
    await expect(stopped).rejects.toThrow('stopped')
    await expect(rotate(FIRST, THIRD)).rejects.toThrow('another new key was begun')
  })

  it('leaves alone what neither key opens, and says how much that is', async () => {
    await fill(3)
    await sql`update channel_values set value_encrypted = 'v1.damaged' where name = 'n1'`.execute(database.db)
    expect(await rotate(FIRST, SECOND)).toEqual({ resealed: 2, unreadable: 1 })
  })
})
