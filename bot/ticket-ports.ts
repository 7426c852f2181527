import type { Matter } from '../knowledge/matter.js'
import type { ServiceLine } from '../knowledge/service-line.js'
import type { Answer } from './answer.js'

export const HAND_OFF_REASONS = [
  'low_confidence',
  'on_request',
  'no_citation',
  'complaint',
  'crisis',
  'failed',
  'answers_off',
  'application',
] as const
export type HandOffReason = (typeof HAND_OFF_REASONS)[number]

/** Where a ticket stands; the last three are ends. */
export const TICKET_STATUSES = [
  'waiting',
  'taken',
  'waiting_for_citizen',
  'answered',
  'closed',
  'cancelled',
  'merged',
] as const

/** Who, what, when, where, and what is wanted, masked. A part that the citizen did not say is absent. */
export type TicketFacts = Partial<Record<'who' | 'what' | 'when' | 'where' | 'wish', string>>

/** What a ticket says of its case, masked. */
export interface TicketBrief {
  matter: Matter
  serviceLine: ServiceLine | null
  summaryMasked: string
  /** Absent: found in what was said. */
  facts?: TicketFacts
}

export interface TicketRequest extends TicketBrief {
  conversationId: string
  messageId: string
  reason: HandOffReason
  urgency: 'normal' | 'urgent'
  regionCode: string | null
  /** What the bot would have said, where it came so far. */
  draft?: Answer | null
  /** Ids of the passages it considered, best first. */
  sources?: readonly string[]
  /** How to reach the citizen, where they agreed: stored encrypted. */
  contact?: string | null
}

export interface OpenedTicket {
  id: string
  number: string
  /** Shown to the citizen once; only its hash is stored. */
  queryCode: string
  status: TicketStatus['status']
}

/**
 * Met by platform/tickets. Idempotent by messageId: the same message opens one ticket, and the second call
 * returns the same number and query code (the code is derived, so that a turn run again after a crash says the same).
 */
export type OpenTicket = (request: TicketRequest) => Promise<OpenedTicket>

export interface TicketStatus {
  number: string
  status: (typeof TICKET_STATUSES)[number]
  createdAt: string
  /** Staff replies, oldest first. */
  replies: { text: string; at: string }[]
}

/**
 * Met by platform/tickets. Brings a message to the ticket of its conversation for which staff asked the citizen
 * something. Idempotent by messageId.
 * @returns the ticket's number; null: nobody waits for the citizen's words, or the message opened that ticket itself
 */
export type PassToStaff = (message: {
  conversationId: string
  messageId: string
  /** Unmasked. */
  text: string
  /** `open`: to any ticket on which work goes on, asked or not. */
  to?: 'asked' | 'open'
}) => Promise<string | null>

/** Tickets opened in this conversation, newest first. */
export type FindTickets = (conversationId: string) => Promise<TicketStatus[]>
