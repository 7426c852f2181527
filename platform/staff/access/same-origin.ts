import type { FastifyRequest } from 'fastify'

/**
 * Whether a browser sent this from our own page, by what it says itself and scripts cannot change. A client that is no
 * browser says neither; it has no cookies of somebody else's either.
 * @param publicUrl the address that staff use, where proxies in front change the host
 */
export function isSameOrigin(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === request.host || (publicUrl !== undefined && new URL(publicUrl).origin === origin)
}
