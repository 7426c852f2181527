import { z } from 'zod'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, sharedAnswer } from '../wire.js'

export function showAnswerRoute(server: WebServer, { readAnswer }: WebDeps): void {
  server.get(
    '/api/answers/:id',
    {
      schema: {
        tags: ['资料'],
        summary: '其他平台上的消息链接到的完整答复：只读，不含提问，30 天内可看',
        params: z.object({ id: z.string() }),
        querystring: z.object({ key: z.string().catch('') }),
        response: { 200: sharedAnswer, '4xx': errorSchema },
      },
    },
    async (request) => {
      const shared = await readAnswer(request.params.id, request.query.key)
      if (!shared) throw webErrors.notFound('这条答复')
      return shared
    },
  )
}
