import { type Migration, sql } from 'kysely'

/**
 * Tickets of before the life cycle: what had ended took its place in the order of work by its beginning, and so counted
 * as ended of late for ever; who had answered did not stand in the row, as the events say.
 */
export function earlierTickets(engine: 'sqlite' | 'postgres'): Migration {
  const endedMs =
    engine === 'postgres'
      ? sql`cast(extract(epoch from cast(coalesce(closed_at, created_at) as timestamptz)) * 1000 as bigint)`
      : sql`(strftime('%s', coalesce(closed_at, created_at)) * 1000 + substr(coalesce(closed_at, created_at), 21, 3))`
  return {
    async up(db) {
      // A key of the life cycle goes on with 13 digits, of which the first is no 0 or 1 before the year 2223.
      await sql`
        update tickets set work_key = '3' || (9999999999999 - ${endedMs}) || number
        where status = 'closed' and substr(work_key, 2, 1) in ('0', '1')
      `.execute(db)
      const first = (column: string) => sql`(
        select ${sql.raw(column)} from ticket_events e
        where e.ticket_id = tickets.id and e.kind = 'replied' order by e.seq limit 1
      )`
      await sql`
        update tickets set assignee_name = ${first('actor_name')}, taken_at = ${first('created_at')}
        where assignee_name is null and first_responded_at is not null and not exists (
          select 1 from ticket_events e
          where e.ticket_id = tickets.id and e.kind not in ('opened', 'replied', 'closed')
        )
      `.execute(db)
    },
  }
}
