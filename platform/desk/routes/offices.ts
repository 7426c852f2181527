import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { OFFICE_READERS } from '../desk-roles.js'
import { deskError, officeBody, officeView } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const editing = { roles: ['administrator'], scope: 'office' } as const

export function officeRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/offices',
    {
      config: { access: { roles: OFFICE_READERS, scope: 'office' } },
      schema: {
        tags,
        summary: '本机构和下级机构，含地址、电话、时间和业务',
        response: { 200: z.object({ offices: z.array(officeView) }), '4xx': deskError },
      },
    },
    async (request) => ({ offices: await desk.offices.list(requireStaff(request)) }),
  )

  server.post(
    '/api/desk/offices',
    {
      config: { access: editing },
      schema: {
        tags,
        summary: '新增机构，放在管辖范围内的上级之下',
        body: officeBody,
        response: { 201: officeView, '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await desk.offices.add(request.body, requireStaff(request))),
  )

  server.put(
    '/api/desk/offices/:officeId',
    {
      config: { access: editing },
      schema: {
        tags,
        summary: '修改机构',
        params: z.object({ officeId: z.string() }),
        body: officeBody,
        response: { 200: officeView, '4xx': deskError },
      },
    },
    async (request) => desk.offices.change(request.params.officeId, request.body, requireStaff(request)),
  )
}
