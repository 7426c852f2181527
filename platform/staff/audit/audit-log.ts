import type { ExpressionBuilder, Transaction } from 'kysely'
import type { DataKey } from '../../../storage/data-key.js'
import type { Db } from '../../../storage/database.js'
import type { AuditRow, Tables } from '../../../storage/tables.js'
import { hashesOfAuditRow } from './hash-audit-row.js'

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
      const hash = hashesOfAuditRow(dataKey, row)[0]!
      await trx
        .insertInto('audit_log')
        .values({ ...row, hash })
        .execute()
      await trx.updateTable('audit_head').set({ hash }).where('id', '=', 1).execute()
    },

    /** Newest first. */
    async list({ limit, ...filter }: AuditFilter): Promise<AuditView[]> {
      let query = db
        .selectFrom('audit_log')
        .leftJoin('staff as actor', 'actor.id', 'audit_log.actor_id')
        .leftJoin('staff as member', 'member.id', 'audit_log.subject')
        .leftJoin('offices as office', 'office.id', 'audit_log.subject')
        .selectAll('audit_log')
        .select(['actor.name as actor_name', 'member.name as member_name', 'office.name as office_name'])
      for (const { on, is, value } of comparisonsOf(filter)) query = query.where(on, is, value)
      const { officeIds = 'all' } = filter
      // Without an actor nobody can say whose it is.
      if (officeIds !== 'all') query = query.where('actor.office_id', 'in', [...officeIds, ''])
      if (filter.named !== undefined) query = query.where(isAbout(filter.named))
      const rows = await query.orderBy('audit_log.seq', 'desc').limit(limit).execute()
      return rows.map(viewOf)
    },
  }
}

interface AuditFilter {
  limit: number
  /** Rows before this number only. */
  before?: number
  /** null: what the command line or the system itself did. */
  actorId?: string | null
  subject?: string
  /** The subject itself, or the login or name of an account, or the name of an office. */
  named?: string
  /** `ticket.take`, or `ticket` for all of its kind. */
  action?: string
  /** Instants, ISO: not before the one, before the other. */
  from?: string
  until?: string
  /** What members of these offices did. */
  officeIds?: readonly string[] | 'all'
}

export interface AuditView {
  seq: number
  at: string
  actorId: string | null
  actorName: string | null
  action: string
  subject: string
  /** Where it is the id of an account or office that is there. */
  subjectName: string | null
  details: Record<string, unknown>
}

type Comparison = {
  on: 'audit_log.seq' | 'audit_log.actor_id' | 'audit_log.subject' | 'audit_log.action' | 'audit_log.at'
  is: '=' | '<' | '>=' | 'is' | 'like'
  value: string | number | null
}

function comparisonsOf({ before, actorId, subject, action, from, until }: Omit<AuditFilter, 'limit'>) {
  const comparisons: Comparison[] = []
  if (before !== undefined) comparisons.push({ on: 'audit_log.seq', is: '<', value: before })
  if (actorId !== undefined) {
    comparisons.push({ on: 'audit_log.actor_id', is: actorId === null ? 'is' : '=', value: actorId })
  }
  if (subject !== undefined) comparisons.push({ on: 'audit_log.subject', is: '=', value: subject })
  if (action !== undefined) {
    const isKind = !action.includes('.')
    comparisons.push({
      on: 'audit_log.action',
      is: isKind ? 'like' : '=',
      value: isKind ? `${action}.%` : action,
    })
  }
  if (from !== undefined) comparisons.push({ on: 'audit_log.at', is: '>=', value: from })
  if (until !== undefined) comparisons.push({ on: 'audit_log.at', is: '<', value: until })
  return comparisons
}

function isAbout(named: string) {
  return ({ eb, or, selectFrom }: ExpressionBuilder<Tables, 'audit_log'>) =>
    or([
      eb('audit_log.subject', '=', named),
      eb(
        'audit_log.subject',
        'in',
        selectFrom('staff')
          .select('staff.id')
          .where((staff) => staff.or([staff('staff.login', '=', named), staff('staff.name', '=', named)])),
      ),
      eb(
        'audit_log.subject',
        'in',
        selectFrom('offices').select('offices.id').where('offices.name', '=', named),
      ),
    ])
}

type Named = AuditRow & { actor_name: string | null; member_name: string | null; office_name: string | null }

function viewOf(row: Named): AuditView {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    subjectName: row.member_name ?? row.office_name,
    details: JSON.parse(row.details),
  }
}
