import type { DataKey } from '../../../storage/data-key.js'
import type { AuditRow } from '../../../storage/tables.js'

/** Keyed, so that only who has the data key can make a chain. Hex. */
export function hashAuditRow(dataKey: DataKey, row: Omit<AuditRow, 'hash'>): string {
  const { seq, at, actor_id, action, subject, details, previous_hash } = row
  // A list has one way to be written; `details` is text already.
  const canonical = JSON.stringify([seq, at, actor_id, action, subject, details, previous_hash])
  return dataKey.mac('audit log', canonical).toString('hex')
}
