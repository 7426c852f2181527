import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import type { ParsedStatute } from '../parsed-source.js'
import { publishPending } from './publish-pending.js'
import { sourceRows } from './source-rows.js'
import { storeSources } from './store-sources.js'

describe.each(testDatabases())('publishing on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  const LAW: ParsedStatute = {
    kind: 'statute',
    title: '风筝法',
    shortTitle: '风筝法',
    issuingBody: null,
    notes: [],
    versionDate: '2020-05-01',
    effectiveFrom: '2021-01-01',
    effectiveTo: null,
    repeals: [],
    repealsOn: null,
    part: null,
    regionCode: null,
    provisions: [{ article: '第一条', number: 1, suffix: 0, headingPath: [], text: '放风筝应当远离电线。' }],
  }

  it('gives each of two publications that meet a revision of its own', async () => {
    const { db } = database
    await db.transaction().execute((trx) => storeSources(trx, 'a.md', [sourceRows(LAW, 'a.md')], new Date()))
    let second: Promise<{ revision: number }> | undefined
    await db.transaction().execute(async (first) => {
      await first.updateTable('knowledge_state').set({ revision: 1 }).execute()
      second = publishPending(db)
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    expect((await second)?.revision).toBe(2)
  })
})
