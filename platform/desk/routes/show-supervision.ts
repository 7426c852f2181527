import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { LEADING_ROLES } from '../desk-roles.js'
import { supervisionView } from '../supervision/supervision-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

export function showSupervisionRoute(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/supervision',
    {
      config: { access: { roles: LEADING_ROLES, scope: 'office' } },
      schema: {
        tags: ['工作台'],
        summary: '各机构、各人的工作量和超期，待回访的工单',
        response: { 200: supervisionView, '4xx': deskError },
      },
    },
    async (request) => desk.supervision(requireStaff(request).scope),
  )
}
