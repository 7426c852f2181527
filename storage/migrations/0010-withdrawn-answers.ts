import type { Migration } from 'kysely'

/**
 * Confirmed answers can be withdrawn, whatever files go on holding them; a file says in which line it holds one; and a
 * ranker says up to which publication it was fitted. Those fitted before count as fitted to nothing: they are due.
 */
export const withdrawnAnswers: Migration = {
  async up(db) {
    await db.schema
      .createTable('withdrawn_answers')
      .addColumn('version_id', 'text', (c) => c.primaryKey())
      .addColumn('withdrawn_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('file_versions').addColumn('line', 'integer').execute()
    await db.schema
      .alterTable('rankers')
      .addColumn('revision', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
