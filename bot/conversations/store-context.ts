import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'

export interface ConversationDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  /** Personal data replaced by tokens. */
  mask(text: string): string
  now(): Date
  randomBytes(count: number): Buffer
}

/** What the parts of the store share. */
export interface StoreContext extends ConversationDeps {
  newId(prefix: string): string
}
