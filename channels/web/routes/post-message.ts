import { z } from 'zod'
import { cleanText } from '../../../bot/language/clean-text.js'
import type { IncomingMessage } from '../../../bot/run-turn.js'
import { authenticate } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import { acceptMessage, replyAsEvents, replyAsJson, wantsEvents } from '../send-turn.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, postMessageBody, replySchema } from '../wire.js'

export function postMessageRoute(server: WebServer, deps: WebDeps): void {
  const { limits, readiness } = deps
  const params = z.object({ id: z.string() })
  const limit = limitRate(
    server,
    limits.messagesPerMinute,
    (request) => (request.params as z.infer<typeof params>).id,
  )
  server.post(
    '/api/conversations/:id/messages',
    {
      schema: {
        tags: ['会话'],
        summary: '提问。accept: text/event-stream 时逐步返回 accepted、step、partial，最后是 final 或 error',
        security: [{ bearer: [] }],
        params,
        body: postMessageBody,
        response: { 200: replySchema, '4xx': errorSchema, '5xx': errorSchema },
      },
    },
    async (request, reply) => {
      const conversation = await authenticate(request, request.params.id, deps)
      // After the secret was checked: a stranger must not use up somebody else's allowance.
      await limit(request)
      const text = cleanText(request.body.text)
      if (text === '') throw webErrors.onlyInvisible()
      if (text.length > limits.maxTextLength)
        throw webErrors.tooLong(limits.maxTextLength, limits.suggestedTextLength)
      if (!readiness().ready) throw webErrors.starting()
      const message: IncomingMessage = {
        conversationId: conversation.id,
        clientMessageId: request.body.messageId,
        text,
        channel: conversation.channel,
        regionCode: request.body.regionCode ?? conversation.regionCode ?? undefined,
      }
      const turn = await acceptMessage(message, deps)
      if (!wantsEvents(request)) return replyAsJson(turn)
      await replyAsEvents(turn, message, request, reply, deps)
      return reply
    },
  )
}
