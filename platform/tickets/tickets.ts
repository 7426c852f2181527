import { createApplyCommand } from './apply-command.js'
import { createCloseAnswered } from './close-answered.js'
import { createContactConsent } from './contact-consent.js'
import { createListTickets } from './list-tickets.js'
import { createOpenTicket } from './open-ticket.js'
import { createPassToStaff } from './pass-to-staff.js'
import { createReadTickets } from './read-tickets.js'
import { createRunDeadlines } from './run-deadlines.js'
import type { TicketDeps } from './ticket-deps.js'

export type Tickets = ReturnType<typeof createTickets>

/** Questions that a human settles: opened by the bot, read by the citizen, worked on by staff. */
export function createTickets(deps: TicketDeps) {
  const applying = createApplyCommand(deps)
  const reading = createReadTickets(deps)
  return {
    ...createOpenTicket(deps),
    ...reading,
    ...createListTickets(deps),
    ...applying,
    ...createContactConsent({ ...deps, ...applying }),
    passToStaff: createPassToStaff({ ...deps, ...applying, ...reading }),
    runDeadlines: createRunDeadlines({ ...deps, ...applying }),
    closeAnswered: createCloseAnswered({ ...deps, ...applying }),
  }
}
