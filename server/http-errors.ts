import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { WebError } from '../channels/web/web-error.js'
import { StaffError } from '../platform/staff/staff-error.js'
import { isDiskFull } from '../storage/disk-full.js'

/** An ending that whoever asked is told about. */
type Told = WebError | StaffError

/** Every error leaves as `errorSchema`: a code for programs, Chinese words for people, nothing from inside. */
export function addErrorReplies(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError | Told, request, reply) => {
    sendError(toTold(error, request), reply)
  })
  server.setNotFoundHandler((_request, reply) => {
    sendError(new WebError(404, 'not_found', '没有这个页面。'), reply)
  })
}

/** For what fails before a route is found, such as an address that cannot be decoded. */
export function sendFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  sendError(toTold(error, request), reply)
}

function toTold(error: FastifyError | Told, request: FastifyRequest): Told {
  if (error instanceof WebError || error instanceof StaffError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath }) => instancePath.slice(1).replaceAll('/', '.'))
    const named = [...new Set(fields.filter((field) => /^[\w.]{1,60}$/.test(field)))]
    return new WebError(
      400,
      'invalid_request',
      named.length > 0 ? `请求内容有误：${named.join('、')} 不符合要求。` : '请求内容的格式不对。',
    )
  }
  const status = error.statusCode ?? 500
  if (status >= 500) {
    request.log.error({ err: error }, 'request failed')
    const isStaff = request.routeOptions.config.access !== undefined
    // Whoever writes may be in danger, and nobody has read it.
    if (!isStaff)
      return new WebError(
        status,
        'internal',
        '系统出了点问题，请稍后再试；着急可以打 12348，有危险请打 110。',
      )
    if (isDiskFull(error))
      return new WebError(
        507,
        'disk_full',
        '服务器的磁盘满了，刚才的操作没有保存。请告诉技术人员，腾出空间后再做一次。',
      )
    return new WebError(status, 'internal', '系统出了点问题，请稍后再试。')
  }
  return clientError(status)
}

function clientError(status: number): WebError {
  switch (status) {
    case 404:
    // A path segment too long to be anything here.
    case 414:
      return new WebError(404, 'not_found', '没有这个页面。')
    case 413:
      return new WebError(413, 'too_large', '内容太长了，请精简后再发。')
    case 415:
      return new WebError(415, 'unsupported_media_type', '不能读取这种格式的内容，请按接口说明提交。')
    default:
      // The parser's own message repeats a piece of the body.
      return new WebError(status, 'malformed_request', '请求内容无法读取，请检查格式。')
  }
}

function sendError(told: Told, reply: FastifyReply): void {
  const { status, code, message, retryAfterSeconds } = told
  const details = told instanceof StaffError ? told.details : {}
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error: { code, message, ...details } })
}
