import { z } from 'zod'
import { TICKET_STATUSES } from '../../../bot/ticket-ports.js'
import { TICKET_EVENT_KINDS } from '../wire.js'

/**
 * SSE events of the desk: `ready` { memberId } when nothing from now on is missed (read your lists again then), `ticket`,
 * `conversation`. They come within 1 s, whichever process made the change, and only for what the member may see.
 */
export const ticketChange = z.object({
  number: z.string(),
  kind: z.enum(TICKET_EVENT_KINDS),
  status: z.enum(TICKET_STATUSES),
  version: z.number().int(),
  urgency: z.enum(['normal', 'urgent']),
  /** Where it lies now: outside of what the member sees, where it has just left. */
  officeId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})
export const conversationChange = z.object({
  conversationId: z.string(),
  /** `message`: the citizen wrote; `reply`: the bot answered; the others are what staff did. */
  kind: z.enum(['message', 'reply', 'taken_over', 'staff_message', 'whisper', 'released', 'timed_out']),
  by: z.string().nullable(),
  at: z.string(),
})
