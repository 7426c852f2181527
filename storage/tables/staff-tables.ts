import type { Selectable } from 'kysely'

export interface StaffTables {
  staff: StaffTable
  staff_sessions: StaffSessionsTable
  staff_invites: StaffInvitesTable
  staff_recovery_codes: StaffRecoveryCodesTable
  staff_failures: StaffFailuresTable
  audit_log: AuditLogTable
  audit_head: AuditHeadTable
}

/** An account; none is ever deleted, since the audit log names it. */
interface StaffTable {
  id: string
  /** What is typed to sign in, as `normaliseLogin` makes it. */
  login: string
  name: string
  role: 'hotline' | 'handler' | 'knowledge' | 'supervisor' | 'administrator'
  /** null: the whole province. */
  office_id: string | null
  /** `invited` until the first password or single sign-on. */
  status: 'invited' | 'active' | 'disabled'
  password_hash: string | null
  totp_secret_encrypted: string | null
  /** null: there is no second factor, or none that has shown a code yet. */
  totp_confirmed_at: string | null
  /** Time step of the last code taken: it and earlier ones are refused. */
  totp_last_step: number | null
  created_at: string
  /** With everything that was due; null: never. */
  last_signed_in_at: string | null
}

interface StaffSessionsTable {
  /** SHA-256 of the token, hex. */
  token_hash: string
  staff_id: string
  /** `second_factor`: the password was right, a code is due; `enrolment`: a second factor has to be set up first. */
  stage: 'second_factor' | 'enrolment' | 'full'
  /** 1: a second factor was shown, here or at the single sign-on. */
  strong: number
  created_at: string
  /** Written at most once a minute. */
  last_seen_at: string
  expires_at: string
}

/** Set-up links that are open, at most one an account. */
interface StaffInvitesTable {
  /** SHA-256 of the token, hex. */
  token_hash: string
  staff_id: string
  expires_at: string
}

interface StaffRecoveryCodesTable {
  staff_id: string
  /** Keyed hash, hex. */
  code_hash: string
}

/** Wrong passwords and codes of late, also for accounts that do not exist. */
interface StaffFailuresTable {
  /** Keyed hash of what is counted: an account, an address. */
  key: string
  count: number
  /** When the count starts anew; before that a full one locks. */
  forgotten_at: string
}

/** Append-only, which triggers see to. */
interface AuditLogTable {
  /** From 1, without gaps. */
  seq: number
  at: string
  /** Of the account; null: the command line or the system. */
  actor_id: string | null
  /** `ticket.take`. */
  action: string
  subject: string
  /** JSON. */
  details: string
  previous_hash: string
  /** HMAC of all the above, hex. */
  hash: string
}

/** One row, id 1: the last of the log. Whoever appends holds it. */
interface AuditHeadTable {
  id: number
  seq: number
  hash: string
}

export type StaffRow = Selectable<StaffTable>
export type AuditRow = Selectable<AuditLogTable>
