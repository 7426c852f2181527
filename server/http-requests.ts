import type { FastifyInstance } from 'fastify'

/** Knows the requests at work, hijacked ones included. */
export function trackRequests(server: FastifyInstance) {
  let count = 0
  let onNone = () => {}
  server.addHook('onRequest', async (request, reply) => {
    // It ends with its socket, which the response does not hear of.
    if (request.headers.upgrade === 'websocket') return
    count++
    reply.raw.once('close', () => {
      count--
      if (count === 0) onNone()
    })
  })

  return {
    /** Resolves once none is at work, or after so many milliseconds. */
    settled(withinMs: number): Promise<void> {
      if (count === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, withinMs)
        onNone = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
  }
}
