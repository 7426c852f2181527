import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../test-database.js'
import { knowledgeFiles } from './0004-knowledge-files.js'

describe.each(testDatabases())('the migration to files by path on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('keeps what was read before, the files of the program under their own names', async () => {
    const { db } = database
    for (const statement of [
      'drop table file_versions',
      'drop table ingested_files',
      'alter table source_versions drop column waiting',
      'create table ingested_files (file text primary key, content_hash text not null, settings text not null, problems text not null)',
      "insert into sources (id, kind, title, short_title) values ('s', 'faq', '问', '问')",
    ]) {
      await sql.raw(statement).execute(db)
    }
    for (const [id, file, status] of [
      ['v1', '问.md', 'published'],
      ['v2', '问.md', 'withdrawn'],
      ['v3', 'starter/labour.md', 'published'],
    ]) {
      await sql`
        insert into source_versions (id, source_id, status, file, details, created_at)
        values (${id}, 's', ${status}, ${file}, '{}', '')
      `.execute(db)
    }
    for (const file of ['问.md', 'starter/labour.md']) {
      await sql`insert into ingested_files values (${file}, 'hash', '[]', '[]')`.execute(db)
    }

    await knowledgeFiles.up(db)

    const held = db.selectFrom('file_versions').select(['path', 'version_id']).orderBy('version_id')
    expect(await held.execute()).toEqual([
      { path: '/?/问.md', version_id: 'v1' },
      { path: 'starter/labour.md', version_id: 'v3' },
    ])
    const files = db.selectFrom('ingested_files').select(['path', 'file', 'content_hash']).orderBy('path')
    expect(await files.execute()).toEqual([
      { path: '/?/问.md', file: '问.md', content_hash: 'hash' },
      { path: 'starter/labour.md', file: 'starter/labour.md', content_hash: 'hash' },
    ])
  })
})
