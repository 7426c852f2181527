import type { z } from 'zod'
import { aigcLabel } from '../../bot/aigc-label.js'
import type { StoredReply } from '../../bot/conversations/open-reply.js'
import type { Reply } from '../../bot/run-turn.js'
import type { replySchema } from './wire.js'

export type WireReply = z.infer<typeof replySchema>

/** A reply as it crosses the wire; a ticket with the status it has now. */
export function wireReply(reply: Reply): WireReply {
  const wire = withoutTicket(reply)
  if (!reply.ticket) return wire
  const { number, queryCode, status } = reply.ticket
  return { ...wire, ticket: { number, queryCode, status } }
}

export function withoutTicket({ replyId, outcome, answer }: StoredReply): WireReply {
  return { replyId, outcome, answer, ...aigcLabel(answer, replyId) }
}
