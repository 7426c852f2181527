import { randomUUID } from 'node:crypto'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifySchemaCompiler, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { ZodType } from 'zod'
import { addChannelRoutes } from '../channels/channel-routes.js'
import type { Messaging } from '../channels/messaging/messaging.js'
import type { WebDeps } from '../channels/web/web-deps.js'
import { addWebRoutes } from '../channels/web/web-routes.js'
import type { WebServer } from '../channels/web/web-server.js'
import type { DeskHttpOptions } from '../platform/desk/routes/desk-http-options.js'
import { addDeskRoutes, deskSubjects } from '../platform/desk/routes/desk-routes.js'
import type { Hotline } from '../platform/desk/suggestions/hotline.js'
import { addHotlineRoutes } from '../platform/desk/suggestions/hotline-stream.js'
import { addCallbackRoute } from '../platform/exchange/callback-route.js'
import type { ReceiveCallback } from '../platform/exchange/receive-callback.js'
import type { Knowledge } from '../platform/knowledge/knowledge.js'
import { addKnowledgeRoutes } from '../platform/knowledge/knowledge-routes.js'
import type { Review } from '../platform/review/review.js'
import { addReviewRoutes } from '../platform/review/review-routes.js'
import type { StaffHttpOptions } from '../platform/staff/routes/staff-route-deps.js'
import { addStaffRoutes } from '../platform/staff/routes/staff-routes.js'
import { addJsonParser } from './http-body.js'
import { addApiDocs } from './http-docs.js'
import { addErrorReplies, sendFrameworkError } from './http-errors.js'
import { addHealth } from './http-health.js'
import type { Metrics } from './http-metrics.js'
import { addDeskPage, addPage } from './http-page.js'
import { trackRequests } from './http-requests.js'
import { addSecurityHeaders } from './http-security.js'

/** 2,000 characters, each escaped as JSON may, and room for the rest. */
const BODY_LIMIT_BYTES = 64 * 1024
/** For a request to arrive whole; answers may take longer. */
const REQUEST_TIMEOUT_MS = 30_000
/** For requests at work when the server is told to stop. */
const CLOSE_GRACE_MS = 10_000

export interface HttpOptions {
  web: WebDeps
  /** Absent: no platform is connected. */
  messaging?: Messaging
  staff: StaffHttpOptions
  hotline: Hotline
  desk: DeskHttpOptions
  review: Review
  knowledge: Knowledge
  metrics: Metrics
  /** Throws while nothing can be stored. */
  tryWrite(): Promise<void>
  /** Absent: the exchange is off, and has no address. */
  receiveCallback?: ReceiveCallback
  /** Absolute path of the built page; absent: API only. */
  pageDir?: string
  /** Likewise of the desk. */
  deskDir?: string
  /** How many proxies in front may name the client's address. */
  trustedProxies: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  version: string
  /** Checks answers against their schemas: costs time, so for tests. */
  validateResponses?: boolean
}

/** The server, ready to listen. Closing it ends the event streams and lets requests at work finish. */
export async function createHttpServer(options: HttpOptions): Promise<WebServer> {
  const { web, metrics, pageDir, deskDir, logLevel } = options
  const server: WebServer = fastify({
    logger: { level: logLevel, stream: process.stderr },
    // Its lines name the address with its query; ours names the route only.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: (_address, hop) => hop < options.trustedProxies,
    // Browsers hold spare connections open that have carried nothing yet; Node would wait for them.
    forceCloseConnections: true,
    frameworkErrors: sendFrameworkError,
  }).withTypeProvider()
  server.setValidatorCompiler(validatorCompiler as FastifySchemaCompiler<ZodType>)
  server.setSerializerCompiler(options.validateResponses ? serializerCompiler : () => JSON.stringify)

  addErrorReplies(server)
  addJsonParser(server)
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        tookMs: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  const requests = trackRequests(server)
  server.addHook('preClose', async () => {
    await options.hotline.live.stop()
    web.streams.endEndless()
    web.liveEvents.stop()
    options.desk.feed.stop()
    await requests.settled(CLOSE_GRACE_MS)
  })

  await addSecurityHeaders(server)
  await server.register(fastifyRateLimit, { global: false })
  await addApiDocs(server, options.version)
  addHealth(server, { readiness: web.readiness, tryWrite: options.tryWrite })
  metrics.addTo(server)
  addWebRoutes(server, web)
  if (options.messaging) addChannelRoutes(server, options.messaging)
  if (options.receiveCallback) addCallbackRoute(server, options.receiveCallback)
  const { staff, hotline, review, knowledge } = options
  const subjects = { ...deskSubjects(options.desk), ...hotline.subjects, proposalId: review.placeOf }
  await addStaffRoutes(server, { ...staff, subjects, findKey: knowledge.keys.find })
  await addHotlineRoutes(server, {
    hotline,
    sessions: staff.staff.sessions,
    publicUrl: staff.publicUrl,
  })
  addDeskRoutes(server, options.desk)
  addReviewRoutes(server, review)
  await addKnowledgeRoutes(server, knowledge)
  if (pageDir) await addPage(server, pageDir)
  if (deskDir) await addDeskPage(server, deskDir)
  return server
}
