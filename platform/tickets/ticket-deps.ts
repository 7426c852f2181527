import type { Conversations } from '../../bot/conversations.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'

export interface TicketDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  conversations: Pick<Conversations, 'timeline' | 'appendEvents'>
  now(): Date
}
