import { z } from 'zod'
import { EVERYBODY, requireSession } from '../access/staff-access.js'
import { staffErrors } from '../staff-error.js'
import type { StaffServer } from '../staff-server.js'
import { startSession } from './send-session.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import { codeBody, confirmedView, enrolmentView, errorSchema, recoveryCodesView } from './staff-wire.js'

const tags = ['工作人员']

/** The member's own second factor. */
export function secondFactorRoutes(server: StaffServer, deps: StaffRouteDeps): void {
  const { secondFactor, signIn } = deps.staff

  server.post(
    '/api/staff/second-factor',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: {
        tags,
        summary: '开始绑定动态验证码：返回二维码；用 confirm 确认后生效',
        response: { 200: enrolmentView, '4xx': errorSchema },
      },
    },
    async (request) => secondFactor.begin(requireSession(request).account),
  )

  server.post(
    '/api/staff/second-factor/confirm',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: {
        tags,
        summary: '交第一个验证码，完成绑定；备用码只显示这一次',
        body: codeBody,
        response: { 200: confirmedView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const session = requireSession(request)
      const recoveryCodes = await secondFactor.confirm(session.account, request.body.code, session.tokenHash)
      const signedIn = await signIn.afterEnrolment(session)
      return { ...(await startSession(signedIn, request, reply, deps)), recoveryCodes }
    },
  )

  server.post(
    '/api/staff/second-factor/recovery-codes',
    {
      config: { access: { roles: EVERYBODY, scope: 'own' } },
      schema: {
        tags,
        summary: '换一组备用码，旧的作废',
        body: codeBody,
        response: { 200: recoveryCodesView, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { account } = requireSession(request)
      if (account.totp_confirmed_at === null) throw staffErrors.noSecondFactor()
      await secondFactor.check(account, request.body.code)
      return { recoveryCodes: await secondFactor.renewRecoveryCodes(account) }
    },
  )

  server.post(
    '/api/staff/second-factor/remove',
    {
      config: { access: { roles: EVERYBODY, scope: 'own' } },
      schema: {
        tags,
        summary: '解除动态验证码',
        body: codeBody,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { account, tokenHash } = requireSession(request)
      if (account.totp_confirmed_at === null) throw staffErrors.noSecondFactor()
      if (secondFactor.isRequired(account.role)) throw staffErrors.secondFactorRequired()
      await secondFactor.check(account, request.body.code)
      await secondFactor.remove(account.id, account.id, tokenHash)
      return reply.code(204).send(null)
    },
  )
}
