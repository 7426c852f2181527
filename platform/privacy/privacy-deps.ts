import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { AuditLog } from '../staff/audit/audit-log.js'

export interface PrivacyDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  audit: AuditLog
  /** Personal data replaced by tokens. */
  mask(text: string): string
  now(): Date
}

export interface EraseContext {
  dataKey: DataKey
  /** ISO instant. */
  at: string
}
