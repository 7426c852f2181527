import type { TicketRow } from '../../storage/tables.js'
import type { Decision } from './decision.js'
import { TicketNotFoundError, TicketStateError } from './ticket-errors.js'
import { isPossible } from './transitions.js'

/** The ticket that goes on for this one too. @param number its number */
export async function mergeTarget(number: string, { trx, row }: Decision): Promise<TicketRow> {
  const refuse = (advice: string) => new TicketStateError(row.number, row.status, 'merge', advice)
  // Both are locked, always in the same order: of two merged into each other at once, the later finds the other merged.
  for (const each of [number, row.number].sort()) {
    await trx
      .updateTable('tickets')
      .set((eb) => ({ version: eb.ref('version') }))
      .where('number', '=', each)
      .execute()
  }
  const into = await trx.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirst()
  if (!into) throw new TicketNotFoundError(number)
  if (into.id === row.id) throw refuse('it is the same ticket')
  if (!isPossible('merge', into.status))
    throw refuse(`${number} is ${into.status}: name one that is still open`)
  return into
}
