import { z } from 'zod'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema, passageView } from '../wire.js'

export function showPassageRoute(server: WebServer, { readPassage }: WebDeps): void {
  server.get(
    '/api/passages/:id',
    {
      schema: {
        tags: ['资料'],
        summary: '一段资料的全文：法条、办事指南或问答；已撤下的，要有答复里给的 key',
        params: z.object({ id: z.string() }),
        querystring: z.object({ key: z.string().catch('') }),
        response: { 200: passageView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const passage = /^[\x21-\x7e]{1,128}$/.test(id) ? await readPassage(id, request.query.key) : null
      if (!passage) throw webErrors.notFound('这段资料')
      if (!passage.withdrawn) reply.header('cache-control', 'public, max-age=60')
      return passage
    },
  )
}
