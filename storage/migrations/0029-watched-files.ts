import type { Migration } from 'kysely'

/** What of the watched folder was taken in: each content once, also what could not be read. */
export const watchedFiles: Migration = {
  async up({ schema }) {
    await schema
      .createTable('watched_files')
      .addColumn('content_hash', 'text', (c) => c.primaryKey())
      .addColumn('file', 'text', (c) => c.notNull())
      .addColumn('upload_id', 'text', (c) => c.notNull().references('uploads.id'))
      .addColumn('taken_at', 'text', (c) => c.notNull())
      .execute()
  },
}
