import type { Conversations } from '../../bot/conversations.js'
import type { Words } from '../../bot/words/zh-CN.js'
import type { Passages } from '../../retrieval/passages.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { Exchange } from '../exchange/exchange.js'
import type { AuditLog } from '../staff/audit/audit-log.js'
import type { Switches } from '../switches/switches.js'
import type { Tickets } from '../tickets/tickets.js'

export interface DeskDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  conversations: Conversations
  tickets: Tickets
  audit: AuditLog
  switches: Switches
  /** Absent: no work platform is connected. */
  exchange?: Exchange
  /** To be called when an office was changed. */
  forgetOffices(): void
  passages: Pick<Passages, 'byIds'>
  /** Personal data replaced by tokens. */
  mask(text: string): string
  words: Pick<Words, 'receivedByStaff'>
  /** So long without a message of staff, and the bot gets the conversation back. */
  liveMinutes: number
  now(): Date
  randomBytes(count: number): Buffer
}
