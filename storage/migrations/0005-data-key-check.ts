import { type Migration, sql } from 'kysely'

/** By it a database knows its key again; empty until the first opening with a key. */
export const dataKeyCheck: Migration = {
  async up(db) {
    await db.schema
      .createTable('data_key')
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('check_value', 'text')
      .execute()
    await sql`insert into data_key (id, check_value) values (1, null)`.execute(db)
  },
}
