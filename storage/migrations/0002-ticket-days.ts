import { type Migration, sql } from 'kysely'

/** How many tickets each day has had, so that the next number needs no look at the others. */
export const ticketDays: Migration = {
  async up(db) {
    await db.schema
      .createTable('ticket_days')
      .addColumn('day', 'text', (c) => c.primaryKey())
      .addColumn('opened', 'integer', (c) => c.notNull())
      .execute()
    await sql`
      insert into ticket_days (day, opened)
      select substr(number, 1, 9), max(cast(substr(number, 11) as integer)) from tickets group by 1
    `.execute(db)
  },
}
