import type { FindTickets, TicketStatus } from '../../bot/ticket-ports.js'
import type { Matter } from '../../knowledge/matter.js'
import { hashQueryCode, queryCodeOf, sameHash } from './query-code.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketNotFoundError } from './ticket-errors.js'
import { TRANSCRIPT_LENGTH, type TranscriptLine, transcriptOf } from './transcript.js'
import { createWrongCodes } from './wrong-codes.js'

export interface TicketFilter {
  /** Default: waiting and answered. */
  statuses?: readonly TicketStatus['status'][]
  /** Default 50. */
  limit?: number
}

export interface TicketList {
  tickets: TicketListEntry[]
  /** Of all that fit, also those past the limit. */
  total: number
}

export interface TicketListEntry {
  number: string
  status: TicketStatus['status']
  urgency: 'normal' | 'urgent'
  reason: string
  matter: Matter
  regionCode: string | null
  summaryMasked: string
  createdAt: string
}

export interface TicketEvent {
  kind: 'opened' | 'replied' | 'closed'
  actor: string
  /** Of a reply. */
  text: string | null
  at: string
}

export interface TicketDetails extends TicketListEntry {
  serviceLine: string | null
  closedAt: string | null
  transcript: TranscriptLine[]
  events: TicketEvent[]
}

export interface TicketOfMessage {
  number: string
  status: TicketStatus['status']
  queryCode: string
}

/**
 * `refused`: unknown number or wrong code, not told apart. `locked`: five wrong codes were given of late for this
 * number, which a ticket may or may not have; the right code is tried again in `retryAfterMs`.
 */
export type TicketByCode =
  | { status: 'found'; ticket: TicketStatus }
  | { status: 'refused' }
  | { status: 'locked'; retryAfterMs: number }

const LIST_COLUMNS = [
  'number',
  'status',
  'urgency',
  'reason',
  'matter',
  'region_code',
  'summary_masked',
  'created_at',
] as const

export function createReadTickets({ db, dataKey, conversations, now }: TicketDeps) {
  const wrongCodes = createWrongCodes({ db, now })

  const openEvent = (row: {
    kind: TicketEvent['kind']
    actor: string
    payload_encrypted: string
    created_at: string
  }): TicketEvent => {
    const payload = JSON.parse(dataKey.decrypt(row.payload_encrypted)) as { text?: string }
    return { kind: row.kind, actor: row.actor, text: payload.text ?? null, at: row.created_at }
  }

  async function repliesTo(ticketIds: string[]): Promise<Map<string, TicketStatus['replies']>> {
    const replies = new Map<string, TicketStatus['replies']>()
    if (ticketIds.length === 0) return replies
    const rows = await db
      .selectFrom('ticket_events')
      .selectAll()
      .where('ticket_id', 'in', ticketIds)
      .where('kind', '=', 'replied')
      .orderBy('seq')
      .execute()
    for (const row of rows) {
      const event = openEvent(row)
      replies.set(row.ticket_id, [
        ...(replies.get(row.ticket_id) ?? []),
        { text: event.text ?? '', at: event.at },
      ])
    }
    return replies
  }

  const findTickets: FindTickets = async (conversationId) => {
    const rows = await db
      .selectFrom('tickets')
      .select(['id', 'number', 'status', 'created_at'])
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute()
    const replies = await repliesTo(rows.map((row) => row.id))
    return rows.map((row) => ({
      number: row.number,
      status: row.status,
      createdAt: row.created_at,
      replies: replies.get(row.id) ?? [],
    }))
  }

  return {
    findTickets,

    /** The citizen's own page needs no code (`ticketsByMessage`), so a lock never shuts it. */
    async byNumberWithCode(number: string, code: string): Promise<TicketByCode> {
      const retryAfterMs = await wrongCodes.lockedForMs(number)
      if (retryAfterMs > 0) return { status: 'locked', retryAfterMs }
      const row = await db
        .selectFrom('tickets')
        .select(['id', 'number', 'status', 'created_at', 'query_code_hash'])
        .where('number', '=', number)
        .executeTakeFirst()
      const given = hashQueryCode(dataKey, code)
      // For an unknown number too, a comparison that takes the same time.
      const matches = sameHash(given, row?.query_code_hash ?? given.replace(/./g, '0'))
      if (!row || !matches) {
        await wrongCodes.add(number)
        return { status: 'refused' }
      }
      await wrongCodes.forget(number)
      const replies = await repliesTo([row.id])
      return {
        status: 'found',
        ticket: {
          number: row.number,
          status: row.status,
          createdAt: row.created_at,
          replies: replies.get(row.id) ?? [],
        },
      }
    },

    /** What the citizen's page shows of its tickets, by the message that opened each. */
    async ticketsByMessage(conversationId: string): Promise<Map<string, TicketOfMessage>> {
      const rows = await db
        .selectFrom('tickets')
        .select(['message_id', 'number', 'status'])
        .where('conversation_id', '=', conversationId)
        .execute()
      return new Map(
        rows.map(({ message_id, number, status }) => [
          message_id,
          { number, status, queryCode: queryCodeOf(dataKey, message_id) },
        ]),
      )
    },

    /** In the order in which they want to be worked on: waiting before answered, urgent first, then the oldest. */
    async list({ statuses = ['waiting', 'answered'], limit = 50 }: TicketFilter = {}): Promise<TicketList> {
      const fitting = db.selectFrom('tickets').where('status', 'in', statuses)
      const rows = await fitting
        .select(LIST_COLUMNS)
        .orderBy((eb) => eb.case('status').when('waiting').then(0).when('answered').then(1).else(2).end())
        .orderBy((eb) => eb.case('urgency').when('urgent').then(0).else(1).end())
        .orderBy('created_at')
        .limit(limit)
        .execute()
      const { total } = await fitting.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow()
      return { tickets: rows.map(listEntry), total: Number(total) }
    },

    /** @throws {TicketNotFoundError} */
    async show(number: string): Promise<TicketDetails> {
      const row = await db
        .selectFrom('tickets')
        .select(LIST_COLUMNS)
        .select(['id', 'service_line', 'closed_at', 'conversation_id'])
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) throw new TicketNotFoundError(number)
      const events = await db
        .selectFrom('ticket_events')
        .selectAll()
        .where('ticket_id', '=', row.id)
        .orderBy('seq')
        .execute()
      const timeline = await conversations.timeline(row.conversation_id, TRANSCRIPT_LENGTH, row.created_at)
      return {
        ...listEntry(row),
        serviceLine: row.service_line,
        closedAt: row.closed_at,
        transcript: transcriptOf(timeline),
        events: events.map(openEvent),
      }
    },
  }
}

function listEntry(row: {
  number: string
  status: TicketStatus['status']
  urgency: 'normal' | 'urgent'
  reason: string
  matter: string
  region_code: string | null
  summary_masked: string
  created_at: string
}): TicketListEntry {
  return {
    number: row.number,
    status: row.status,
    urgency: row.urgency,
    reason: row.reason,
    matter: row.matter as Matter,
    regionCode: row.region_code,
    summaryMasked: row.summary_masked,
    createdAt: row.created_at,
  }
}
