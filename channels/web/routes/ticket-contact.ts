import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { TicketStateError } from '../../../platform/tickets/ticket-errors.js'
import { authenticate } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { contactBody, contactView, errorSchema } from '../wire.js'

const params = z.object({ id: z.string(), number: z.string().regex(/^\d{4}-\d{4}-\d{4,8}$/) })
const url = '/api/conversations/:id/tickets/:number/contact'
const tags = ['工单']
const security = [{ bearer: [] }]

/** Under which number staff may call: kept once the citizen has read what for and agreed, and gone when they say so. */
export function ticketContactRoutes(server: WebServer, deps: WebDeps): void {
  const { tickets, contacts, limits } = deps
  const limit = limitRate(
    server,
    limits.messagesPerMinute,
    (request) => (request.params as z.infer<typeof params>).id,
  )
  /** @throws {WebError} 404 where the conversation has no such ticket */
  async function admit(request: FastifyRequest, { id, number }: z.infer<typeof params>): Promise<void> {
    const conversation = await authenticate(request, id, deps)
    if (!(await tickets.isOf(conversation.id, number))) throw webErrors.notFound('这个工单')
  }

  server.get(
    url,
    {
      schema: {
        tags,
        summary: '工单留的联系电话（中间四位隐去）；没有留的，给出对话里提到过的号码',
        security,
        params,
        response: { 200: contactView, '4xx': errorSchema },
      },
    },
    async (request) => {
      await admit(request, request.params)
      const { kept, mentioned } = await tickets.contactOf(request.params.number)
      return { kept: kept && hideMiddle(kept), mentioned, ...contacts }
    },
  )

  server.post(
    url,
    {
      schema: {
        tags,
        summary: '留下联系电话：看过告知并同意之后；不满十四周岁的由监护人同意',
        security,
        params,
        body: contactBody,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      await admit(request, request.params)
      await limit(request)
      const { phone, notice, byGuardian } = request.body
      const consent = { noticeVersion: notice, byGuardian }
      try {
        const kept = await tickets.keepContact(request.params.number, phone, consent)
        if (!kept) throw webErrors.noPhone()
      } catch (error) {
        if (error instanceof TicketStateError) throw webErrors.ticketState()
        throw error
      }
      return reply.code(204).send(null)
    },
  )

  server.delete(
    url,
    {
      schema: {
        tags,
        summary: '删除留下的联系电话，同时撤回同意',
        security,
        params,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      await admit(request, request.params)
      await tickets.forgetContact(request.params.number)
      return reply.code(204).send(null)
    },
  )
}

/** 139****5678: enough to know it again. */
function hideMiddle(number: string): string {
  return number.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
}
