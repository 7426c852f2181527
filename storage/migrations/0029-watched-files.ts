import { type Migration, sql } from 'kysely'

/** What of the watched folder was taken in: each content once, also what could not be read. */
export const watchedFiles: Migration = {
  async up(db) {
    const { schema } = db
    await schema
      .createTable('watched_files')
      .addColumn('content_hash', 'text', (c) => c.primaryKey())
      .addColumn('file', 'text', (c) => c.notNull())
      .addColumn('upload_id', 'text', (c) => c.notNull().references('uploads.id'))
      .addColumn('taken_at', 'text', (c) => c.notNull())
      .execute()
    // Each file that is brought in is looked for among those that are known.
    await schema.createIndex('ingested_files_content').on('ingested_files').column('content_hash').execute()
    // Guides and Q&A are few among the articles of laws, and they alone have a matter or a service line.
    await sql`create index passages_entries on passages (version_id) where kind <> 'statute'`.execute(db)
  },
}
