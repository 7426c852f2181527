import type { Matter } from '../knowledge/matter.js'
import type { ServiceLine } from '../knowledge/service-line.js'

export const HAND_OFF_REASONS = [
  'low_confidence',
  'on_request',
  'no_citation',
  'complaint',
  'crisis',
  'failed',
] as const
export type HandOffReason = (typeof HAND_OFF_REASONS)[number]

export interface TicketRequest {
  conversationId: string
  messageId: string
  reason: HandOffReason
  urgency: 'normal' | 'urgent'
  matter: Matter
  serviceLine: ServiceLine | null
  regionCode: string | null
  summaryMasked: string
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
  status: 'waiting' | 'answered' | 'closed'
  createdAt: string
  /** Staff replies, oldest first. */
  replies: { text: string; at: string }[]
}

/** Tickets opened in this conversation, newest first. */
export type FindTickets = (conversationId: string) => Promise<TicketStatus[]>
