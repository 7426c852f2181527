import type { DataKey } from '../../storage/data-key.js'
import type { Db } from '../../storage/database.js'
import type { Transact } from '../../storage/write-together.js'

export interface ConversationDeps {
  db: Db
  dataKey: DataKey
  /** Personal data replaced by tokens. */
  mask(text: string): string
  now(): Date
  randomBytes(count: number): Buffer
}

/** What the parts of the store share. */
export interface StoreContext extends ConversationDeps {
  transact: Transact
  newId(prefix: string): string
}
