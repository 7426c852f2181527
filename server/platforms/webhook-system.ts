import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { WEBHOOK_PATH } from '../../channels/webhook/webhook-channel.js'
import { type ExchangeKey, signRequest, verifyRequest } from '../../platform/exchange/sign-request.js'

export interface WebhookDelivery {
  messageId: string
  userId: string
  text: string
}

/** Another system: posts what its users say, signed, and takes what is for them, each message once. */
export async function startWebhookSystem(keys: readonly ExchangeKey[], now = () => new Date()) {
  const shown = new Map<string, WebhookDelivery>()
  let requests = 0
  const faults: number[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    requests++
    try {
      verifyRequest(
        { method: request.method!, path: request.url!, headers: request.headers, body },
        keys,
        now(),
      )
    } catch {
      response.writeHead(401).end()
      return
    }
    const fault = faults.shift()
    if (fault !== undefined) {
      response.writeHead(fault).end()
      return
    }
    const delivery = JSON.parse(body.toString()) as WebhookDelivery
    shown.set(delivery.messageId, delivery)
    response.writeHead(204).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/from-wenfa`,
    /** Each delivery once, however often it came. */
    shownTo: (userId: string) =>
      [...shown.values()].filter((one) => one.userId === userId).map(({ text }) => text),
    requestCount: () => requests,
    failNext: (...statuses: number[]) => faults.push(...statuses),

    /** @returns the status of the response */
    async post(serverUrl: string, message: unknown, at = now()): Promise<number> {
      const body = Buffer.from(JSON.stringify(message))
      const signed = signRequest({ method: 'POST', path: WEBHOOK_PATH, body, nonce: randomUUID() }, keys, at)
      const headers = { 'content-type': 'application/json', ...signed }
      const response = await fetch(serverUrl + WEBHOOK_PATH, { method: 'POST', body, headers })
      return response.status
    },

    say(serverUrl: string, userId: string, text: string, messageId: string = randomUUID()): Promise<number> {
      const content = { kind: 'text', text }
      return this.post(serverUrl, { messageId, userId, sentAt: now().toISOString(), content })
    },

    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
