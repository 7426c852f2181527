import { z } from 'zod'
import { requireSession } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { deskError, savedView, savedViewBody } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: WORKING_ROLES, scope: 'own' } as const

export function savedViewRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/views',
    {
      config: { access },
      schema: {
        tags,
        summary: '自己保存的视图',
        response: { 200: z.object({ views: z.array(savedView) }), '4xx': deskError },
      },
    },
    async (request) => ({ views: await desk.views.list(requireSession(request).account) }),
  )

  server.post(
    '/api/desk/views',
    {
      config: { access },
      schema: {
        tags,
        summary: '保存队列现在的筛选条件',
        body: savedViewBody,
        response: { 201: savedView, '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await desk.views.add(request.body, requireSession(request).account)),
  )

  server.delete(
    '/api/desk/views/:viewId',
    {
      config: { access },
      schema: {
        tags,
        summary: '删除自己的视图',
        params: z.object({ viewId: z.string() }),
        response: { 204: z.null(), '4xx': deskError },
      },
    },
    async (request, reply) => {
      await desk.views.remove(request.params.viewId)
      return reply.code(204).send(null)
    },
  )
}
