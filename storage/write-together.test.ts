import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from './test-database.js'

describe.each(testDatabases())('writing together on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  const conversation = (id: string) => ({
    id,
    channel: 'web',
    secret_hash: '',
    region_code: null,
    created_at: '',
  })
  const stored = async () =>
    (await database.db.selectFrom('conversations').select('id').orderBy('id').execute()).map((row) => row.id)

  it('stores every write and returns to each caller its own result', async () => {
    const { transact } = database
    const ids = Array.from({ length: 200 }, (_, i) => `c${String(i).padStart(3, '0')}`)
    const results = await Promise.all(
      ids.map((id) =>
        transact(async (trx) => {
          await trx.insertInto('conversations').values(conversation(id)).execute()
          return id
        }),
      ),
    )
    expect(results).toEqual(ids)
    expect(await stored()).toEqual(ids)
  })

  it('lets only the failing one of a group fail', async () => {
    const { transact } = database
    const results = await Promise.allSettled(
      ['a', 'b', 'c'].map((id) =>
        transact(async (trx) => {
          await trx.insertInto('conversations').values(conversation(id)).execute()
          if (id === 'b') throw new Error('b fails')
        }),
      ),
    )
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await stored()).toEqual(['a', 'c'])
  })
})
