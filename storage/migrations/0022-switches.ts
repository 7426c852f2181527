import type { Migration } from 'kysely'

/** What is switched off: a row while it is. */
export const switches: Migration = {
  async up({ schema }) {
    await schema
      .createTable('switches')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('off_since', 'text', (c) => c.notNull())
      .execute()
  },
}
