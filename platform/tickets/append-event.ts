import type { Transaction } from 'kysely'
import type { Tables, TicketRow } from '../../storage/tables.js'
import { foldEvent } from './fold-event.js'
import type { TicketActor } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import type { TicketEvent, TicketEventBody } from './ticket-event.js'
import { rowOf, stateOf } from './ticket-row.js'

/** The only way in which an event is written: with the row that it makes, and with what others write beside it. */
export function createAppendEvent({ dataKey, onEvent = [] }: Pick<TicketDeps, 'dataKey' | 'onEvent'>) {
  /**
   * @param row as it is now in this transaction; before the first event, one of version 0
   * @returns null: another transaction changed it in between, nothing was written
   */
  return async (
    trx: Transaction<Tables>,
    row: TicketRow,
    body: TicketEventBody,
    actor: TicketActor,
    at: string,
  ): Promise<{ ticket: TicketRow; event: TicketEvent } | null> => {
    const state = foldEvent(row.version === 0 ? null : stateOf(row), { ...body, actor, at } as TicketEvent)
    const ticket = await trx
      .updateTable('tickets')
      .set(rowOf(state, row))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .returningAll()
      .executeTakeFirst()
    if (!ticket) return null
    const { seq } = await trx
      .insertInto('ticket_events')
      .values({
        ticket_id: row.id,
        kind: body.kind,
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        payload_encrypted: dataKey.encrypt(JSON.stringify(body.payload)),
        created_at: at,
      })
      .returning('seq')
      .executeTakeFirstOrThrow()
    const event = { ...body, seq, actor, at } as TicketEvent
    for (const listener of onEvent) await listener(trx, { ticket, event })
    return { ticket, event }
  }
}
