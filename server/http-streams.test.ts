import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConversations } from '../bot/conversations.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { openDatabase } from '../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import {
  readEvents,
  scriptedResult,
  startTestServer,
  type TestServer,
  type TestServerOptions,
  testDataKey,
} from './http-test-server.js'

const staff = (name: string) => ({ kind: 'staff' as const, id: null, name })

describe.each(testDatabases())('event streams on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  beforeEach(async () => {
    database = await open()
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })
  const start = async (options: Partial<TestServerOptions> = {}) => {
    server = await startTestServer({ database, ...options })
  }

  type Conversation = Awaited<ReturnType<TestServer['converse']>>
  const watch = ({ id, secret }: Conversation, after?: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/conversations/${id}/events${after ?? ''}`, {
      headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream', ...headers },
    })
  const askStreaming = ({ id, secret }: Conversation, messageId: string) =>
    fetch(`${server.url}/api/conversations/${id}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ messageId, text: '老板欠薪' }),
    })
  async function openTicket(conversation: Conversation): Promise<{ number: string; queryCode: string }> {
    const { body } = await server.request(`/api/conversations/${conversation.id}/handoff`, {
      json: { messageId: `h${randomBytes(4).toString('hex')}`, note: '我要找人' },
      bearer: conversation.secret,
    })
    return body.ticket
  }
  const all = () => false

  it('follow an answer as it is worked out', async () => {
    await start({
      respond: async (input, { onProgress }) => {
        await new Promise((resolve) => setTimeout(resolve, 30))
        onProgress({ kind: 'step', name: 'find-sources' })
        onProgress({ kind: 'partial', text: '可以' })
        return scriptedResult(input)
      },
    })
    const response = await askStreaming(await server.converse(), 'm1')
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const events = await readEvents(response, all)
    expect(events.map(({ event }) => event)).toEqual(['accepted', 'step', 'partial', 'final'])
    expect(events[0]!.data).toEqual({ messageId: 'm1' })
    expect(events[3]!.data).toMatchObject({ outcome: 'answered_from_sources' })
  })

  it('give the same reply to a message that is sent again', async () => {
    await start()
    const conversation = await server.converse()
    const json = await server.ask(conversation, 'm1', '老板欠薪')
    const events = await readEvents(await askStreaming(conversation, 'm1'), all)
    expect(events.at(-1)).toMatchObject({ event: 'final', data: json.body })
  })

  it('refuse before they begin, with a status of their own', async () => {
    await start()
    const conversation = await server.converse()
    const response = await askStreaming({ ...conversation, secret: 'wrong-secret-wrong-secret' }, 'm1')
    expect([response.status, response.headers.get('content-type')]).toEqual([
      403,
      'application/json; charset=utf-8',
    ])
    expect((await watch(conversation, '?after=x')).status).toBe(400)
  })

  it('bring a staff reply that another process wrote, within a second', async () => {
    await start()
    const conversation = await server.converse()
    const { number } = await openTicket(conversation)
    const response = await watch(conversation)
    const beside = await openDatabase(database)
    const conversations = createConversations({
      db: beside.db,
      transact: beside.transact,
      dataKey: testDataKey,
      mask: (text) => text,
      now: () => new Date(),
      randomBytes,
    })
    const besideTickets = createTickets({
      db: beside.db,
      transact: beside.transact,
      dataKey: testDataKey,
      conversations,
      now: () => new Date(),
    })
    const repliedAt = performance.now()
    await besideTickets.run(number, { kind: 'reply', text: '可以投诉' }, staff('王芳'))
    const events = await readEvents(response, (seen) => seen.length === 2)
    expect(performance.now() - repliedAt).toBeLessThan(1000)
    await beside.close()
    expect(events).toMatchObject([
      { event: 'staff_reply', data: { kind: 'staff_reply', ticketNumber: number, text: '可以投诉' } },
      { event: 'ticket_status', data: { status: 'answered' } },
    ])
    expect(events.map(({ id }) => Number(id))).toEqual(
      events.map(({ data }) => (data as { seq: number }).seq),
    )
  })

  it('resume after the last event that was seen', async () => {
    await start()
    const conversation = await server.converse()
    const { number } = await openTicket(conversation)
    await server.tickets.run(number, { kind: 'reply', text: '一' }, staff('a'))
    await server.tickets.run(number, { kind: 'reply', text: '二' }, staff('a'))
    const seen = await readEvents(await watch(conversation), (events) => events.length === 4)
    const rest = await readEvents(await watch(conversation, `?after=${seen[1]!.id}`), (e) => e.length === 2)
    expect(rest).toEqual(seen.slice(2))
    const resumed = await readEvents(
      await watch(conversation, '?after=0', { 'last-event-id': seen[2]!.id! }),
      (e) => e.length === 1,
    )
    expect(resumed).toEqual(seen.slice(3))
    const history = await server.request(`/api/conversations/${conversation.id}/messages`, {
      bearer: conversation.secret,
    })
    expect(history.body.events).toEqual(seen.map(({ data }) => data))
    expect(history.body.messages[0].reply.ticket).toMatchObject({ number, status: 'answered' })
  })

  it('miss nothing of a burst, and see nothing of other conversations', async () => {
    await start()
    const [mine, other] = [await server.converse(), await server.converse()]
    const [ticket, otherTicket] = [await openTicket(mine), await openTicket(other)]
    const response = await watch(mine)
    const texts = Array.from({ length: 25 }, (_, i) => `第${i}条`)
    const reading = readEvents(
      response,
      (seen) => seen.filter((e) => e.event === 'staff_reply').length === 25,
    )
    for (const text of texts) {
      await server.tickets.run(otherTicket.number, { kind: 'reply', text: '别人的' }, staff('a'))
      await server.tickets.run(ticket.number, { kind: 'reply', text: text }, staff('a'))
    }
    const replies = (await reading).filter(({ event }) => event === 'staff_reply')
    expect(replies.map(({ data }) => (data as { text: string }).text)).toEqual(texts)
  })

  it('are let go when the reader leaves, and limited to ten a conversation', async () => {
    await start()
    const conversation = await server.converse()
    const opened = await Promise.all(Array.from({ length: 10 }, () => watch(conversation)))
    expect(server.streams.count()).toBe(10)
    expect((await watch(conversation)).status).toBe(429)
    await Promise.all(opened.map((response) => response.body!.cancel()))
    await expect.poll(() => server.streams.count()).toBe(0)
    const again = await watch(conversation)
    expect(again.status).toBe(200)
    await again.body!.cancel()
  })

  it('cut off a reader that does not read', async () => {
    let flood = () => {}
    await start({
      respond: (input, { onProgress }) =>
        new Promise((resolve) => {
          flood = () => {
            for (let i = 0; i < 500; i++) onProgress({ kind: 'partial', text: '长'.repeat(5000) })
            resolve(scriptedResult(input))
          }
        }),
    })
    const { id, secret } = await server.converse()
    const body = JSON.stringify({ messageId: 'm1', text: '问' })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.pause()
    socket.write(
      [
        `POST /api/conversations/${id}/messages HTTP/1.1`,
        'host: localhost',
        `authorization: Bearer ${secret}`,
        'content-type: application/json',
        'accept: text/event-stream',
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
    await expect.poll(() => server.streams.count()).toBe(1)
    flood()
    await expect.poll(() => server.streams.count()).toBe(0)
    // The answer is stored all the same.
    await expect.poll(async () => (await server.conversations.timeline(id))[0]?.reply?.outcome).toBeTruthy()
    socket.destroy()
  })

  it('let an answer at work arrive before the server stops', async () => {
    await start({
      respond: async (input) => {
        await new Promise((resolve) => setTimeout(resolve, 200))
        return scriptedResult(input)
      },
    })
    const conversation = await server.converse()
    const response = await askStreaming(conversation, 'm1')
    const [events] = await Promise.all([readEvents(response, all), server.close()])
    expect(events.at(-1)?.event).toBe('final')
  })

  it('end when the server stops', async () => {
    await start()
    const conversation = await server.converse()
    const reading = readEvents(await watch(conversation), all)
    const startedAt = performance.now()
    await server.close()
    await reading
    expect(performance.now() - startedAt).toBeLessThan(3000)
  })

  it('open a ticket to its code, and lock its number after five wrong ones for a while', async () => {
    await start()
    const { number, queryCode } = await openTicket(await server.converse())
    const query = (code: string, of = number) => server.request(`/api/tickets/${of}`, { bearer: code })
    expect((await query(queryCode)).body).toMatchObject({ number, status: 'waiting', replies: [] })
    const wrong = await query('2222-2222-2222')
    const unknown = await query(queryCode, '2026-0101-0001')
    expect([wrong.status, wrong.text]).toEqual([404, unknown.text])
    expect((await query('x', '%00')).status).toBe(404)
    for (let i = 0; i < 4; i++) expect((await query('2222-2222-2222')).status).toBe(404)
    const locked = await query(queryCode)
    expect([locked.status, (await query('2222')).status]).toEqual([423, 423])
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(locked.body.error.message).toContain('15 分钟后')
  })

  it('ask after the end, take one rating from the citizen alone, and a wish to go on', async () => {
    await start()
    const own = await server.converse()
    const stranger = await server.converse()
    const { number } = await openTicket(own)
    const settle = (what: string, json: object, by = own, at = own) =>
      server.request(`/api/conversations/${at.id}/tickets/${number}/${what}`, { json, bearer: by.secret })
    expect((await settle('rating', { satisfied: true })).status).toBe(409)
    await server.tickets.run(number, { kind: 'close', reason: '好了' }, staff('王芳'))
    expect((await settle('rating', { satisfied: true }, stranger)).status).toBe(403)
    expect((await settle('rating', { satisfied: true }, stranger, stranger)).status).toBe(404)
    expect((await settle('rating', { satisfied: false, comment: '没用' })).status).toBe(204)
    expect((await settle('rating', { satisfied: true })).status).toBe(409)
    expect((await server.tickets.list({ callBack: true })).tickets).toMatchObject([{ number }])
    expect((await settle('reopen', {})).status).toBe(204)
    expect((await settle('reopen', {})).status).toBe(409)
    const events = await readEvents(await watch(own, '?after=0'), (seen) => seen.length === 3)
    expect(events.map(({ event }) => event)).toEqual(['ticket_status', 'satisfaction_asked', 'ticket_status'])
  })

  it('stop an address that guesses tickets, not one that asks for its own', async () => {
    await start()
    const { number, queryCode } = await openTicket(await server.converse())
    const query = (of: string) => server.request(`/api/tickets/${of}`, { bearer: queryCode })
    for (let i = 0; i < 40; i++) expect((await query(number)).status).toBe(200)
    const guesses = []
    for (let i = 1; i <= 31; i++) guesses.push((await query(`2026-0101-${1000 + i}`)).status)
    expect(guesses).toEqual([...Array(30).fill(404), 429])
  })
})
