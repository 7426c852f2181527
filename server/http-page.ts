import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowFraming, allowStyles } from './http-security.js'

const YEAR_SECONDS = 31_536_000
/** Stands in the desk's index.html. */
const NONCE = '__nonce__'

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
  // What messages on other platforms link to; the page looks at the address itself, and shows what is not there as not there.
  for (const address of ['/articles/:id', '/answers/:id'])
    server.get(address, { schema: { hide: true } }, (_request, reply) =>
      reply.header('x-robots-tag', 'noindex').sendFile('index.html'),
    )
  server.get('/embed', { schema: { hide: true } }, (_request, reply) => {
    allowFraming(reply)
    return reply.sendFile('index.html')
  })
}

/** The built desk. Every address under /desk is the same page, which looks at the address itself. */
export async function addDeskPage(server: FastifyInstance, deskDir: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: join(deskDir, 'assets'),
    prefix: '/desk/assets/',
    decorateReply: false,
    index: false,
    cacheControl: false,
    setHeaders: (response) => response.setHeader('cache-control', cachingOf('/assets/')),
  })
  const html = await readFile(join(deskDir, 'index.html'), 'utf8')
  const send = (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    allowStyles(reply, nonce)
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .send(html.replace(NONCE, nonce))
  }
  server.get('/desk', { schema: { hide: true } }, send)
  server.get('/desk/*', { schema: { hide: true } }, send)
}

function cachingOf(path: string): string {
  if (path.startsWith('/assets/')) return `public, max-age=${YEAR_SECONDS}, immutable`
  if (path.endsWith('.html')) return 'no-cache'
  return 'public, max-age=300'
}
