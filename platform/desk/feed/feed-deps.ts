import type { z } from 'zod'
import type { Sessions } from '../../staff/session/sessions.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import type { DeskDeps } from '../desk-deps.js'
import type { conversationChange, ticketChange } from './feed-wire.js'

export type DeskChange =
  | { event: 'ticket'; data: z.infer<typeof ticketChange> }
  | { event: 'conversation'; data: z.infer<typeof conversationChange> }

/** What happened, and to which offices it belongs; of a ticket that moved also the one that it left. */
export interface PlacedChange {
  change: DeskChange
  officeIds: readonly (string | null)[]
}

export interface DeskFeedDeps extends Pick<DeskDeps, 'db' | 'dataKey' | 'now'> {
  visibleOffices(member: StaffMember): Promise<StaffScope>
  sessions: Pick<Sessions, 'alive'>
  /** Default 400: with all that is on the way, changes arrive within a second. */
  pollMs?: number
  /** Default 15,000. */
  sessionCheckMs?: number
  onError(error: unknown): void
}
