import type { TicketStatus } from '../ticket-ports.js'

/** What a citizen is told besides direct replies. */
export type EventBody =
  | { kind: 'staff_reply'; ticketNumber: string; text: string; at: string }
  | { kind: 'ticket_status'; ticketNumber: string; status: TicketStatus['status']; at: string }
  /** After a closing: was the citizen helped? */
  | { kind: 'satisfaction_asked'; ticketNumber: string; at: string }
  /** Staff hold the conversation from here on, and the bot is silent. */
  | { kind: 'staff_joined'; at: string }
  | { kind: 'staff_message'; text: string; at: string }
  /** An answer given before is no longer right. */
  | { kind: 'correction'; text: string; at: string }
  /** The bot has it back. `timed_out`: staff wrote nothing for too long; the ticket that it became, if words were left. */
  | { kind: 'staff_left'; timedOut: boolean; ticketNumber: string | null; at: string }

export type NewConversationEvent = EventBody
/** `seq` grows over all conversations; within one, a later event has a higher one. */
export type ConversationEvent = EventBody & { seq: number; conversationId: string }
