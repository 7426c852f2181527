import type { FastifyRequest } from 'fastify'
import { webErrors } from './web-error.js'
import type { WebServer } from './web-server.js'

const WINDOW_MS = 60_000

/**
 * Counts requests a minute by key; the default key is the address, IPv6 by its network. The 5,000 keys used last are
 * remembered, so that a flood from many addresses does not fill the memory.
 * @returns throws {WebError} 429 above the limit
 */
export function limitRate(
  server: WebServer,
  maximumPerMinute: number,
  keyOf?: (request: FastifyRequest) => string,
): (request: FastifyRequest) => Promise<void> {
  const check = server.createRateLimit({
    max: maximumPerMinute,
    timeWindow: WINDOW_MS,
    ...(keyOf && { keyGenerator: keyOf }),
  })
  return async (request) => {
    const limit = await check(request)
    if (!limit.isAllowed && limit.isExceeded) throw webErrors.rateLimited(Math.max(1, limit.ttlInSeconds))
  }
}
