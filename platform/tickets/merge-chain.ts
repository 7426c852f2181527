import type { Transaction } from 'kysely'
import type { Tables, TicketRow } from '../../storage/tables.js'

type Reader = Pick<Transaction<Tables>, 'selectFrom'>

/** Tickets that go on in this one, also those merged into what was merged. */
export async function mergedInto(
  trx: Reader,
  id: string,
): Promise<Pick<TicketRow, 'id' | 'number' | 'conversation_id'>[]> {
  const found = []
  let ids = [id]
  while (ids.length > 0) {
    const rows = await trx
      .selectFrom('tickets')
      .select(['id', 'number', 'conversation_id'])
      .where('merged_into', 'in', ids)
      .execute()
    found.push(...rows)
    ids = rows.map((row) => row.id)
  }
  return found
}

type Next = Pick<TicketRow, 'id' | 'number' | 'status' | 'conversation_id' | 'merged_into'> & {
  /** Of the event by which the one before it was merged into it. */
  mergedSeq: number
}

/** Tickets in which this one goes on, one after another; the last is merged into none. */
export async function goesOnIn(
  db: Reader,
  { id, merged_into }: Pick<TicketRow, 'id' | 'merged_into'>,
): Promise<Next[]> {
  const chain: Next[] = []
  for (let [from, into] = [id, merged_into]; into !== null; ) {
    const next: Next = await db
      .selectFrom('tickets')
      .innerJoin('ticket_events', (join) =>
        join.on('ticket_events.ticket_id', '=', from).on('ticket_events.kind', '=', 'merged'),
      )
      .select(['tickets.id', 'number', 'status', 'conversation_id', 'merged_into', 'seq as mergedSeq'])
      .where('tickets.id', '=', into)
      .executeTakeFirstOrThrow()
    chain.push(next)
    ;[from, into] = [next.id, next.merged_into]
  }
  return chain
}
