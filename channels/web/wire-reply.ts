import type { z } from 'zod'
import type { StoredReply } from '../../bot/conversations/open-reply.js'
import type { Reply } from '../../bot/run-turn.js'
import type { Tickets } from '../../platform/tickets/tickets.js'
import type { replySchema } from './wire.js'

export type WireReply = z.infer<typeof replySchema>

/** A reply as it crosses the wire; a ticket with the status it has now. */
export async function wireReply(
  reply: Reply,
  conversationId: string,
  tickets: Pick<Tickets, 'ticketsByMessage'>,
): Promise<WireReply> {
  const wire = withoutTicket(reply)
  if (!reply.ticket) return wire
  const { number, queryCode } = reply.ticket
  const known = await tickets.ticketsByMessage(conversationId)
  return {
    ...wire,
    ticket: { number, queryCode, status: known.get(reply.messageId)?.status ?? 'waiting' },
  }
}

export function withoutTicket({ replyId, outcome, answer }: StoredReply): WireReply {
  return { replyId, outcome, answer }
}
