import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { LEADING_ROLES } from '../desk-roles.js'
import { drawSamplesBody, listSamplesQuery, sampleBody, samplePage } from '../supervision/supervision-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: LEADING_ROLES, scope: 'office' } as const

/** Quality sampling of closed tickets. */
export function sampleRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  const { samples } = desk

  server.get(
    '/api/desk/samples',
    {
      config: { access },
      schema: {
        tags,
        summary: '抽检的工单和各机构的抽检比例',
        querystring: listSamplesQuery,
        response: { 200: samplePage, '4xx': deskError },
      },
    },
    async (request) => samples.list(request.query, requireStaff(request)),
  )

  server.post(
    '/api/desk/samples',
    {
      config: { access },
      schema: {
        tags,
        summary: '抽检：各机构当周办结的工单随机抽取不少于 5%；重复调用只补足',
        body: drawSamplesBody,
        response: { 200: z.object({ drawn: z.number().int() }), '4xx': deskError },
      },
    },
    async (request) => ({ drawn: await samples.draw(request.body.week, requireStaff(request)) }),
  )

  server.put(
    '/api/desk/samples/:sampleId',
    {
      config: { access },
      schema: {
        tags,
        summary: '填写抽检评分',
        params: z.object({ sampleId: z.string() }),
        body: sampleBody,
        response: { 204: z.null(), '4xx': deskError },
      },
    },
    async (request, reply) => {
      await samples.review(request.params.sampleId, request.body, requireStaff(request))
      return reply.code(204).send(null)
    },
  )
}
