import type { WebDeps } from '../web-deps.js'
import type { WebServer } from '../web-server.js'
import { startView } from '../wire.js'

export function showStartRoute(server: WebServer, { readStart }: WebDeps): void {
  server.get(
    '/api/start',
    {
      schema: {
        tags: ['资料'],
        summary: '开始页：按事项分组的常见问题、法规数据截至年月、字数限制，是否暂停',
        response: { 200: startView },
      },
    },
    async (_request, reply) => {
      // What is switched off is said at once.
      reply.header('cache-control', 'no-cache')
      return readStart()
    },
  )
}
