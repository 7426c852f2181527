import { type Migration, sql } from 'kysely'

/** When somebody was last signed in for good, and the audit log by time. */
export const lastSignIn: Migration = {
  async up(db) {
    await db.schema.alterTable('staff').addColumn('last_signed_in_at', 'text').execute()
    await sql`
      update staff set last_signed_in_at = (
        select max(audit_log.at) from audit_log
        where audit_log.subject = staff.id and audit_log.action = 'session.begin'
          and audit_log.details like '%"stage":"full"%'
      )
    `.execute(db)
    await db.schema.createIndex('audit_log_at').on('audit_log').columns(['at', 'seq']).execute()
    await db.schema.createIndex('audit_log_action').on('audit_log').columns(['action', 'seq']).execute()
  },
}
