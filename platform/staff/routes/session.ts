import { z } from 'zod'
import { requireSession } from '../access/staff-access.js'
import type { StaffServer } from '../staff-server.js'
import { startSession, viewSession } from './send-session.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import { codeBody, errorSchema, sessionView, signInBody, signInView } from './staff-wire.js'

const tags = ['工作人员']

/** Signing in and out, and who is signed in. */
export function sessionRoutes(server: StaffServer, deps: StaffRouteDeps): void {
  const { staff, cookie, singleSignOn } = deps

  server.get(
    '/api/staff/sign-in',
    {
      config: { access: { roles: 'anyone', scope: 'none' } },
      schema: { tags, summary: '登录方式', response: { 200: signInView } },
    },
    async () => ({ singleSignOn: singleSignOn !== undefined }),
  )

  server.post(
    '/api/staff/session',
    {
      config: { access: { roles: 'anyone', scope: 'none' } },
      schema: {
        tags,
        summary: '用登录名和密码登录；stage 为 second_factor 时再交验证码，为 enrolment 时先绑定',
        body: signInBody,
        response: { 200: sessionView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await staff.signIn.withPassword(request.body, request.ip)
      return startSession(signedIn, request, reply, deps)
    },
  )

  server.post(
    '/api/staff/session/code',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: {
        tags,
        summary: '交动态验证码或备用码，完成登录',
        body: codeBody,
        response: { 200: sessionView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const signedIn = await staff.signIn.withCode(requireSession(request), request.body.code)
      return startSession(signedIn, request, reply, deps)
    },
  )

  server.get(
    '/api/staff/session',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: {
        tags,
        summary: '谁在登录、能做什么',
        response: { 200: sessionView, '4xx': errorSchema },
      },
    },
    async (request) => viewSession(requireSession(request), deps),
  )

  server.delete(
    '/api/staff/session',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: { tags, summary: '退出登录', response: { 204: z.null(), '4xx': errorSchema } },
    },
    async (request, reply) => {
      await staff.sessions.end(requireSession(request).tokenHash)
      cookie.clear(request, reply)
      return reply.code(204).send(null)
    },
  )

  server.delete(
    '/api/staff/sessions',
    {
      config: { access: { roles: 'signing_in', scope: 'own' } },
      schema: { tags, summary: '在所有设备上退出', response: { 204: z.null(), '4xx': errorSchema } },
    },
    async (request, reply) => {
      const { id } = requireSession(request).account
      await staff.accounts.signOutEverywhere(id, id)
      cookie.clear(request, reply)
      return reply.code(204).send(null)
    },
  )
}
