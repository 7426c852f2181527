import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { z } from 'zod'
import { createConversations } from '../../bot/conversations.js'
import { createDataKey } from '../../storage/data-key.js'
import type { OpenDatabase } from '../../storage/database.js'
import { createAuditLog } from '../staff/audit/audit-log.js'
import type { TicketCommand } from '../tickets/ticket-command.js'
import { createTickets } from '../tickets/tickets.js'
import { createDeliverMessages } from './deliver-messages.js'
import { createEnqueueEvent } from './enqueue-event.js'
import { createExchange } from './exchange.js'
import { outboundMessage, type RemoteTicket } from './exchange-messages.js'
import { type ExchangeKey, signRequest, verifyRequest } from './sign-request.js'
import { createWorkPlatformClient } from './work-platform-client.js'

export const testKeys: ExchangeKey[] = [{ id: 'k1', secret: 'a secret of thirty-two characters' }]

export type Behaviour =
  | { status: number; headers?: Record<string, string>; body?: string; afterMs?: number }
  /** Ends the connection in the middle of its answer. */
  | 'cut'
  /** Takes it in and ends the connection: the sender cannot know. */
  | 'take-and-cut'
  /** Never answers. */
  | 'hang'

type Message = z.infer<typeof outboundMessage>

/** Somebody else's work platform on loopback, which does what the test wants and checks every signature. */
export async function startScriptedPlatform(now: () => Date) {
  const received: Message[] = []
  const platform = {
    url: '',
    /** Everything that was taken in, also twice. */
    received,
    behave: (_message: Message): Behaviour => ({ status: 200 }),
    tickets: [] as RemoteTicket[],
    keys: testKeys,
    requests: 0,
    atOnce: 0,
    mostAtOnce: 0,
    stop: async () => {},
  }
  async function answer(request: IncomingMessage, response: ServerResponse) {
    platform.requests++
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { method = '', url: path = '', headers } = request
    const nonce = verifyRequest({ method, path, body, headers }, platform.keys, now())
    if (method === 'GET') return void response.end(JSON.stringify(pageOf(platform.tickets, path)))
    const message = outboundMessage.parse(JSON.parse(body.toString()))
    if (nonce !== message.messageId) throw new Error('nonce differs')
    const behaviour = platform.behave(message)
    if (behaviour === 'hang') return
    if (behaviour === 'cut' || behaviour === 'take-and-cut') {
      if (behaviour === 'take-and-cut') received.push(message)
      response.writeHead(200, { 'content-length': '100' })
      response.write('{')
      setTimeout(() => response.destroy(), 5)
      return
    }
    if (behaviour.afterMs) await new Promise((resolve) => setTimeout(resolve, behaviour.afterMs))
    if (behaviour.status < 300) received.push(message)
    response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body ?? '{}')
  }
  const server = createServer((request, response) => {
    platform.mostAtOnce = Math.max(platform.mostAtOnce, ++platform.atOnce)
    response.once('close', () => platform.atOnce--)
    answer(request, response).catch((error) => response.writeHead(401).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  platform.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wenfa`
  platform.stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return platform
}

export type ScriptedPlatform = Awaited<ReturnType<typeof startScriptedPlatform>>

/** Two tickets a page. */
function pageOf(tickets: RemoteTicket[], path: string) {
  const after = new URL(path, 'http://localhost').searchParams.get('after') ?? ''
  const rest = tickets.filter(({ number }) => number > after)
  return { tickets: rest.slice(0, 2), next: rest.length > 2 ? rest[1]!.number : null }
}

/** Conversations, tickets and the exchange on a database, at a time that the test sets. */
export function openTestExchange(
  database: OpenDatabase,
  url: string,
  now: () => Date,
  { keys = testKeys, timeoutMs = 300 }: { keys?: ExchangeKey[]; timeoutMs?: number } = {},
) {
  const dataKey = createDataKey(Buffer.alloc(32, 5))
  const mask = (text: string) => text.replace(/\d{11}/g, '[电话1]')
  const conversations = createConversations({ ...database, dataKey, mask, now, randomBytes })
  const tickets = createTickets({
    ...database,
    dataKey,
    conversations,
    now,
    onEvent: [createEnqueueEvent({ dataKey, mask })],
  })
  const audit = createAuditLog({ db: database.db, dataKey, now })
  const deps = { ...database, dataKey, audit, mask, settings: { url, keys, timeoutMs }, now, random: () => 1 }
  const exchange = createExchange(deps, tickets)
  const { deliverNext, deliverWaiting } = createDeliverMessages(
    deps,
    createWorkPlatformClient(deps.settings, now),
  )

  let conversationsOpened = 0
  return {
    conversations,
    tickets,
    audit,
    exchange,
    deliverNext,
    deliverWaiting,

    async openTicket(text = '老板欠薪'): Promise<{ number: string; conversationId: string }> {
      const { id } = await conversations.create({ channel: 'web' })
      const clientMessageId = `m${conversationsOpened++}`
      const accepted = await conversations.accept({ conversationId: id, clientMessageId, text })
      if (accepted.status !== 'new') throw new Error(accepted.status)
      const { number } = await tickets.openTicket({
        conversationId: id,
        messageId: accepted.messageId,
        reason: 'on_request',
        urgency: 'normal',
        matter: 'labour',
        serviceLine: null,
        regionCode: null,
        summaryMasked: mask(text),
      })
      return { number, conversationId: id }
    },

    /** What staff do here. */
    work: (number: string, command: TicketCommand) =>
      tickets.run(number, command, { kind: 'staff', id: null, name: '王芳' }),

    /** As the work platform would call. */
    call(message: Record<string, unknown>, { keys: signing = keys, at = now() } = {}) {
      const body = Buffer.from(JSON.stringify(message))
      const request = { method: 'POST', path: '/api/exchange/callbacks', body }
      const headers = signRequest({ ...request, nonce: String(message.messageId) }, signing, at)
      return exchange.receiveCallback({ ...request, headers })
    },
  }
}
