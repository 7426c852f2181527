import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { AuditLog } from './audit/audit-log.js'

export interface StaffSettings {
  /** Who must have a second factor: nobody, supervisors and administrators, or all. Everybody may. */
  secondFactor: 'optional' | 'leaders' | 'everybody'
  /** A session ends after so long without a request. */
  idleMinutes: number
  /** A session ends after so long in any case. */
  sessionHours: number
}

export interface StaffDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  audit: AuditLog
  settings: StaffSettings
  now(): Date
  randomBytes(size: number): Buffer
}
