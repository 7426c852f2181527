import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bearerOf } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, ticketView } from '../wire.js'

/** People leave hyphens out, or type others. */
const TICKET_NUMBER = /^(\d{4})[^\da-z]{0,3}(\d{4})[^\da-z]{0,3}(\d{4,8})$/i
/** Refused queries from one address. */
const WRONG_QUERIES_PER_MINUTE = 30

export function showTicketRoute(server: WebServer, { tickets }: WebDeps): void {
  const limit = limitRate(server, WRONG_QUERIES_PER_MINUTE)
  server.get(
    '/api/tickets/:number',
    {
      schema: {
        tags: ['工单'],
        summary: '凭工单号和查询码（Bearer）查询进度和答复；查询码错五次，十五分钟内不能再查',
        security: [{ bearer: [] }],
        params: z.object({ number: z.string() }),
        response: { 200: ticketView, '4xx': errorSchema },
      },
    },
    async (request) => {
      const code = codeOf(request)
      // Only guesses are counted: a whole office may stand behind one address.
      await limit(request, { count: false })
      const number = TICKET_NUMBER.exec(request.params.number.normalize('NFKC').trim())?.slice(1).join('-')
      const result =
        number === undefined ? { status: 'refused' as const } : await tickets.byNumberWithCode(number, code)
      if (result.status === 'found') return result.ticket
      await limit(request)
      throw result.status === 'locked'
        ? webErrors.ticketLocked(result.retryAfterMs)
        : webErrors.ticketRefused()
    },
  )
}

/** A code is typed by people: unlike a secret it may hold blanks. @throws {WebError} 401 without any */
function codeOf(request: FastifyRequest): string {
  const [, code] = /^Bearer +([\x20-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
  return code?.trim() || bearerOf(request)
}
