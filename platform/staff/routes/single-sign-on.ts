import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName, isSecure } from '../access/session-cookie.js'
import { CALLBACK_PATH, FLOW_SECONDS } from '../single-sign-on/single-sign-on.js'
import type { StaffServer } from '../staff-server.js'
import type { StaffRouteDeps } from './staff-route-deps.js'

const access = { roles: 'anyone', scope: 'none' } as const

/** To the province's identity provider and back. Both are visited by the browser itself, so that errors are pages. */
export function singleSignOnRoutes(server: StaffServer, deps: StaffRouteDeps): void {
  const { singleSignOn, staff, publicUrl, cookie } = deps
  if (!singleSignOn) return

  const flowCookie = (request: FastifyRequest) =>
    ({
      name: cookieName('wenfa-sign-on', isSecure(request, publicUrl)),
      // Lax: the browser comes back from another site.
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request, publicUrl) },
    }) as const
  /** The page says it in words: `single_sign_on_failed`, `single_sign_on_unknown`. */
  const fail = (reply: FastifyReply, code: string) => reply.redirect(`/desk/sign-in#${code}`, 303)

  server.get(
    '/api/staff/single-sign-on',
    { config: { access }, schema: { tags: ['工作人员'], summary: '去统一身份认证登录' } },
    async (request, reply) => {
      try {
        const { url, sealedFlow } = await singleSignOn.begin()
        const { name, options } = flowCookie(request)
        reply.setCookie(name, sealedFlow, { ...options, maxAge: FLOW_SECONDS })
        return reply.redirect(url, 303)
      } catch (error) {
        request.log.warn({ err: error }, 'single sign-on could not begin')
        return fail(reply, 'single_sign_on_failed')
      }
    },
  )

  server.get(
    CALLBACK_PATH,
    { config: { access }, schema: { tags: ['工作人员'], summary: '从统一身份认证回来' } },
    async (request, reply) => {
      const { name, options } = flowCookie(request)
      reply.clearCookie(name, options)
      try {
        const query = request.url.slice(CALLBACK_PATH.length)
        const { login, strong } = await singleSignOn.finish(query, request.cookies[name] ?? '')
        const signedIn =
          login === null ? null : await staff.signIn.withIdentity({ login, strong }, request.ip)
        if (!signedIn) return fail(reply, 'single_sign_on_unknown')
        cookie.write(request, reply, signedIn.token)
        return reply.redirect('/desk', 303)
      } catch (error) {
        request.log.warn({ err: error }, 'single sign-on failed')
        return fail(reply, 'single_sign_on_failed')
      }
    },
  )
}
