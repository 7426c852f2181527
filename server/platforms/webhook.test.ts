import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import type { OpenedTicket } from '../../bot/ticket-ports.js'
import type { TurnInput } from '../../bot/turn.js'
import { createWebhookChannel } from '../../channels/webhook/webhook-channel.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServerOptions } from '../http-test-server.js'
import { activeAccount, createStaffClient } from '../staff-client.js'
import { startWebhookSystem } from './webhook-system.js'

const KEYS = [{ id: 'k1', secret: 'a-secret-of-this-test-with-32-bytes' }]

describe.each(testDatabases())('another system over the webhook on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(options: Pick<TestServerOptions, 'respond' | 'now'> = {}) {
    const database: TestDatabase = await open()
    closing.push(() => database.drop())
    const system = await startWebhookSystem(KEYS)
    closing.push(() => system.close())
    const server = await startTestServer({
      ...options,
      database,
      channels: ({ now }) => [createWebhookChannel({ url: system.url, keys: KEYS }, now)],
    })
    closing.push(() => server.close())
    const hears = (userId: string, texts: string[]) =>
      vi.waitFor(() => expect(system.shownTo(userId)).toEqual(texts), 20_000)
    const ticketOf = async (text: string) => {
      const [conversation] = await database.db.selectFrom('conversations').select('id').execute()
      const message = await database.db.selectFrom('messages').select('id').executeTakeFirstOrThrow()
      return server.tickets.openTicket({
        conversationId: conversation!.id,
        messageId: message.id,
        reason: 'on_request',
        urgency: 'normal',
        matter: 'labour',
        serviceLine: null,
        regionCode: null,
        summaryMasked: text,
      })
    }
    return { database, system, server, hears, ticketOf }
  }

  it('acknowledges a message and posts the answer, each once', async () => {
    const { system, server, hears } = await start()
    const said = () => system.say(server.url, 'u1', '老板欠薪', 'm1')
    expect(await Promise.all([said(), said(), said()])).toEqual([200, 200, 200])
    await hears('u1', ['答：老板欠薪'])
  })

  it('keeps two people apart', async () => {
    const { system, server, hears } = await start()
    await system.say(server.url, 'u1', '一')
    await system.say(server.url, 'u2', '二')
    await hears('u1', ['答：一'])
    await hears('u2', ['答：二'])
  })

  it('goes on with a question that the last answer offered when its digit comes', async () => {
    const { system, server } = await start({
      respond: async (input) =>
        scriptedResult(input, {
          answer: { ...emptyAnswer(`答：${input.text}`), followUps: ['要带什么材料', '多久有结果'] },
        }),
    })
    await system.say(server.url, 'u1', '怎么申请仲裁')
    await vi.waitFor(() => expect(system.shownTo('u1')[0]).toContain('2 多久有结果'), 20_000)
    await system.say(server.url, 'u1', '2')
    await vi.waitFor(() => expect(system.shownTo('u1')[1]).toMatch(/^答：多久有结果/), 20_000)
  })

  it('brings what staff answer, asks whether it helped, and takes 1 or 2 as the rating', async () => {
    const { system, server, hears, ticketOf, database } = await start()
    await system.say(server.url, 'u1', '老板欠薪')
    await hears('u1', ['答：老板欠薪'])
    const { number } = await ticketOf('欠薪')
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'take' }, staff)
    await server.tickets.run(number, { kind: 'reply', text: '可以申请劳动仲裁。' }, staff)
    await server.tickets.run(number, { kind: 'close', reason: '已答复' }, staff)
    await vi.waitFor(() => expect(system.shownTo('u1')).toHaveLength(3), 20_000)
    expect(system.shownTo('u1').slice(1)).toEqual([
      `【工单 ${number} 的答复】\n可以申请劳动仲裁。`,
      `工单 ${number} 已经办结。问题解决了吗？回复“1”解决了，回复“2”没有解决。`,
    ])
    await system.say(server.url, 'u1', '2')
    await vi.waitFor(() => expect(system.shownTo('u1')[3]).toMatch(/回访/), 20_000)
    const ticket = await database.db
      .selectFrom('tickets')
      .select(['satisfied', 'call_back_due_at'])
      .executeTakeFirstOrThrow()
    expect(ticket.satisfied).toBe(0)
    expect(ticket.call_back_due_at).not.toBeNull()
    await system.say(server.url, 'u1', '2')
    await vi.waitFor(() => expect(system.shownTo('u1')[4]).toBe('答：2'), 20_000)
  })

  it('tells a ticket’s answers also to whoever shows its query code, and to nobody else', async () => {
    const { system, server, hears, ticketOf } = await start()
    await system.say(server.url, 'u1', '老板欠薪')
    await hears('u1', ['答：老板欠薪'])
    const { number, queryCode } = await ticketOf('欠薪')
    await system.say(server.url, 'u2', `绑定 ${number} 00000000`)
    await vi.waitFor(() => expect(system.shownTo('u2')).toHaveLength(1), 20_000)
    await system.say(server.url, 'u3', `绑定 ${number} ${queryCode}`)
    await hears('u3', [`已经绑定。工单 ${number} 的答复也会发到这里。`])
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'take' }, staff)
    await server.tickets.run(number, { kind: 'reply', text: '可以申请劳动仲裁。' }, staff)
    await vi.waitFor(() => expect(system.shownTo('u3')).toHaveLength(2), 20_000)
    expect(system.shownTo('u1')).toHaveLength(2)
    expect(system.shownTo('u2')).toEqual([
      '没有找到这个工单号和查询码对应的工单。请核对后再发一次：绑定 工单号 查询码。',
    ])
  })

  it('asks before a number is kept in a ticket, keeps the answer with it, and deletes both on request', async () => {
    const open: { ticket?: (input: TurnInput) => Promise<OpenedTicket> } = {}
    const { system, server, database } = await start({
      respond: async (input) =>
        input.text.includes('转人工')
          ? scriptedResult(input, { outcome: 'handed_off_on_request', ticket: await open.ticket!(input) })
          : scriptedResult(input),
    })
    open.ticket = ({ conversationId, messageId }) =>
      server.tickets.openTicket({
        ...{ conversationId, messageId, reason: 'on_request', urgency: 'normal', matter: 'labour' },
        ...{ serviceLine: null, regionCode: null, summaryMasked: '欠薪' },
      })
    const row = () => database.db.selectFrom('tickets').selectAll().executeTakeFirstOrThrow()
    const consents = () =>
      database.db.selectFrom('contact_consents').selectAll().orderBy('given_at').execute()
    let heard = 0
    const say = async (text: string) => {
      await system.say(server.url, 'u1', text)
      await vi.waitFor(() => expect(system.shownTo('u1')).toHaveLength(heard + 1), 20_000)
      return system.shownTo('u1')[heard++]!
    }
    // Without a ticket the word means nothing of that kind.
    expect(await say('同意')).toBe('答：同意')
    expect(await say('老板欠薪，我的电话是13912345678')).not.toContain('同意请回复')
    expect(await say('转人工')).toContain('您提到了 13912345678。要工作人员打这个电话吗？同意请回复“同意”')
    expect(await row()).toMatchObject({ contact_encrypted: null, contact_hash: null })

    expect(await say('监护人同意')).toContain('139****5678')
    const { number } = await row()
    expect((await server.tickets.show(number)).contact).toBe('13912345678')
    expect(await consents()).toMatchObject([
      { notice_version: expect.stringContaining('channel '), by_guardian: 1, withdrawn_at: null },
    ])
    expect(await say('同意')).toContain('139****5678')
    expect(await consents()).toHaveLength(1)
    expect(await say('删除号码')).toBe('号码已删除。')
    expect(await row()).toMatchObject({ contact_encrypted: null, contact_hash: null })
    expect((await consents())[0]!.withdrawn_at).not.toBeNull()
    expect(await say('同意 12345678')).toContain('请回复“同意”加上号码')
    expect(await say('同意，138 0000 1111')).toContain('138****1111')
    expect((await consents()).map(({ by_guardian }) => by_guardian)).toEqual([1, 0])
  })

  it('tries again while the other system is down, in order, and gives up what it refuses', async () => {
    const { system, server, hears, database } = await start()
    system.failNext(503, 503)
    await system.say(server.url, 'u1', '一')
    await system.say(server.url, 'u1', '二')
    await hears('u1', ['答：一', '答：二'])
    system.failNext(400)
    await system.say(server.url, 'u2', '三')
    await vi.waitFor(async () => {
      const rows = await database.db.selectFrom('deliveries').select(['status', 'code']).execute()
      expect(rows.at(-1)).toEqual({ status: 'failed', code: 'http_400' })
    }, 20_000)
  })

  it('tells who handles the ticket what has not reached the citizen, why, and by which code they can read it', async () => {
    const { system, server, hears, ticketOf } = await start()
    await system.say(server.url, 'u1', '老板欠薪')
    await hears('u1', ['答：老板欠薪'])
    const { number, queryCode } = await ticketOf('欠薪')
    const client = createStaffClient(server)
    const member = await activeAccount(server, { name: '王芳', role: 'handler', officeId: null })
    await client.become(member)
    const show = async () => (await client.request('GET', `/api/desk/tickets/${number}`)).body
    const staff = { kind: 'staff', id: member.id, name: '王芳' } as const
    await server.tickets.run(number, { kind: 'take' }, staff)
    expect(await show()).toMatchObject({ undelivered: [], queryCode: null })
    system.failNext(410)
    await server.tickets.run(number, { kind: 'reply', text: '可以申请劳动仲裁。' }, staff)
    await vi.waitFor(
      async () =>
        expect(await show()).toMatchObject({
          undelivered: [
            { status: 'failed', code: 'http_410', text: expect.stringContaining('可以申请劳动仲裁') },
          ],
          queryCode,
        }),
      20_000,
    )
  })

  it('refuses what is forged, old or not as described, and stores nothing of it', async () => {
    const { system, server, database } = await start()
    const message = { messageId: 'm1', userId: 'u1', sentAt: new Date().toISOString() }
    const content = { kind: 'text', text: '老板欠薪' }
    expect(await system.post(server.url, { ...message, content }, new Date(Date.now() - 301_000))).toBe(403)
    expect(await system.post(server.url, message)).toBe(400)
    expect(await system.post(server.url, { ...message, content, more: 1 })).toBe(400)
    const unsigned = await fetch(`${server.url}/api/channels/webhook`, {
      method: 'POST',
      body: JSON.stringify({ ...message, content }),
    })
    expect(unsigned.status).toBe(403)
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
  })
})
