import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { DataKey } from '../../storage/data-key.js'
import type { Tables } from '../../storage/tables.js'
import type { OnTicketEvent } from '../tickets/ticket-deps.js'
import { DESTINATION } from './exchange-deps.js'
import { type outboundMessage, SENT_KINDS } from './exchange-messages.js'

type OutboundMessage = z.infer<typeof outboundMessage>
type TicketChange = Parameters<OnTicketEvent>[1]

/** What the citizen said before the ticket: enough to understand it, not the whole conversation. */
const CITIZEN_MESSAGES = 20

/**
 * Writes what happened to a ticket into the outbox, in the transaction in which it happens. What the work platform
 * did itself, and notes of staff, are not sent.
 * @param mask takes personal data out of a text
 */
export function createEnqueueEvent({
  dataKey,
  mask,
}: {
  dataKey: DataKey
  mask(text: string): string
}): OnTicketEvent {
  return async (trx, change) => {
    const { ticket, event } = change
    const kind = SENT_KINDS.find((sent) => sent === event.kind)
    if (!kind || event.actor.kind === 'platform') return
    const { last } = await trx
      .selectFrom('exchange_outbox')
      .select((eb) => eb.fn.max('ticket_seq').as('last'))
      .where('ticket_id', '=', ticket.id)
      .where('destination', '=', DESTINATION)
      .executeTakeFirstOrThrow()
    const message = {
      ...(await messageOf(trx, change, kind, mask)),
      messageId: randomUUID(),
      seq: Number(last ?? 0) + 1,
    }
    await trx
      .insertInto('exchange_outbox')
      .values({
        destination: DESTINATION,
        message_id: message.messageId,
        ticket_id: ticket.id,
        ticket_number: ticket.number,
        ticket_seq: message.seq,
        kind,
        payload_encrypted: dataKey.encrypt(JSON.stringify(message)),
        status: 'waiting',
        created_at: event.at,
      })
      .execute()
  }
}

async function messageOf(
  trx: Transaction<Tables>,
  { ticket, event }: TicketChange,
  kind: OutboundMessage['kind'],
  mask: (text: string) => string,
): Promise<Omit<OutboundMessage, 'messageId' | 'seq'>> {
  return {
    ticketNumber: ticket.number,
    kind,
    at: event.at,
    actor: { kind: event.actor.kind, name: nameOf(event.actor) },
    data: dataOf(event, mask),
    ticket: {
      status: ticket.status,
      urgency: ticket.urgency,
      reason: ticket.reason as OutboundMessage['ticket']['reason'],
      matter: ticket.matter as OutboundMessage['ticket']['matter'],
      serviceLine: ticket.service_line,
      regionCode: ticket.region_code,
      officeId: ticket.office_id,
      summary: ticket.summary_masked,
      createdAt: ticket.created_at,
    },
    ...(kind === 'opened' && { citizenMessages: await citizenMessages(trx, ticket.conversation_id) }),
  }
}

/** The name of a citizen is nobody's business there. */
function nameOf({ kind, name }: TicketChange['event']['actor']): string {
  switch (kind) {
    case 'bot':
      return '问法'
    case 'citizen':
      return '群众'
    case 'system':
      return '系统'
    case 'staff':
    case 'platform':
      return name
    default:
      return kind satisfies never
  }
}

/** What of the event is for the other side; texts without personal data. */
function dataOf(event: TicketChange['event'], mask: (text: string) => string): OutboundMessage['data'] {
  const { text, reason, officeId, deadline, share, satisfied, comment } =
    event.payload as OutboundMessage['data']
  return {
    text: text && mask(text),
    reason: reason && mask(reason),
    officeId,
    // Tickets know each other by their ids, others by their numbers.
    into: event.kind === 'merged' ? event.payload.number : undefined,
    deadline,
    share,
    satisfied,
    comment: comment && mask(comment),
  }
}

async function citizenMessages(trx: Transaction<Tables>, conversationId: string) {
  const rows = await trx
    .selectFrom('messages')
    .select(['text_masked as text', 'created_at as at'])
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .limit(CITIZEN_MESSAGES)
    .execute()
  return rows.reverse()
}
