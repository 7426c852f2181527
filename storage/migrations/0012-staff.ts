import { type Kysely, type Migration, sql } from 'kysely'

/** Accounts of staff, their sessions and links, and the log of what they did, which nobody changes afterwards. */
export function staff(engine: 'sqlite' | 'postgres'): Migration {
  return {
    async up(db) {
      const { schema } = db
      await schema
        .createTable('staff')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('login', 'text', (c) => c.notNull().unique())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('role', 'text', (c) => c.notNull())
        .addColumn('office_id', 'text')
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('password_hash', 'text')
        .addColumn('totp_secret_encrypted', 'text')
        .addColumn('totp_confirmed_at', 'text')
        .addColumn('totp_last_step', 'integer')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
      await schema.createIndex('staff_office').on('staff').column('office_id').execute()

      await schema
        .createTable('staff_sessions')
        .addColumn('token_hash', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
        .addColumn('stage', 'text', (c) => c.notNull())
        .addColumn('strong', 'integer', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('last_seen_at', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'text', (c) => c.notNull())
        .execute()
      await schema.createIndex('staff_sessions_staff').on('staff_sessions').column('staff_id').execute()
      await schema.createIndex('staff_sessions_expire').on('staff_sessions').column('expires_at').execute()

      await schema
        .createTable('staff_invites')
        .addColumn('token_hash', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id').unique())
        .addColumn('expires_at', 'text', (c) => c.notNull())
        .execute()

      await schema
        .createTable('staff_recovery_codes')
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
        .addColumn('code_hash', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('staff_recovery_codes_key', ['staff_id', 'code_hash'])
        .execute()

      await schema
        .createTable('staff_failures')
        .addColumn('key', 'text', (c) => c.primaryKey())
        .addColumn('count', 'integer', (c) => c.notNull())
        .addColumn('forgotten_at', 'text', (c) => c.notNull())
        .execute()
      await schema
        .createIndex('staff_failures_forgotten')
        .on('staff_failures')
        .column('forgotten_at')
        .execute()

      await schema
        .createTable('audit_log')
        .addColumn('seq', 'integer', (c) => c.primaryKey())
        .addColumn('at', 'text', (c) => c.notNull())
        .addColumn('actor_id', 'text')
        .addColumn('action', 'text', (c) => c.notNull())
        .addColumn('subject', 'text', (c) => c.notNull())
        .addColumn('details', 'text', (c) => c.notNull())
        .addColumn('previous_hash', 'text', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute()
      await schema.createIndex('audit_log_subject').on('audit_log').columns(['subject', 'seq']).execute()
      await schema.createIndex('audit_log_actor').on('audit_log').columns(['actor_id', 'seq']).execute()
      await schema
        .createTable('audit_head')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('seq', 'integer', (c) => c.notNull())
        .addColumn('hash', 'text', (c) => c.notNull())
        .execute()
      await sql`insert into audit_head (id, seq, hash) values (1, 0, '')`.execute(db)
      await (engine === 'sqlite' ? guardOnSqlite(db) : guardOnPostgres(db))
    },
  }
}

async function guardOnSqlite(db: Kysely<unknown>): Promise<void> {
  const refuse = sql`begin select raise(abort, 'audit_log is append-only'); end`
  await sql`create trigger audit_log_update before update on audit_log ${refuse}`.execute(db)
  await sql`create trigger audit_log_delete before delete on audit_log ${refuse}`.execute(db)
  // "insert or replace" deletes without the trigger above.
  await sql`
    create trigger audit_log_replace before insert on audit_log
    when exists (select 1 from audit_log where seq = new.seq) ${refuse}
  `.execute(db)
}

async function guardOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'audit_log is append-only'; end $$
  `.execute(db)
  await sql`
    create trigger audit_log_change before update or delete on audit_log
    for each row execute function refuse_audit_change()
  `.execute(db)
  await sql`
    create trigger audit_log_truncate before truncate on audit_log
    for each statement execute function refuse_audit_change()
  `.execute(db)
}
