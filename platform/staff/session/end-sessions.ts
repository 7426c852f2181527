import type { Transaction } from 'kysely'
import type { Tables } from '../../../storage/tables.js'

/** @param exceptHash a session that stays */
export async function endSessions(
  trx: Transaction<Tables>,
  staffId: string,
  exceptHash?: string,
): Promise<void> {
  let query = trx.deleteFrom('staff_sessions').where('staff_id', '=', staffId)
  if (exceptHash !== undefined) query = query.where('token_hash', '!=', exceptHash)
  await query.execute()
}
