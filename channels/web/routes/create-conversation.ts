import { limitRate } from '../limit-rate.js'
import type { WebDeps } from '../web-deps.js'
import type { WebServer } from '../web-server.js'
import { createConversationBody, createConversationReply, errorSchema } from '../wire.js'

export function createConversationRoute(server: WebServer, { conversations, limits }: WebDeps): void {
  const limit = limitRate(server, limits.conversationsPerMinute)
  server.post(
    '/api/conversations',
    {
      schema: {
        tags: ['会话'],
        summary: '新建会话，取得会话编号和凭证',
        body: createConversationBody.nullish(),
        response: { 201: createConversationReply, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      await limit(request)
      const created = await conversations.create({ channel: 'web', regionCode: request.body?.regionCode })
      return reply.code(201).send(created)
    },
  )
}
