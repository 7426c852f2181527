import type { FastifyRequest } from 'fastify'
import { webErrors } from './web-error.js'
import type { WebServer } from './web-server.js'

const WINDOW_MS = 60_000

/**
 * Counts requests a minute by key; the default key is the address, IPv6 by its network. The 5,000 keys used last are
 * remembered, so that a flood from many addresses does not fill the memory.
 * @returns counts the request, or with `{ count: false }` only looks; throws {WebError} 429 above the limit
 */
export function limitRate(
  server: WebServer,
  maximumPerMinute: number,
  keyOf?: (request: FastifyRequest) => string,
): (request: FastifyRequest, options?: { count: boolean }) => Promise<void> {
  const check = server.createRateLimit({
    max: maximumPerMinute,
    timeWindow: WINDOW_MS,
    ...(keyOf && { keyGenerator: keyOf }),
  })
  return async (request, { count } = { count: true }) => {
    const limit = await check(request, { increment: count })
    if (limit.isAllowed) return
    const isOver = count ? limit.isExceeded : limit.remaining === 0
    if (isOver) throw webErrors.rateLimited(Math.max(1, limit.ttlInSeconds))
  }
}
