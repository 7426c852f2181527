import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { allowFraming } from './http-security.js'

const YEAR_SECONDS = 31_536_000

/** The built page. @param pageDir absolute: index.html, embed.js, assets/ with content hashes in their names */
export async function addPage(server: FastifyInstance, pageDir: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: pageDir,
    index: false,
    cacheControl: false,
    dotfiles: 'ignore',
    allowedPath: (path) => !path.endsWith('.sha256'),
    setHeaders(response, path) {
      const inPage = path.slice(pageDir.length)
      response.setHeader('cache-control', cachingOf(inPage))
      // Other sites load this one.
      if (inPage === '/embed.js') response.setHeader('cross-origin-resource-policy', 'cross-origin')
    },
  })
  server.get('/', { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'))
  server.get('/embed', { schema: { hide: true } }, (_request, reply) => {
    allowFraming(reply)
    return reply.sendFile('index.html')
  })
}

function cachingOf(path: string): string {
  if (path.startsWith('/assets/')) return `public, max-age=${YEAR_SECONDS}, immutable`
  if (path.endsWith('.html')) return 'no-cache'
  return 'public, max-age=300'
}
