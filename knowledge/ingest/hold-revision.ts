import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'

/** Writing takes the row's lock: of two publications at once the second waits, and reads the first one's number. */
export async function holdRevision(trx: Transaction<Tables>): Promise<number> {
  const { revision } = await trx
    .updateTable('knowledge_state')
    .set((row) => ({ revision: row.ref('revision') }))
    .where('id', '=', 1)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}
