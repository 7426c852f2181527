import type { Kysely } from 'kysely'
import { chinaDate } from '../../knowledge/china-date.js'
import type { Tables } from '../../storage/tables.js'

/**
 * The next number of the day in China: 2026-1123-0042. Counted in the transaction that opens the ticket, which
 * makes others wait for its end: no number is given twice.
 */
export async function nextTicketNumber(trx: Kysely<Tables>, now: Date): Promise<string> {
  const [year, month, date] = chinaDate(now).split('-')
  const day = `${year}-${month}${date}`
  const { opened } = await trx
    .insertInto('ticket_days')
    .values({ day, opened: 1 })
    .onConflict((conflict) =>
      conflict
        .column('day')
        .doUpdateSet(({ ref, eb }) => ({ opened: eb(ref('ticket_days.opened'), '+', 1) })),
    )
    .returning('opened')
    .executeTakeFirstOrThrow()
  return `${day}-${String(opened).padStart(4, '0')}`
}
