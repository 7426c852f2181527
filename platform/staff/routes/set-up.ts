import type { StaffServer } from '../staff-server.js'
import { startSession } from './send-session.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import { errorSchema, linkBody, linkOwnerView, sessionView, setUpBody } from './staff-wire.js'

const tags = ['工作人员']

/** What a one-time link leads to. The token comes in the body: addresses are written into logs. */
export function setUpRoutes(server: StaffServer, deps: StaffRouteDeps): void {
  const { accounts, signIn } = deps.staff

  server.post(
    '/api/staff/set-up/link',
    {
      config: { access: { roles: 'anyone', scope: 'none' } },
      schema: {
        tags,
        summary: '一次性链接是给谁的；不会用掉链接',
        body: linkBody,
        response: { 200: linkOwnerView, '4xx': errorSchema },
      },
    },
    async (request) => accounts.readLink(request.body.token),
  )

  server.post(
    '/api/staff/set-up',
    {
      config: { access: { roles: 'anyone', scope: 'none' } },
      schema: {
        tags,
        summary: '用一次性链接设置密码，随即登录',
        body: setUpBody,
        response: { 200: sessionView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const account = await accounts.redeemLink(request.body)
      return startSession(await signIn.afterSetUp(account), request, reply, deps)
    },
  )
}
