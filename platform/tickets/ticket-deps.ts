import type { Transaction } from 'kysely'
import type { Conversations } from '../../bot/conversations.js'
import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { Tables, TicketRow } from '../../storage/tables.js'
import type { TicketEvent } from './ticket-event.js'
import type { TimeLimits } from './time-limits.js'

/** Called for every event in the transaction that writes it: what it writes exists exactly if the event does. */
export type OnTicketEvent = (
  trx: Transaction<Tables>,
  change: { ticket: TicketRow; event: TicketEvent },
) => Promise<void>

export interface TicketDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  conversations: Pick<Conversations, 'timeline' | 'appendEvents'>
  now(): Date
  /** In this order. */
  onEvent?: readonly OnTicketEvent[]
  /** Default: the usual ones. */
  limits?: TimeLimits
  /** Default: the days that are known to chinese-days. */
  calendar?: WorkCalendar
}
