import { type Migration, sql } from 'kysely'

const COLUMNS = 'status, version_date, effective_from, effective_to, issuing_body, file, details' as const

/**
 * Each version knows which publication changed it last: who follows publications reads no others again. Triggers write
 * it, so that nobody who changes a version can forget it.
 */
export function changedVersions(engine: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db) {
      await db.schema
        .alterTable('source_versions')
        .addColumn('changed_revision', 'integer', (c) => c.notNull().defaultTo(0))
        .execute()
      await db.schema
        .createIndex('source_versions_changed')
        .on('source_versions')
        .column('changed_revision')
        .execute()
      // The newest law is asked for after each publication.
      await db.schema
        .createIndex('source_versions_dated')
        .on('source_versions')
        .column('version_date')
        .execute()
      const next = sql`(select revision + 1 from knowledge_state where id = 1)`
      const columns = sql.raw(COLUMNS)
      if (engine === 'sqlite') {
        const mark = sql`update source_versions set changed_revision = ${next} where id = new.id`
        await sql`
          create trigger mark_new_version after insert on source_versions begin ${mark}; end
        `.execute(db)
        await sql`
          create trigger mark_changed_version after update of ${columns} on source_versions begin ${mark}; end
        `.execute(db)
        return
      }
      await sql`
        create function mark_changed_version() returns trigger language plpgsql set search_path from current as $$
        begin new.changed_revision := ${next}; return new; end $$
      `.execute(db)
      await sql`
        create trigger mark_changed_version before insert or update of ${columns} on source_versions for each row
        execute function mark_changed_version()
      `.execute(db)
    },
  }
}
