import { z } from 'zod'
import { bearerOf } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, ticketView } from '../wire.js'

const DEFAULT_QUERIES_PER_MINUTE = 30

export function showTicketRoute(server: WebServer, { tickets, limits }: WebDeps): void {
  const limit = limitRate(server, limits.ticketQueriesPerMinute ?? DEFAULT_QUERIES_PER_MINUTE)
  server.get(
    '/api/tickets/:number',
    {
      schema: {
        tags: ['工单'],
        summary: '凭工单号和查询码（Bearer）查询进度和答复；查询码错五次即锁定',
        security: [{ bearer: [] }],
        params: z.object({ number: z.string() }),
        response: { 200: ticketView, '4xx': errorSchema },
      },
    },
    async (request) => {
      const code = bearerOf(request)
      await limit(request)
      const number = request.params.number.normalize('NFKC').trim()
      if (!/^\d{4}-\d{4}-\d{4,8}$/.test(number)) throw webErrors.ticketRefused()
      const result = await tickets.byNumberWithCode(number, code)
      switch (result.status) {
        case 'found':
          return result.ticket
        case 'refused':
          throw webErrors.ticketRefused()
        case 'locked':
          throw webErrors.ticketLocked()
      }
    },
  )
}
