import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from './test-database.js'
import { createTrialWrite } from './trial-write.js'

describe.each(testDatabases())('a trial write on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('is made once for all who ask within a second', async () => {
    let nowMs = 0
    const tryWrite = createTrialWrite(database, () => nowMs)
    const count = async () =>
      (await database.db.selectFrom('trial_writes').select('count').executeTakeFirstOrThrow()).count
    await Promise.all([tryWrite(), tryWrite(), tryWrite()])
    await tryWrite()
    expect(await count()).toBe(1)
    nowMs = 1000
    await tryWrite()
    expect(await count()).toBe(2)
  })

  it('fails as long as the database takes nothing, and says so again', async () => {
    let nowMs = 0
    const tryWrite = createTrialWrite(database, () => nowMs)
    await database.db.schema.alterTable('trial_writes').renameTo('away').execute()
    await expect(tryWrite()).rejects.toThrow('trial_writes')
    await expect(tryWrite()).rejects.toThrow('trial_writes')
    await database.db.schema.alterTable('away').renameTo('trial_writes').execute()
    nowMs = 1000
    await tryWrite()
  })
})
