import { randomUUID } from 'node:crypto'
import type { TimelineEntry } from '../../bot/conversations/timeline.js'
import type { OpenedTicket, OpenTicket, TicketRequest } from '../../bot/ticket-ports.js'
import { hashQueryCode, queryCodeOf } from './query-code.js'
import type { TicketDeps } from './ticket-deps.js'
import { nextTicketNumber } from './ticket-number.js'

/** Messages of the conversation that staff get to read. */
const TRANSCRIPT_LENGTH = 20

export interface TranscriptLine {
  role: 'citizen' | 'bot'
  text: string
  /** ISO instant. */
  at: string
}

export function createOpenTicket({ db, transact, dataKey, conversations, now }: TicketDeps) {
  /** The ticket that this message opened, if it did. */
  async function findOpenedTicket(messageId: string): Promise<OpenedTicket | null> {
    const row = await db
      .selectFrom('tickets')
      .select(['id', 'number', 'status'])
      .where('message_id', '=', messageId)
      .executeTakeFirst()
    return row ? { ...row, queryCode: queryCodeOf(dataKey, messageId) } : null
  }

  /** @returns null: another process opened it in the meantime */
  async function tryOpen(request: TicketRequest, transcript: string): Promise<OpenedTicket | null> {
    const queryCode = queryCodeOf(dataKey, request.messageId)
    const at = now()
    return transact(async (trx) => {
      const ticket = await trx
        .insertInto('tickets')
        .values({
          id: `t_${randomUUID()}`,
          number: await nextTicketNumber(trx, at),
          query_code_hash: hashQueryCode(dataKey, queryCode),
          conversation_id: request.conversationId,
          message_id: request.messageId,
          reason: request.reason,
          status: 'waiting',
          urgency: request.urgency,
          matter: request.matter,
          service_line: request.serviceLine,
          region_code: request.regionCode,
          summary_masked: request.summaryMasked,
          transcript_encrypted: transcript,
          created_at: at.toISOString(),
          closed_at: null,
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .returning(['id', 'number', 'status'])
        .executeTakeFirst()
      if (!ticket) return null
      await trx
        .insertInto('ticket_events')
        .values({
          ticket_id: ticket.id,
          kind: 'opened',
          actor: 'bot',
          payload_encrypted: dataKey.encrypt(JSON.stringify({ reason: request.reason })),
          created_at: at.toISOString(),
        })
        .execute()
      return { ...ticket, queryCode }
    })
  }

  const openTicket: OpenTicket = async (request) => {
    const opened = await findOpenedTicket(request.messageId)
    if (opened) return opened
    const timeline = await conversations.timeline(request.conversationId, TRANSCRIPT_LENGTH)
    const transcript = dataKey.encrypt(JSON.stringify(timeline.flatMap(transcriptLines)))
    const ticket = (await tryOpen(request, transcript)) ?? (await findOpenedTicket(request.messageId))
    if (!ticket) throw new Error(`The ticket of message ${request.messageId} was neither opened nor found`)
    return ticket
  }

  return { openTicket, findOpenedTicket }
}

function transcriptLines(entry: TimelineEntry): TranscriptLine[] {
  const asked: TranscriptLine = { role: 'citizen', text: entry.text, at: entry.at }
  if (!entry.reply) return [asked]
  const { summary, points, steps } = entry.reply.answer
  const text = [summary, ...points.map((point) => point.text), ...steps.map((step) => step.text)].join('\n')
  return [asked, { role: 'bot', text, at: entry.repliedAt ?? entry.at }]
}
