import type { FastifyReply } from 'fastify'

/** Bytes that a reader may leave unread before it is cut off; it connects again and resumes. */
const MAX_UNREAD_BYTES = 256 * 1024
/** Proxies close connections that are silent for a minute. */
const HEARTBEAT_MS = 20_000

export interface EventStream {
  /** @param id becomes the reader's Last-Event-ID. No-op after the end. */
  send(event: string, data: unknown, id?: number): void
  end(): void
  readonly ended: boolean
  onEnd(listener: () => void): void
}

export type EventStreams = ReturnType<typeof createEventStreams>

/** Server-sent events. All streams of the process share one heartbeat timer, which runs while there is any. */
export function createEventStreams() {
  const open = new Set<{ endless: boolean; beat(): void; end(): void }>()
  let timer: NodeJS.Timeout | undefined

  return {
    /**
     * Takes the response over; the route returns without sending.
     * @param options.endless the stream has no end of its own: it is ended when the server stops
     */
    start(reply: FastifyReply, { endless = false } = {}): EventStream {
      reply.hijack()
      const { raw } = reply
      const endings = new Set<() => void>()
      let ended = false
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        // nginx would hold the events back.
        'x-accel-buffering': 'no',
      })
      raw.flushHeaders()

      const write = (text: string) => {
        if (ended) return
        raw.write(text)
        if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy()
      }
      const member = { endless, beat: () => write(':\n\n'), end: () => raw.end() }
      const finish = () => {
        if (ended) return
        ended = true
        open.delete(member)
        if (open.size === 0) clearInterval(timer)
        for (const listener of endings) listener()
      }
      raw.on('close', finish)
      raw.on('error', finish)
      if (open.size === 0) timer = setInterval(beatAll, HEARTBEAT_MS).unref()
      open.add(member)
      if (raw.destroyed) finish()

      return {
        send: (event, data, id) =>
          write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        end() {
          if (!ended) raw.end()
          finish()
        },
        get ended() {
          return ended
        },
        onEnd(listener) {
          if (ended) listener()
          else endings.add(listener)
        },
      }
    },

    count: () => open.size,

    /** Ends the endless ones: their readers connect again, to whichever server is there then. */
    endEndless(): void {
      for (const member of [...open]) if (member.endless) member.end()
    },
  }

  function beatAll() {
    for (const member of open) member.beat()
  }
}
