import type { FastifyInstance } from 'fastify'
import { ForgedRequestError, UnreadableRequestError } from './channel.js'
import type { Messaging } from './messaging/messaging.js'

/** The longest that any platform documents is far shorter. */
const BODY_LIMIT_BYTES = 64 * 1024

/** One address a platform. The body stays as it came until the adapter has verified it. */
export function addChannelRoutes(server: FastifyInstance, messaging: Messaging): void {
  server.register(async (platforms) => {
    platforms.removeAllContentTypeParsers()
    platforms.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const channel of messaging.channels) {
      platforms.route({
        method: ['GET', 'POST'],
        url: `/api/channels/${channel.name}`,
        bodyLimit: BODY_LIMIT_BYTES,
        schema: { hide: true },
        async handler(request, reply) {
          try {
            const { status, contentType, body, left } = await messaging.receive(channel, {
              method: request.method,
              query: request.query as Record<string, string | undefined>,
              headers: request.headers,
              body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            })
            if (left)
              reply.raw.on(
                'finish',
                () => void left().catch((err) => request.log.error({ err }, 'response not noted')),
              )
            return reply.code(status).type(contentType).send(body)
          } catch (error) {
            const status =
              error instanceof ForgedRequestError ? 403 : error instanceof UnreadableRequestError ? 400 : null
            if (status === null) throw error
            const { message: reason } = error as Error
            request.log.warn({ channel: channel.name, status, reason }, 'request of a platform not taken in')
            return reply.code(status).type('text/plain; charset=utf-8').send('')
          }
        },
      })
    }
  })
}
