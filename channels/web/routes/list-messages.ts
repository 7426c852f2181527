import { z } from 'zod'
import { authenticate } from '../authenticate.js'
import type { WebDeps } from '../web-deps.js'
import type { WebServer } from '../web-server.js'
import { conversationHistory, errorSchema } from '../wire.js'
import { withoutTicket } from '../wire-reply.js'

export function listMessagesRoute(server: WebServer, deps: WebDeps): void {
  const { conversations, tickets } = deps
  server.get(
    '/api/conversations/:id/messages',
    {
      schema: {
        tags: ['会话'],
        summary: '会话记录：提问、答复、工作人员的回复和工单状态',
        security: [{ bearer: [] }],
        params: z.object({ id: z.string() }),
        response: { 200: conversationHistory, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { id } = await authenticate(request, request.params.id, deps)
      const [entries, events, byMessage] = await Promise.all([
        conversations.timeline(id),
        conversations.eventsOf(id, 0),
        tickets.ticketsByMessage(id),
      ])
      return {
        messages: entries.map(({ messageId, clientMessageId, text, at, reply }) => {
          if (!reply) return { messageId: clientMessageId, text, at }
          const ticket = byMessage.get(messageId)
          const shown = { ...withoutTicket(reply), rating: reply.rating, ...(ticket && { ticket }) }
          return { messageId: clientMessageId, text, at, reply: shown }
        }),
        events: events.map(({ conversationId: _, ...event }) => event),
      }
    },
  )
}
