import { type Migration, sql } from 'kysely'

/** One row to try whether anything can be stored. It counts, since SQLite does not write what stays the same. */
export const trialWrites: Migration = {
  async up(db) {
    await db.schema
      .createTable('trial_writes')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .execute()
    await sql`insert into trial_writes (id, count) values (1, 0)`.execute(db)
  },
}
