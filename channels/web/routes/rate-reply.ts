import { z } from 'zod'
import { cleanText } from '../../../bot/language/clean-text.js'
import { authenticate, bearerOf, isRowId } from '../authenticate.js'
import type { WebDeps } from '../web-deps.js'
import { WebError, webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, ratingBody } from '../wire.js'

export function rateReplyRoute(server: WebServer, deps: WebDeps): void {
  const { conversations } = deps
  server.post(
    '/api/replies/:id/rating',
    {
      schema: {
        tags: ['会话'],
        summary: '评价答复；再次评价以最后一次为准',
        security: [{ bearer: [] }],
        params: z.object({ id: z.string() }),
        body: ratingBody,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      bearerOf(request)
      const { id } = request.params
      const conversationId = isRowId(id) ? await conversations.conversationOfReply(id) : null
      if (conversationId === null) throw webErrors.notFound('这条答复')
      try {
        await authenticate(request, conversationId, deps)
      } catch (error) {
        // Somebody else's reply reads like none.
        if (error instanceof WebError && error.status === 403) throw webErrors.notFound('这条答复')
        throw error
      }
      const { rating, comment } = request.body
      await conversations.rate(
        conversationId,
        id,
        rating,
        comment === undefined ? undefined : cleanText(comment),
      )
      return reply.code(204).send(null)
    },
  )
}
