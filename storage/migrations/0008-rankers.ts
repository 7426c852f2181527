import type { Migration } from 'kysely'

/** Every order of articles that was fitted to confirmed answers; the last one counts. */
export function rankers(engine: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('rankers')
        .addColumn('id', engine === 'postgres' ? 'serial' : 'integer', (c) => c.primaryKey())
        .addColumn('network', 'text', (c) => c.notNull())
        .addColumn('report', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
    },
  }
}
