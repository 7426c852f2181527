import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, reading } from '../route-access.js'
import { casePage, caseQuery, caseView, newCaseBody } from './case-wire.js'

const tags = ['知识库：检验']
const ofCase = z.object({ caseId: z.string() })

export function addCaseRoutes(server: StaffServer, { cases }: Knowledge): void {
  server.get(
    '/api/knowledge/cases',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '用例：问题、应有的依据和最近一次检验的结果，新的在前',
        querystring: caseQuery,
        response: { 200: casePage, '4xx': deskError },
      },
    },
    async (request) => cases.list(request.query),
  )

  server.get(
    '/api/knowledge/cases/export',
    {
      config: { access: reading },
      schema: { tags, summary: '全部用例，每行一条 JSON，供 wenfa eval --cases 读取' },
    },
    async (_request, reply) =>
      reply
        .header('content-type', 'text/plain; charset=utf-8')
        .header('content-disposition', 'attachment; filename="cases.jsonl"')
        .send(await cases.export()),
  )

  server.post(
    '/api/knowledge/cases',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '存一个用例；个人信息会隐去',
        body: newCaseBody,
        response: { 201: caseView, '4xx': deskError },
      },
    },
    async (request, reply) => reply.code(201).send(await cases.add(request.body, requireMember(request))),
  )

  server.post(
    '/api/knowledge/cases/:caseId/run',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '检验一个用例，记下结果',
        params: ofCase,
        response: { 200: caseView, '4xx': deskError },
      },
    },
    async (request) => cases.run(request.params.caseId),
  )

  server.delete(
    '/api/knowledge/cases/:caseId',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '删除一个用例',
        params: ofCase,
        response: { 204: z.null(), '4xx': deskError },
      },
    },
    async (request, reply) => {
      await cases.remove(request.params.caseId, requireMember(request))
      return reply.code(204).send(null)
    },
  )
}
