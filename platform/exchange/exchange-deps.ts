import type { DataKey } from '../../storage/data-key.js'
import type { OpenDatabase } from '../../storage/database.js'
import type { AuditLog } from '../staff/audit/audit-log.js'
import type { ExchangeKey } from './sign-request.js'

/** Where the work platform is, and how both sides know each other. */
export interface ExchangeSettings {
  /** Base of the work platform's interface, without a slash at its end: `/messages` and `/tickets` are below it. */
  url: string
  /** The first one signs, every one verifies. */
  keys: readonly ExchangeKey[]
  /** For one request, until its answer has been read. */
  timeoutMs: number
}

export interface ExchangeDeps extends Pick<OpenDatabase, 'db' | 'transact' | 'engine'> {
  dataKey: DataKey
  audit: Pick<AuditLog, 'record'>
  /** Takes personal data out of a text. */
  mask(text: string): string
  settings: ExchangeSettings
  now(): Date
  /** From 0 up to 1. */
  random(): number
}

/** The one destination there is; stored with every message and claim. */
export const DESTINATION = 'work-platform'
