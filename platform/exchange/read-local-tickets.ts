import type { Db } from '../../storage/database.js'
import type { LocalTicket } from './compare-tickets.js'

const NUMBERS_AT_ONCE = 500

/** Tickets that the exchange knows: opened since then, or asked for by number. One it was never told of is not its. */
export async function readLocalTickets(
  db: Db,
  { since, alsoNumbers }: { since: Date; alsoNumbers: readonly string[] },
): Promise<LocalTicket[]> {
  const recent = await localTickets(db, (query) =>
    query.where('tickets.created_at', '>=', since.toISOString()),
  )
  const known = new Set(recent.map(({ number }) => number))
  const others = alsoNumbers.filter((number) => !known.has(number))
  const older: LocalTicket[] = []
  for (let at = 0; at < others.length; at += NUMBERS_AT_ONCE) {
    const numbers = others.slice(at, at + NUMBERS_AT_ONCE)
    older.push(...(await localTickets(db, (query) => query.where('tickets.number', 'in', numbers))))
  }
  return [...recent, ...older]
}

type TicketQuery = ReturnType<typeof ticketQuery>

function ticketQuery(db: Db) {
  return db
    .selectFrom('tickets')
    .leftJoin('exchange_inbound as inbound', 'inbound.ticket_id', 'tickets.id')
    .select(['tickets.id', 'tickets.number', 'tickets.status', 'tickets.created_at', 'inbound.next_seq'])
}

async function localTickets(db: Db, narrow: (query: TicketQuery) => TicketQuery): Promise<LocalTicket[]> {
  const tickets = await narrow(ticketQuery(db)).execute()
  const ids = narrow(ticketQuery(db)).clearSelect().select('tickets.id')
  const outbox = await db
    .selectFrom('exchange_outbox')
    .select(({ fn, eb }) => {
      const undelivered = eb('status', 'not in', ['delivered', 'skipped'])
      return [
        'ticket_id',
        fn.countAll().as('messages'),
        fn.countAll().filterWhere(undelivered).as('undelivered'),
        fn.countAll().filterWhere('status', '=', 'dead').as('dead'),
        fn.min('created_at').filterWhere(undelivered).as('since'),
        fn.max('created_at').as('last_written'),
        fn.max('delivered_at').as('last_delivered'),
      ]
    })
    .where('ticket_id', 'in', ids)
    .groupBy('ticket_id')
    .execute()
  const callbacks = await db
    .selectFrom('exchange_callbacks')
    .select(({ fn }) => [
      'ticket_id',
      fn.countAll().filterWhere('result', '=', 'kept').as('kept'),
      fn.min('received_at').filterWhere('result', '=', 'kept').as('since'),
      fn.max('received_at').as('last'),
    ])
    .where('ticket_id', 'in', ids)
    .groupBy('ticket_id')
    .execute()
  const outboxOf = new Map(outbox.map((row) => [row.ticket_id, row]))
  const callbacksOf = new Map(callbacks.map((row) => [row.ticket_id, row]))
  return tickets.flatMap((ticket) => {
    const sent = outboxOf.get(ticket.id)
    const came = callbacksOf.get(ticket.id)
    if (!sent && !came) return []
    const undelivered = Number(sent?.undelivered ?? 0)
    return {
      number: ticket.number,
      status: ticket.status,
      // In their order: what has arrived comes before what has not.
      delivered: Number(sent?.messages ?? 0) - undelivered,
      undelivered,
      dead: Number(sent?.dead ?? 0),
      undeliveredSince: sent?.since ?? null,
      takenIn: (ticket.next_seq ?? 1) - 1,
      kept: Number(came?.kept ?? 0),
      keptSince: came?.since ?? null,
      lastTrafficAt: [sent?.last_written, sent?.last_delivered, came?.last]
        .filter((at): at is string => typeof at === 'string')
        .sort()
        .at(-1)!,
    }
  })
}
