import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const NAME = 'wenfa-staff'

/** Before everything that reads one. */
export async function addCookies(server: FastifyInstance): Promise<void> {
  await server.register(fastifyCookie)
}

/** `__Host-`: the browser takes it over TLS only, from this very host, for all paths. */
export function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-${name}` : name
}

/** @param publicUrl tells where a proxy that is not trusted ends TLS */
export function isSecure(request: FastifyRequest, publicUrl: string | undefined): boolean {
  return request.protocol === 'https' || publicUrl?.startsWith('https:') === true
}

export function createSessionCookie(publicUrl: string | undefined) {
  const options = (request: FastifyRequest) =>
    ({ path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(request, publicUrl) }) as const
  const nameFor = (request: FastifyRequest) => cookieName(NAME, isSecure(request, publicUrl))
  return {
    read: (request: FastifyRequest): string | undefined => request.cookies[nameFor(request)],
    /** Ends with the browser; when the session ends the server says. */
    write: (request: FastifyRequest, reply: FastifyReply, token: string) =>
      reply.setCookie(nameFor(request), token, options(request)),
    clear: (request: FastifyRequest, reply: FastifyReply) =>
      reply.clearCookie(nameFor(request), options(request)),
  }
}

export type SessionCookie = ReturnType<typeof createSessionCookie>
