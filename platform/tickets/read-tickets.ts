import type { Answer } from '../../bot/answer.js'
import type { FindTickets, TicketFacts, TicketStatus } from '../../bot/ticket-ports.js'
import { type OfficesAround, officesAround } from '../../knowledge/office-tree.js'
import type { DataKey } from '../../storage/data-key.js'
import type { TicketEventRow, TicketRow } from '../../storage/tables.js'
import { listEntry, type TicketListEntry } from './list-tickets.js'
import { goesOnIn } from './merge-chain.js'
import { hashQueryCode, queryCodeOf, sameHash } from './query-code.js'
import { EVERYTHING, isWithin, type StaffScope } from './staff-scope.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketNotFoundError } from './ticket-errors.js'
import type { TicketEvent } from './ticket-event.js'
import { TRANSCRIPT_LENGTH, type TranscriptLine, transcriptOf } from './transcript.js'
import { createWrongCodes } from './wrong-codes.js'

export interface TicketDetails extends TicketListEntry {
  serviceLine: string | null
  takenAt: string | null
  firstRespondedAt: string | null
  answeredAt: string | null
  closedAt: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  /** How to reach the citizen, where they said so. */
  contact: string | null
  facts: TicketFacts
  /** What the bot would have said, and the ids of the passages it considered. */
  draft: Answer | null
  sources: readonly string[]
  mergedInto: string | null
  reopenedCount: number
  satisfied: boolean | null
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

export type TransferTargets = OfficesAround

const STATUS_COLUMNS = ['id', 'number', 'status', 'created_at', 'merged_into', 'conversation_id'] as const
type StatusRow = Pick<TicketRow, (typeof STATUS_COLUMNS)[number]>

export function createReadTickets({ db, dataKey, conversations, now }: TicketDeps) {
  const wrongCodes = createWrongCodes({ db, now })

  async function eventsOf(ticketId: string): Promise<TicketEvent[]> {
    const rows = await db
      .selectFrom('ticket_events')
      .selectAll()
      .where('ticket_id', '=', ticketId)
      .orderBy('seq')
      .execute()
    return rows.map((row) => openEvent(row, dataKey))
  }

  /**
   * What staff wrote to the citizen; of a merged ticket also what was written in the one that goes on for it, from then
   * on: before, it was written to somebody else, unless both are of one conversation.
   */
  async function statusOf(row: StatusRow): Promise<TicketStatus> {
    const replies = await repliesIn(row.id, 0)
    let since = 0
    for (const next of await goesOnIn(db, row)) {
      since = Math.max(since, next.mergedSeq)
      replies.push(...(await repliesIn(next.id, next.conversation_id === row.conversation_id ? 0 : since)))
    }
    replies.sort((a, b) => a.seq - b.seq)
    return {
      number: row.number,
      status: row.status,
      createdAt: row.created_at,
      replies: replies.map(({ text, at }) => ({ text, at })),
    }
  }

  async function repliesIn(ticketId: string, afterSeq: number) {
    const events = await db
      .selectFrom('ticket_events')
      .selectAll()
      .where('ticket_id', '=', ticketId)
      .where('kind', 'in', ['replied', 'asked_citizen'])
      .where('seq', '>', afterSeq)
      .orderBy('seq')
      .execute()
    return events.map((each) => {
      const { payload, at, seq } = openEvent(each, dataKey) as TicketEvent & { kind: 'replied' }
      return { text: payload.text, at, seq }
    })
  }

  const findTickets: FindTickets = async (conversationId) => {
    const rows = await db
      .selectFrom('tickets')
      .select(STATUS_COLUMNS)
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at', 'desc')
      .limit(50)
      .execute()
    return Promise.all(rows.map(statusOf))
  }

  return {
    findTickets,

    /** The citizen's own page needs no code (`ticketsByMessage`), so a lock never shuts it. */
    async byNumberWithCode(number: string, code: string): Promise<TicketByCode> {
      const retryAfterMs = await wrongCodes.lockedForMs(number)
      if (retryAfterMs > 0) return { status: 'locked', retryAfterMs }
      const row = await db
        .selectFrom('tickets')
        .select([...STATUS_COLUMNS, 'query_code_hash'])
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
      return { status: 'found', ticket: await statusOf(row) }
    },

    /** Whether a ticket was opened in this conversation. */
    async isOf(conversationId: string, number: string): Promise<boolean> {
      const row = await db
        .selectFrom('tickets')
        .select('conversation_id')
        .where('number', '=', number)
        .executeTakeFirst()
      return row?.conversation_id === conversationId
    },

    /** What the citizen's page shows of its tickets, by the message that opened each. */
    async ticketsByMessage(conversationId: string): Promise<Map<string, TicketOfMessage>> {
      const rows = await db
        .selectFrom('tickets')
        .select(['message_id', 'number', 'status', 'query_code_hash'])
        .where('conversation_id', '=', conversationId)
        .execute()
      return new Map(
        rows.map(({ message_id, number, status, query_code_hash }) => [
          message_id,
          { number, status, queryCode: queryCodeOf(dataKey, message_id, query_code_hash) },
        ]),
      )
    },

    eventsOf,

    /**
     * Who else could be responsible: the office above, those right below, and those beside the one it lies in.
     * @throws {TicketNotFoundError} also where it lies outside the scope
     */
    async transferTargets(number: string, scope: StaffScope = EVERYTHING): Promise<TransferTargets> {
      const row = await db
        .selectFrom('tickets')
        .select('office_id')
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row || !isWithin(scope, row)) throw new TicketNotFoundError(number)
      return officesAround(db, row.office_id)
    },

    /** @throws {TicketNotFoundError} also where it lies outside the scope */
    async show(number: string, scope: StaffScope = EVERYTHING): Promise<TicketDetails> {
      const row = await db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirst()
      if (!row || !isWithin(scope, row)) throw new TicketNotFoundError(number)
      const [events, timeline, into] = await Promise.all([
        eventsOf(row.id),
        conversations.timeline(row.conversation_id, TRANSCRIPT_LENGTH, row.created_at),
        db.selectFrom('tickets').select('number').where('id', '=', row.merged_into).executeTakeFirst(),
      ])
      const opened = events.find((event) => event.kind === 'opened')?.payload
      return {
        ...listEntry(row),
        serviceLine: row.service_line,
        takenAt: row.taken_at,
        firstRespondedAt: row.first_responded_at,
        answeredAt: row.answered_at,
        closedAt: row.closed_at,
        firstResponseDueAt: row.first_response_due_at,
        resolutionDueAt: row.resolution_due_at,
        contact: row.contact_encrypted === null ? null : dataKey.decrypt(row.contact_encrypted),
        facts: opened?.facts ?? {},
        draft: opened?.draft ?? null,
        sources: opened?.sources ?? [],
        mergedInto: into?.number ?? null,
        reopenedCount: row.reopened_count,
        satisfied: row.satisfied === null ? null : row.satisfied === 1,
        transcript: transcriptOf(timeline),
        events,
      }
    },
  }
}

function openEvent(row: TicketEventRow, dataKey: DataKey): TicketEvent {
  return {
    seq: row.seq,
    kind: row.kind,
    payload: JSON.parse(dataKey.decrypt(row.payload_encrypted)),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    at: row.created_at,
  }
}
