import { z } from 'zod'
import { cleanText } from '../../../bot/language/clean-text.js'
import { authenticate } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import { acceptMessage, replyAsJson } from '../send-turn.js'
import type { WebDeps } from '../web-deps.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, handoffBody, replySchema } from '../wire.js'

export function handOffRoute(server: WebServer, deps: WebDeps): void {
  const params = z.object({ id: z.string() })
  const limit = limitRate(
    server,
    deps.limits.messagesPerMinute,
    (request) => (request.params as z.infer<typeof params>).id,
  )
  server.post(
    '/api/conversations/:id/handoff',
    {
      schema: {
        tags: ['会话'],
        summary: '转人工：最近的问答转成工单。机器人还在答复时也可以使用',
        security: [{ bearer: [] }],
        params,
        body: handoffBody,
        response: { 200: replySchema, '4xx': errorSchema, '5xx': errorSchema },
      },
    },
    async (request) => {
      const conversation = await authenticate(request, request.params.id, deps)
      await limit(request)
      const turn = await acceptMessage(
        {
          conversationId: conversation.id,
          clientMessageId: request.body.messageId,
          kind: 'handoff',
          text: cleanText(request.body.note ?? '') || '转人工',
          channel: conversation.channel,
          regionCode: conversation.regionCode ?? undefined,
        },
        deps,
      )
      return replyAsJson(turn)
    },
  )
}
