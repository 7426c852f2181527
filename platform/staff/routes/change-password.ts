import { z } from 'zod'
import { EVERYBODY, requireSession } from '../access/staff-access.js'
import type { StaffServer } from '../staff-server.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import { changePasswordBody, errorSchema } from './staff-wire.js'

export function changePasswordRoute(server: StaffServer, { staff }: StaffRouteDeps): void {
  server.put(
    '/api/staff/password',
    {
      config: { access: { roles: EVERYBODY, scope: 'own' } },
      schema: {
        tags: ['工作人员'],
        summary: '改自己的密码；其他设备上的登录随即失效',
        body: changePasswordBody,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { account, tokenHash } = requireSession(request)
      await staff.accounts.checkPassword(account, request.body.current)
      await staff.accounts.changePassword(account, request.body.next, tokenHash)
      return reply.code(204).send(null)
    },
  )
}
