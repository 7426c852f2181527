import type { Transaction } from 'kysely'
import type { DataKey } from '../../../storage/data-key.js'
import type { Db } from '../../../storage/database.js'
import type { AuditRow, Tables } from '../../../storage/tables.js'
import { hashAuditRow } from './hash-audit-row.js'

export interface AuditEntry {
  /** Id of the account; null: the command line, or the system itself. */
  actorId: string | null
  /** `ticket.take`: what, dot, what was done with it. */
  action: string
  /** Number of the ticket, id of the account. */
  subject: string
  /** Becomes JSON. No personal data of citizens: it stays for good, in the clear. */
  details?: Readonly<Record<string, unknown>>
}

export type AuditLog = ReturnType<typeof createAuditLog>

interface AuditDeps {
  db: Db
  dataKey: DataKey
  now(): Date
}

/** What staff did. Each row holds the hash of the one before, so that none can be changed or left out unseen. */
export function createAuditLog({ db, dataKey, now }: AuditDeps) {
  return {
    /**
     * Appends in the transaction of what it tells. All who append wait for each other until they commit: make it the
     * last thing that a transaction does.
     */
    async record(trx: Transaction<Tables>, { actorId, action, subject, details = {} }: AuditEntry) {
      // Writing takes the row's lock, also where two processes append at once.
      const head = await trx
        .updateTable('audit_head')
        .set((eb) => ({ seq: eb('seq', '+', 1) }))
        .where('id', '=', 1)
        .returning(['seq', 'hash'])
        .executeTakeFirstOrThrow()
      const row = {
        seq: head.seq,
        at: now().toISOString(),
        actor_id: actorId,
        action,
        subject,
        details: JSON.stringify(details),
        previous_hash: head.hash,
      }
      const hash = hashAuditRow(dataKey, row)
      await trx
        .insertInto('audit_log')
        .values({ ...row, hash })
        .execute()
      await trx.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute()
    },

    /** Newest first. @param before rows before this number only */
    async list({ limit, before, actorId, subject }: AuditFilter): Promise<AuditView[]> {
      let query = db
        .selectFrom('audit_log')
        .leftJoin('staff', 'staff.id', 'audit_log.actor_id')
        .selectAll('audit_log')
        .select('staff.name as actor_name')
      if (before !== undefined) query = query.where('audit_log.seq', '<', before)
      if (actorId !== undefined) query = query.where('audit_log.actor_id', '=', actorId)
      if (subject !== undefined) query = query.where('audit_log.subject', '=', subject)
      const rows = await query.orderBy('audit_log.seq', 'desc').limit(limit).execute()
      return rows.map(viewOf)
    },
  }
}

interface AuditFilter {
  limit: number
  before?: number
  actorId?: string
  subject?: string
}

export interface AuditView {
  seq: number
  at: string
  actorId: string | null
  actorName: string | null
  action: string
  subject: string
  details: Record<string, unknown>
}

function viewOf(row: AuditRow & { actor_name: string | null }): AuditView {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    details: JSON.parse(row.details),
  }
}
