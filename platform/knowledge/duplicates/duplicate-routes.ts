import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, reading } from '../route-access.js'
import { apartBody, duplicatePage, duplicateQuery } from './duplicate-wire.js'

const tags = ['知识库：检验']

export function addDuplicateRoutes(server: StaffServer, { duplicates }: Knowledge): void {
  server.get(
    '/api/knowledge/duplicates',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '问法几乎相同的问答，依据互不相同的在前',
        querystring: duplicateQuery,
        response: { 200: duplicatePage, '4xx': deskError },
      },
    },
    async (request) => duplicates.list(request.query),
  )

  server.post(
    '/api/knowledge/duplicates/apart',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '两条不是重复，以后不再一起列出，改过的除外',
        body: apartBody,
        response: { 204: z.null(), '4xx': deskError },
      },
    },
    async (request, reply) => {
      await duplicates.setApart(request.body.versionIds, requireMember(request))
      return reply.code(204).send(null)
    },
  )
}
