import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../channels/web/web-deps.js'

interface HealthDeps {
  readiness(): Readiness
  /** Throws while nothing can be stored. */
  tryWrite(): Promise<void>
}

/** `/healthz`: the process lives. `/readyz`: a question would be answered now; else 503 with the reason. */
export function addHealth(server: FastifyInstance, { readiness, tryWrite }: HealthDeps): void {
  const hidden = { schema: { hide: true } }
  server.get('/healthz', hidden, async () => ({ status: 'ok' }))
  server.get('/readyz', hidden, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const state = readiness()
    if (!state.ready) return reply.code(503).send({ status: 'unavailable', reason: state.reason })
    try {
      await tryWrite()
    } catch (error) {
      request.log.error({ err: error }, 'nothing can be stored')
      return reply.code(503).send({ status: 'unavailable', reason: 'nothing can be stored' })
    }
    return { status: 'ready' }
  })
}
