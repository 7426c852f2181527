import type { FastifyInstance } from 'fastify'
import type { ReceiveCallback } from './receive-callback.js'

/** A long answer of staff, escaped as JSON may. */
const BODY_LIMIT_BYTES = 64 * 1024

/** The one way in. The body stays as it came until its signature is verified. */
export function addCallbackRoute(server: FastifyInstance, receive: ReceiveCallback): void {
  server.register(async (exchange) => {
    exchange.removeAllContentTypeParsers()
    exchange.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    exchange.post(
      '/api/exchange/callbacks',
      { bodyLimit: BODY_LIMIT_BYTES, schema: { hide: true } },
      async (request, reply) => {
        const received = await receive({
          method: request.method,
          path: request.url,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          headers: request.headers,
        })
        if ('error' in received.body) {
          request.log.warn(
            { code: received.body.error.code, status: received.status },
            'callback not taken in',
          )
        }
        return reply.code(received.status).send(received.body)
      },
    )
  })
}
