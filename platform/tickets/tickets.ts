import { createOpenTicket } from './open-ticket.js'
import { createReadTickets } from './read-tickets.js'
import type { TicketDeps } from './ticket-deps.js'
import { createWorkOnTickets } from './work-on-tickets.js'

export type Tickets = ReturnType<typeof createTickets>

/** Questions that a human settles: opened by the bot, read by the citizen, answered by staff. */
export function createTickets(deps: TicketDeps) {
  return { ...createOpenTicket(deps), ...createReadTickets(deps), ...createWorkOnTickets(deps) }
}
