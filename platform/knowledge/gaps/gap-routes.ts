import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { draftReply } from '../drafts/draft-wire.js'
import type { Knowledge } from '../knowledge.js'
import { changing, reading } from '../route-access.js'
import { closeBody, gapOf, gapPage, gapQuery, gapReply } from './gap-wire.js'

const tags = ['知识库：缺口']
const ofGap = z.object({ gapId: z.string() })

export function addGapRoutes(server: StaffServer, { gaps }: Knowledge): void {
  server.get(
    '/api/knowledge/gaps',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '没有答好的问题，意思相近的归在一起，按次数或走势排列',
        querystring: gapQuery,
        response: { 200: gapPage, '4xx': deskError },
      },
    },
    async (request) => gaps.list(request.query),
  )

  server.get(
    '/api/knowledge/gaps/:gapId',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '一个缺口：不同问法、相近的内容；已解决的，前后同类问题答上了多少',
        params: ofGap,
        querystring: gapOf,
        response: { 200: gapReply, '4xx': deskError },
      },
    },
    async (request) => gaps.show(request.params.gapId, request.query.days),
  )

  server.post(
    '/api/knowledge/gaps/:gapId/draft',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '为缺口起草一条问答，问题已填好；发布后缺口自动解决',
        params: ofGap,
        querystring: gapOf,
        response: { 201: draftReply, '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await gaps.draft(request.params.gapId, request.query.days, requireMember(request))),
  )

  server.post(
    '/api/knowledge/gaps/:gapId/close',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '标为已解决，可写说明',
        params: ofGap,
        querystring: gapOf,
        body: closeBody,
        response: { 200: gapReply, '4xx': deskError },
      },
    },
    async (request) =>
      gaps.close(request.params.gapId, request.body.note, request.query.days, requireMember(request)),
  )

  server.post(
    '/api/knowledge/gaps/:gapId/reopen',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '把已解决的重新打开',
        params: ofGap,
        querystring: gapOf,
        response: { 200: gapReply, '4xx': deskError },
      },
    },
    async (request) => gaps.reopen(request.params.gapId, request.query.days, requireMember(request)),
  )
}
