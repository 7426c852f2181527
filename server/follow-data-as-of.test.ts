import { afterAll, beforeAll, expect, it } from 'vitest'
import { publish } from '../retrieval/testing/publish.js'
import { testDatabases } from '../storage/test-database.js'
import { followDataAsOf } from './follow-data-as-of.js'

let database: Awaited<ReturnType<ReturnType<typeof testDatabases>[0]['open']>>
beforeAll(async () => {
  database = await testDatabases()[0]!.open()
})
afterAll(() => database.drop())

it('says of the first answer from a publication how far the law goes with it', async () => {
  const { db } = database
  const retriever = { revision: 0 }
  const dataAsOf = followDataAsOf(db, retriever, () => new Date('2026-11-24T02:00:00Z'))
  expect(await dataAsOf()).toBeNull()
  retriever.revision = await publish(db, [
    { title: '风筝法', versionDate: '2024-05-01', articles: { 1: '一' } },
  ])
  expect(await dataAsOf()).toBe('2024-05')
  const next = await publish(db, [{ title: '陀螺法', versionDate: '2025-04-01', articles: { 1: '一' } }])
  // Published, and not searched yet.
  expect(await dataAsOf()).toBe('2024-05')
  retriever.revision = next
  expect(await dataAsOf()).toBe('2025-04')
})
