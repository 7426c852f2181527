import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataKey, makeDataKey } from './data-key.js'
import { openDataKey } from './open-data-key.js'
import { openDatabase } from './open-database.js'
import { type TestDatabase, testDatabases } from './test-database.js'

describe.each(testDatabases())('the data key of a database on $name', ({ open }) => {
  let database: TestDatabase
  let file: string
  beforeEach(async () => {
    database = await open()
    file = join(database.dataDir, 'data-key')
  })
  afterEach(() => database.drop())

  const openKey = (fromEnvironment?: string) => openDataKey({ ...database, fromEnvironment })
  const store = async (key: DataKey, id: string) => {
    await database.db
      .insertInto('conversations')
      .values({ id, channel: 'web', secret_hash: '', region_code: null, created_at: '' })
      .execute()
    await database.db
      .insertInto('messages')
      .values({
        id,
        conversation_id: id,
        client_message_id: 'm',
        text_encrypted: key.encrypt('欠薪'),
        text_masked: '欠薪',
        input: '{}',
        created_at: id,
      })
      .execute()
  }
  /** As a database that no version with a check value has opened. */
  const forgetCheck = () => database.db.updateTable('data_key').set({ check_value: null }).execute()
  const otherHex = randomBytes(32).toString('hex')

  it('is made once, for its owner only, and opens what was stored', async () => {
    const sealed = (await openKey()).encrypt('欠薪')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await openKey()).decrypt(sealed)).toBe('欠薪')
  })

  it('is not replaced when it is lost, and fits again when it is back', async () => {
    const sealed = (await openKey()).encrypt('欠薪')
    await rename(file, `${file}.away`)
    await expect(openKey()).rejects.toThrow(`is missing: put it back at ${file}`)
    expect(existsSync(file)).toBe(false)
    await rename(`${file}.away`, file)
    expect((await openKey()).decrypt(sealed)).toBe('欠薪')
  })

  it('is refused when it is another one, from the folder or from the environment', async () => {
    await openKey()
    await expect(openKey(otherHex)).rejects.toThrow('WENFA_DATA_KEY is not the key')
    const elsewhere = join(database.dataDir, 'elsewhere')
    await mkdir(elsewhere)
    makeDataKey(elsewhere)
    await rename(join(elsewhere, 'data-key'), file)
    await expect(openKey()).rejects.toThrow(`The key in ${file} is not the one`)
  })

  it('is not made by a second replica with a folder of its own', async () => {
    await openKey()
    const replica = join(database.dataDir, 'replica')
    await mkdir(replica)
    await expect(openDataKey({ ...database, dataDir: replica })).rejects.toThrow('is missing')
    expect(existsSync(join(replica, 'data-key'))).toBe(false)
  })

  it('is one when two processes with folders of their own open a new database at once', async () => {
    const replica = join(database.dataDir, 'replica')
    await mkdir(replica)
    const second = await openDatabase(database)
    const opened = await Promise.allSettled([openKey(), openDataKey({ db: second.db, dataDir: replica })])
    await second.close()
    expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect([file, join(replica, 'data-key')].filter((path) => existsSync(path))).toHaveLength(1)
  })

  it('is taken over by a database of an older version when it opens one of its messages', async () => {
    const key = await openKey(otherHex)
    await forgetCheck()
    await store(key, 'a')
    await openKey(otherHex)
    await expect(openKey(randomBytes(32).toString('hex'))).rejects.toThrow('is not the key')
  })

  it('is refused by a database of an older version whose messages it does not open', async () => {
    await store(await openKey(otherHex), 'a')
    await forgetCheck()
    await expect(openKey()).rejects.toThrow('is missing')
    expect(existsSync(file)).toBe(false)
    await expect(openKey(randomBytes(32).toString('hex'))).rejects.toThrow('is not the key')
    await openKey(otherHex)
  })
})
