import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cleanText } from '../../../bot/language/clean-text.js'
import { CITIZEN } from '../../../platform/tickets/pass-to-staff.js'
import type { TicketCommand } from '../../../platform/tickets/ticket-command.js'
import { TicketStateError } from '../../../platform/tickets/ticket-errors.js'
import { authenticate } from '../authenticate.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, reopenBody, ticketRatingBody } from '../wire.js'

const params = z.object({ id: z.string(), number: z.string().regex(/^\d{4}-\d{4}-\d{4,8}$/) })
const tags = ['工单']
const security = [{ bearer: [] }]
const response = { 204: z.null(), '4xx': errorSchema }

/** What citizens do to their own tickets after the end. */
export function settleTicketRoutes(server: WebServer, deps: WebDeps): void {
  const { tickets } = deps
  /** @throws {WebError} 404 where the conversation has no such ticket, 409 where it is too late or too early */
  async function run(
    request: FastifyRequest,
    { id, number }: z.infer<typeof params>,
    command: TicketCommand,
  ) {
    const conversation = await authenticate(request, id, deps)
    if (!(await tickets.isOf(conversation.id, number))) throw webErrors.notFound('这个工单')
    try {
      await tickets.run(number, command, CITIZEN)
    } catch (error) {
      if (error instanceof TicketStateError) throw webErrors.ticketState()
      throw error
    }
  }

  server.post(
    '/api/conversations/:id/tickets/:number/rating',
    {
      schema: { tags, summary: '评价已办结的工单，一次', security, params, body: ticketRatingBody, response },
    },
    async (request, reply) => {
      const { satisfied, comment } = request.body
      const said = comment === undefined ? null : cleanText(comment) || null
      await run(request, request.params, { kind: 'rate', satisfied, comment: said })
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/conversations/:id/tickets/:number/reopen',
    {
      schema: {
        tags,
        summary: '办结后问题没有解决，请求重新办理',
        security,
        params,
        body: reopenBody,
        response,
      },
    },
    async (request, reply) => {
      const reason = cleanText(request.body.reason ?? '') || '问题没有解决'
      await run(request, request.params, { kind: 'reopen', reason })
      return reply.code(204).send(null)
    },
  )
}
