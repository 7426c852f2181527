import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ModelCall } from '../bot/chat-model.js'
import type { TurnEnd } from '../bot/run-turn.js'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** Open for as long as a page is: its duration says nothing. */
const ENDLESS_ROUTE = '/api/conversations/:id/events'

export type Metrics = ReturnType<typeof createMetrics>

/** @param gauges read whenever the metrics are */
export function createMetrics(gauges: { eventStreams(): number; runningTurns(): number }) {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'wenfa_http_request_duration_seconds',
    help: 'HTTP requests by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const turns = new Histogram({
    name: 'wenfa_turn_duration_seconds',
    help: 'Turns from their start to the stored reply',
    buckets: SECONDS,
    registers,
  })
  const outcomes = new Counter({
    name: 'wenfa_turns_total',
    help: 'Turns by outcome',
    labelNames: ['outcome'],
    registers,
  })
  const modelCalls = new Histogram({
    name: 'wenfa_model_call_duration_seconds',
    help: 'Requests to the language model by purpose and outcome, waiting and further tries included',
    labelNames: ['purpose', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const modelTokens = new Counter({
    name: 'wenfa_model_tokens_total',
    help: 'Tokens as the model server counts them in its usage; calls that it does not count are left out',
    labelNames: ['purpose', 'direction'],
    registers,
  })
  new Gauge({
    name: 'wenfa_event_streams',
    help: 'Event streams open now',
    registers,
    collect() {
      this.set(gauges.eventStreams())
    },
  })
  new Gauge({
    name: 'wenfa_turns_running',
    help: 'Turns at work now',
    registers,
    collect() {
      this.set(gauges.runningTurns())
    },
  })

  return {
    turnEnded({ outcome, tookMs }: TurnEnd): void {
      turns.observe(tookMs / 1000)
      outcomes.inc({ outcome })
    },

    modelCalled({ purpose, outcome, tookMs, usage }: ModelCall): void {
      modelCalls.observe({ purpose, outcome }, tookMs / 1000)
      if (usage === null) return
      modelTokens.inc({ purpose, direction: 'input' }, usage.inputTokens)
      modelTokens.inc({ purpose, direction: 'output' }, usage.outputTokens)
    },

    addTo(server: FastifyInstance): void {
      server.addHook('onResponse', async (request, reply) => {
        const route = request.routeOptions.url ?? 'none'
        if (route === ENDLESS_ROUTE) return
        requests.observe(
          { method: request.method, route, status: reply.statusCode },
          reply.elapsedTime / 1000,
        )
      })
      server.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
        reply.header('content-type', registry.contentType).header('cache-control', 'no-store')
        return registry.metrics()
      })
    },
  }
}
