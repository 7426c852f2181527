import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { WebError } from '../channels/web/web-error.js'

/** JSON is the only body there is; one that is not UTF-8 is refused instead of stored with replacement characters. */
export function addJsonParser(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error')
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined)
    if (!isUtf8(body)) return done(new WebError(400, 'not_utf8', '请求内容不是有效的 UTF-8 文字。'))
    // A byte order mark is no part of the JSON.
    const text = body.toString('utf8').replace(/^\ufeff/, '')
    return parseJson(request, text, done)
  })
}
