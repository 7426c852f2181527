import { z } from 'zod'
import { authenticate } from '../authenticate.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import { errorSchema } from '../wire.js'

/** Open at once in this process. */
const MAX_STREAMS = 5000
/** Tabs of one conversation; more are a mistake or an attack. */
const MAX_STREAMS_OF_ONE = 10

const sequenceNumber = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export function watchEventsRoute(server: WebServer, deps: WebDeps): void {
  const { conversations, liveEvents, streams } = deps
  const openOf = new Map<string, number>()

  server.get(
    '/api/conversations/:id/events',
    {
      schema: {
        tags: ['会话'],
        summary: '事件流（SSE）：工作人员的回复和工单状态。断开后凭 Last-Event-ID 或 after 续传',
        security: [{ bearer: [] }],
        params: z.object({ id: z.string() }),
        querystring: z.object({ after: sequenceNumber.optional() }),
        response: { '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { id } = await authenticate(request, request.params.id, deps)
      const mine = openOf.get(id) ?? 0
      if (mine >= MAX_STREAMS_OF_ONE || streams.count() >= MAX_STREAMS) {
        throw webErrors.tooManyStreams()
      }
      openOf.set(id, mine + 1)
      const leave = () => {
        const left = (openOf.get(id) ?? 1) - 1
        if (left > 0) openOf.set(id, left)
        else openOf.delete(id)
      }

      let sentSeq = request.query.after ?? 0
      const resumed = sequenceNumber.safeParse(request.headers['last-event-id'])
      if (resumed.success) sentSeq = Math.max(sentSeq, resumed.data)
      // One reading at a time keeps the order; a call during a reading makes it read once more.
      let wanted = false
      let reading = false
      const read = async () => {
        wanted = true
        if (reading || !stream) return
        reading = true
        try {
          while (wanted && !stream.ended) {
            wanted = false
            const events = await conversations.eventsOf(id, sentSeq)
            for (const { conversationId: _, ...event } of events) {
              stream.send(event.kind, event, event.seq)
              sentSeq = event.seq
            }
            if (events.length > 0) wanted = true
          }
        } catch (error) {
          request.log.error({ err: error }, 'event stream broken off')
          stream.end()
        } finally {
          reading = false
        }
      }

      let stream: ReturnType<typeof streams.start> | undefined
      let unsubscribe: () => void
      try {
        unsubscribe = await liveEvents.subscribe(id, () => void read())
      } catch (error) {
        leave()
        throw error
      }
      stream = streams.start(reply, { endless: true })
      stream.onEnd(() => {
        unsubscribe()
        leave()
      })
      await read()
      return reply
    },
  )
}
