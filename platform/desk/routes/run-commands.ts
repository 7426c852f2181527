import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { bulkBody, bulkReply, commandBody, commandReply, deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const access = { roles: WORKING_ROLES, scope: 'office' } as const

export function runCommandRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.post(
    '/api/desk/tickets/:number/commands',
    {
      config: { access },
      schema: {
        tags: ['工作台'],
        summary: '办理工单；version 是看到的版本，别人先动过就返回 409 和变化',
        params: z.object({ number: z.string() }),
        body: commandBody,
        response: { 200: commandReply, '4xx': deskError },
      },
    },
    async (request) => {
      const { command, version } = request.body
      return desk.commands.one(request.params.number, command, requireStaff(request), version)
    },
  )

  server.post(
    '/api/desk/tickets/bulk',
    {
      config: { access },
      schema: {
        tags: ['工作台'],
        summary: '对多张工单做同一件事；做不了的逐张说明原因',
        body: bulkBody,
        response: { 200: bulkReply, '4xx': deskError },
      },
    },
    async (request) => {
      const { numbers, command } = request.body
      return desk.commands.each(numbers, command, requireStaff(request))
    },
  )
}
