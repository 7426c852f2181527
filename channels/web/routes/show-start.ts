import type { WebDeps } from '../web-deps.js'
import type { WebServer } from '../web-server.js'
import { startView } from '../wire.js'

export function showStartRoute(server: WebServer, { readStart }: WebDeps): void {
  server.get(
    '/api/start',
    {
      schema: {
        tags: ['资料'],
        summary: '开始页：按事项分组的常见问题、法规数据截至年月、字数限制',
        response: { 200: startView },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=30')
      return readStart()
    },
  )
}
