import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { deskError, ticketView } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

export function showTicketRoute(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/tickets/:number',
    {
      config: { access: { roles: WORKING_ROLES, scope: 'office' } },
      schema: {
        tags: ['工作台'],
        summary: '一张工单：事实、对话记录、办理过程、依据、答复草稿、可以转到哪里',
        params: z.object({ number: z.string() }),
        response: { 200: ticketView, '4xx': deskError },
      },
    },
    async (request) => desk.showTicket(request.params.number, requireStaff(request)),
  )
}
