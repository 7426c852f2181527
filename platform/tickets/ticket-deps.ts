import type { Conversations } from '../../bot/conversations.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Db } from '../../storage/database.js'

export interface TicketDeps {
  db: Db
  dataKey: DataKey
  conversations: Pick<Conversations, 'timeline' | 'appendEvents'>
  now(): Date
}
