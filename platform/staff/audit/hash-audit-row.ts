import type { DataKey } from '../../../storage/data-key.js'
import type { AuditRow } from '../../../storage/tables.js'

/**
 * Keyed, so that only who has the data key can make a chain. Hex, under the key of now and each one before, newest
 * first: rows stay as they were when the key is changed.
 */
export function hashesOfAuditRow(dataKey: DataKey, row: Omit<AuditRow, 'hash'>): string[] {
  const { seq, at, actor_id, action, subject, details, previous_hash } = row
  // A list has one way to be written; `details` is text already.
  const canonical = JSON.stringify([seq, at, actor_id, action, subject, details, previous_hash])
  return dataKey.macs('audit log', canonical).map((mac) => mac.toString('hex'))
}
