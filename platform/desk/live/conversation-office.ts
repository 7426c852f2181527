import { SILENT_OUTCOMES } from '../../../bot/outcome.js'
import { officeFor } from '../../../knowledge/office-tree.js'
import type { Db } from '../../../storage/database.js'

/** As far as the bot's trace says. */
interface Said {
  region: string | null
}

export interface ConversationPlace {
  /** null: nobody knows where the citizen is, so that it belongs to the province. */
  officeId: string | null
  regionCode: string | null
  ticketNumber: string | null
  /** Of that ticket. */
  matter: string | null
}

/**
 * To whom conversations belong: to the office where their newest open ticket lies, else to the one of the region. An id
 * without a conversation is left out.
 */
export async function placesOf(
  db: Pick<Db, 'selectFrom'>,
  ids: readonly string[],
): Promise<Map<string, ConversationPlace>> {
  if (ids.length === 0) return new Map()
  const [conversations, tickets, turns] = await Promise.all([
    db.selectFrom('conversations').select(['id', 'region_code']).where('id', 'in', ids).execute(),
    db
      .selectFrom('tickets')
      .select(['conversation_id', 'number', 'office_id', 'matter'])
      .where('conversation_id', 'in', ids)
      .where('status', 'not in', ['closed', 'cancelled', 'merged'])
      .orderBy('created_at')
      .execute(),
    lastTurns(db, ids),
  ])
  const ticketOf = new Map(tickets.map((ticket) => [ticket.conversation_id, ticket]))
  const offices = new Map<string, Promise<string | null>>()
  const officeOf = (region: string) => {
    const known = offices.get(region) ?? officeFor(db, region, null).then((office) => office?.id ?? null)
    offices.set(region, known)
    return known
  }
  const places = conversations.map(async ({ id, region_code }) => {
    const ticket = ticketOf.get(id)
    const trace = turns.get(id)?.trace
    const regionCode = region_code ?? (trace ? (JSON.parse(trace) as Said).region : null)
    const place: ConversationPlace = {
      officeId: ticket ? ticket.office_id : regionCode === null ? null : await officeOf(regionCode),
      regionCode,
      ticketNumber: ticket?.number ?? null,
      matter: ticket?.matter ?? null,
    }
    return [id, place] as const
  })
  return new Map(await Promise.all(places))
}

/** The last reply of the bot in each conversation; what staff held back is none. */
export async function lastTurns(db: Pick<Db, 'selectFrom'>, ids: readonly string[]) {
  const rows = await db
    .selectFrom('turns')
    .select(['conversation_id', 'outcome', 'trace', 'message_id', 'created_at'])
    .where('conversation_id', 'in', ids)
    .where('outcome', 'not in', SILENT_OUTCOMES)
    .where((eb) =>
      eb(
        'created_at',
        '=',
        eb
          .selectFrom('turns as other')
          .select((inner) => inner.fn.max('other.created_at').as('last'))
          .whereRef('other.conversation_id', '=', 'turns.conversation_id')
          .where('other.outcome', 'not in', SILENT_OUTCOMES),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, row]))
}
