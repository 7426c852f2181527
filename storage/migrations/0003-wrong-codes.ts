import type { Migration } from 'kysely'

/** Wrong query codes are counted by the number asked for, whether or not a ticket has it, and forgotten in time. */
export const wrongCodes: Migration = {
  async up(db) {
    await db.schema
      .createTable('wrong_codes')
      .addColumn('ticket_number', 'text', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('forgotten_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('wrong_codes_forgotten').on('wrong_codes').column('forgotten_at').execute()
    await db.schema.alterTable('tickets').dropColumn('wrong_code_count').execute()
  },
}
