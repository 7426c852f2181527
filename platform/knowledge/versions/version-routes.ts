import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { reading } from '../route-access.js'
import { asOfQuery, asOfReply, diffQuery, diffReply, lineageReply } from './version-wire.js'

const tags = ['知识库']
const ofSource = z.object({ sourceId: z.string() })
const ofVersion = z.object({ versionId: z.string() })

export function addVersionRoutes(server: StaffServer, { versions }: Knowledge): void {
  server.get(
    '/api/knowledge/versions/:versionId/diff',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '和另一个版本逐条比较，默认和前一个版本',
        params: ofVersion,
        querystring: diffQuery,
        response: { 200: diffReply, '4xx': deskError },
      },
    },
    async (request) => versions.diff(request.params.versionId, request.query.with),
  )

  server.get(
    '/api/knowledge/sources/:sourceId/lineage',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '各版本和每次修改的条数，新的在前',
        params: ofSource,
        response: { 200: lineageReply, '4xx': deskError },
      },
    },
    async (request) => versions.lineage(request.params.sourceId),
  )

  server.get(
    '/api/knowledge/sources/:sourceId/as-of',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '某一天有效的版本和全文；没有时说明原因',
        params: ofSource,
        querystring: asOfQuery,
        response: { 200: asOfReply, '4xx': deskError },
      },
    },
    async (request) => versions.asOf(request.params.sourceId, request.query.date),
  )
}
