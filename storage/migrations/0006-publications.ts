import { type Migration, sql } from 'kysely'

/**
 * Each publication gets an id of its own, since its number comes again when a backup is restored: by it an index built
 * before is told from one of this database. Triggers give it, so that nobody who publishes can forget it.
 */
export function publications(engine: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db) {
      await db.schema
        .createTable('publications')
        .addColumn('revision', 'integer', (c) => c.primaryKey())
        .addColumn('id', 'text', (c) => c.notNull())
        .execute()
      const randomId = engine === 'postgres' ? sql`gen_random_uuid()::text` : sql`lower(hex(randomblob(16)))`
      await sql`insert into publications select revision, ${randomId} from knowledge_state`.execute(db)
      const name = sql`
        insert into publications (revision, id) values (new.revision, ${randomId})
        on conflict (revision) do update set id = excluded.id
      `
      if (engine === 'sqlite') {
        await sql`
          create trigger name_publication after update of revision on knowledge_state
          when new.revision <> old.revision begin ${name}; end
        `.execute(db)
        return
      }
      await sql`
        create function name_publication() returns trigger language plpgsql as $$
        begin ${name}; return null; end $$
      `.execute(db)
      await sql`
        create trigger name_publication after update of revision on knowledge_state for each row
        when (new.revision <> old.revision) execute function name_publication()
      `.execute(db)
    },
  }
}
