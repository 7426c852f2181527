import { type Migration, sql } from 'kysely'

/**
 * A file is known by where it lies, no longer by its name in the folder that was named, and holds versions that other
 * files may hold too. What a version changes waits for the publication.
 */
export const knowledgeFiles: Migration = {
  async up(db) {
    await db.schema.alterTable('source_versions').addColumn('waiting', 'text').execute()
    await db.schema
      .createTable('file_versions')
      .addColumn('path', 'text', (c) => c.notNull())
      .addColumn('version_id', 'text', (c) => c.notNull().references('source_versions.id'))
      .addPrimaryKeyConstraint('file_versions_once', ['path', 'version_id'])
      .execute()
    await db.schema.createIndex('file_versions_version').on('file_versions').column('version_id').execute()

    // Where a file lay was not written down: it counts as gone, so that the same file found anywhere takes its place.
    const path = sql`case when file like 'starter/%' then file else '/?/' || file end`
    await sql`
      insert into file_versions (path, version_id)
      select ${path}, id from source_versions where status = 'published'
    `.execute(db)
    await db.schema.alterTable('ingested_files').renameTo('ingested_files_before').execute()
    await db.schema
      .createTable('ingested_files')
      .addColumn('path', 'text', (c) => c.primaryKey())
      .addColumn('file', 'text', (c) => c.notNull())
      .addColumn('content_hash', 'text', (c) => c.notNull())
      .addColumn('settings', 'text', (c) => c.notNull())
      .addColumn('problems', 'text', (c) => c.notNull())
      .execute()
    await sql`
      insert into ingested_files (path, file, content_hash, settings, problems)
      select ${path}, file, content_hash, settings, problems from ingested_files_before
    `.execute(db)
    await db.schema.dropTable('ingested_files_before').execute()
  },
}
