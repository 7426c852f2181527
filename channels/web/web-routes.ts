import { createConversationRoute } from './routes/create-conversation.js'
import { handOffRoute } from './routes/hand-off.js'
import { legalAidRoutes } from './routes/legal-aid.js'
import { listMessagesRoute } from './routes/list-messages.js'
import { listRegionsRoute } from './routes/list-regions.js'
import { postMessageRoute } from './routes/post-message.js'
import { rateReplyRoute } from './routes/rate-reply.js'
import { settleTicketRoutes } from './routes/settle-ticket.js'
import { showAnswerRoute } from './routes/show-answer.js'
import { showPassageRoute } from './routes/show-passage.js'
import { showStartRoute } from './routes/show-start.js'
import { showTicketRoute } from './routes/show-ticket.js'
import { ticketContactRoutes } from './routes/ticket-contact.js'
import { watchEventsRoute } from './routes/watch-events.js'
import type { WebDeps } from './web-deps.js'
import type { WebServer } from './web-server.js'

/** The API of the citizen page. */
export function addWebRoutes(server: WebServer, deps: WebDeps): void {
  createConversationRoute(server, deps)
  postMessageRoute(server, deps)
  listMessagesRoute(server, deps)
  watchEventsRoute(server, deps)
  handOffRoute(server, deps)
  legalAidRoutes(server, deps)
  rateReplyRoute(server, deps)
  showTicketRoute(server, deps)
  settleTicketRoutes(server, deps)
  ticketContactRoutes(server, deps)
  showPassageRoute(server, deps)
  showAnswerRoute(server, deps)
  showStartRoute(server, deps)
  listRegionsRoute(server)
}
