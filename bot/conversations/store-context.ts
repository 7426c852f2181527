import type { Transaction } from 'kysely'
import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import type { OpenedTicket } from '../ticket-ports.js'
import type { ConversationEvent } from './conversation-event.js'
import type { StoredReply } from './open-reply.js'

/** Carries what is stored to citizens who are told elsewhere than on an open page, in the transaction that stores it. */
export interface Outgoing {
  onReply(
    trx: Transaction<Tables>,
    conversationId: string,
    reply: StoredReply & { ticket: OpenedTicket | null },
  ): Promise<void>
  onEvent(trx: Transaction<Tables>, event: ConversationEvent): Promise<void>
}

export interface ConversationDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  /** Personal data replaced by tokens. */
  mask(text: string): string
  now(): Date
  randomBytes(count: number): Buffer
  /** Default: citizens look for themselves. */
  outgoing?: Outgoing
}

/** What the parts of the store share. */
export interface StoreContext extends ConversationDeps {
  newId(prefix: string): string
}
