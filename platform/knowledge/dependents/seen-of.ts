import { createHash } from 'node:crypto'
import type { DependentFlagRow } from '../../../storage/tables.js'

/** Stands for what somebody has looked at: another one means that an article has changed once more. */
export function seenOf(flags: readonly Pick<DependentFlagRow, 'id' | 'why' | 'new_passage_id'>[]): string {
  const parts = flags.map(({ id, why, new_passage_id }) => [id, why, new_passage_id].join(' ')).sort()
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 20)
}
