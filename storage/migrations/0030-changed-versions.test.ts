import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../test-database.js'

describe.each(testDatabases())('which publication changed a version, on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('is written with each change that readers see, and with no other', async () => {
    const { db } = database
    const publishAs = (revision: number) => db.updateTable('knowledge_state').set({ revision }).execute()
    const changedAt = async () =>
      (await db.selectFrom('source_versions').select(['id', 'changed_revision']).orderBy('id').execute()).map(
        (row) => row.changed_revision,
      )
    await db
      .insertInto('sources')
      .values({ id: 's', kind: 'statute', title: '陀螺条例', short_title: '陀螺条例', region_code: null })
      .execute()
    for (const id of ['v1', 'v2']) {
      await db
        .insertInto('source_versions')
        .values({
          id,
          source_id: 's',
          version_date: '2020-01-01',
          effective_from: null,
          effective_to: null,
          status: 'published',
          issuing_body: null,
          file: `${id}.md`,
          details: '{}',
          created_at: '2026-01-01T00:00:00Z',
        })
        .execute()
    }
    expect(await changedAt()).toEqual([1, 1])
    await publishAs(4)
    await db
      .updateTable('source_versions')
      .set({ effective_to: '2026-05-01' })
      .where('id', '=', 'v2')
      .execute()
    expect(await changedAt()).toEqual([1, 5])
    await publishAs(5)
    await db.updateTable('source_versions').set({ waiting: '{}' }).execute()
    expect(await changedAt()).toEqual([1, 5])
    await db.updateTable('source_versions').set({ status: 'withdrawn' }).where('id', '=', 'v1').execute()
    expect(await changedAt()).toEqual([6, 5])
  })
})
