import type { Transaction } from 'kysely'
import type { DataKey } from '../../storage/data-key.js'
import type { Tables, TicketRow } from '../../storage/tables.js'
import type { TicketActor } from './ticket-command.js'
import type { Timing } from './time-limits.js'

/** What is known when a command is decided on. */
export interface Decision {
  trx: Transaction<Tables>
  row: TicketRow
  actor: TicketActor
  at: Date
  timing: Timing
  dataKey: DataKey
}
