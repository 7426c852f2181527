import { afterEach, describe, expect, it, vi } from 'vitest'
import { createReadSwitches } from '../bot/switches.js'
import { createWebhookChannel } from '../channels/webhook/webhook-channel.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { startWebhookSystem } from './platforms/webhook-system.js'
import { activeAccount, createStaffClient } from './staff-client.js'

const KEYS = [{ id: 'k1', secret: 'a-secret-of-this-test-with-32-bytes' }]
const PAUSED = '这里的咨询现在暂停，请打 12348 公共法律服务热线；有危险马上打 110。'

describe.each(testDatabases())('switches on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(count = 1) {
    const database: TestDatabase = await open()
    closing.push(() => database.drop())
    const system = await startWebhookSystem(KEYS)
    closing.push(() => system.close())
    const servers: TestServer[] = []
    for (let i = 0; i < count; i++) {
      const server = await startTestServer({
        database,
        channels: ({ now }) => [createWebhookChannel({ url: system.url, keys: KEYS }, now)],
      })
      closing.push(() => server.close())
      servers.push(server)
    }
    const [server] = servers as [TestServer]
    const set = (name: string, off: boolean, reason = '演练') =>
      server.switches.set({ name, off, reason, actorId: null })
    return { database, system, server, servers, set }
  }

  it('shut the page at once on every server, and open it again', async () => {
    const { servers, set } = await start(2)
    const citizens = await Promise.all(servers.map((server) => server.converse()))
    const said = async (id: string, text: string) =>
      (await Promise.all(servers.map((server, i) => server.ask(citizens[i]!, id, text)))).map(({ body }) => [
        body.outcome,
        body.answer.summary,
      ])
    const paused = async () =>
      (await Promise.all(servers.map((server) => server.request('/api/start')))).map(
        ({ body }) => body.paused,
      )
    expect(await paused()).toEqual([null, null])

    expect(await set('web', true)).toBe(true)
    expect(await paused()).toEqual(['channel', 'channel'])
    // Each message has its reply on the page, also the second.
    for (const id of ['m1', 'm2'])
      expect(await said(id, '老板欠薪')).toEqual(Array(2).fill(['declined_channel_off', PAUSED]))
    const handOff = await servers[1]!.request(`/api/conversations/${citizens[1]!.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizens[1]!.secret,
    })
    expect([handOff.body.outcome, handOff.body.ticket]).toEqual(['declined_channel_off', undefined])
    // The bot meets danger as ever: here it plays a script.
    expect(await said('m3', '我不想活了，药都买好了')).toEqual(
      Array(2).fill(['answered_from_sources', '答：我不想活了，药都买好了']),
    )

    expect(await set('web', false)).toBe(true)
    expect(await said('m4', '老板欠薪')).toEqual(Array(2).fill(['answered_from_sources', '答：老板欠薪']))
    await set('answers', true)
    expect(await paused()).toEqual(['answers', 'answers'])
  })

  it('acknowledge what a platform brings, say so once, and again after the next time', async () => {
    const { system, server, database, set } = await start()
    await set('webhook', true)
    for (const text of ['一', '二', '三']) expect(await system.say(server.url, 'u1', text)).toBe(200)
    const outcomes = async () =>
      (await database.db.selectFrom('turns').select('outcome').orderBy('created_at').execute()).map(
        ({ outcome }) => outcome,
      )
    await vi.waitFor(
      async () =>
        expect(await outcomes()).toEqual([
          'declined_channel_off',
          'silent_channel_off',
          'silent_channel_off',
        ]),
      20_000,
    )
    await vi.waitFor(() => expect(system.shownTo('u1')).toEqual([PAUSED]), 20_000)
    // Another channel is none of it.
    const citizen = await server.converse()
    expect((await server.ask(citizen, 'm', '四')).body.outcome).toBe('answered_from_sources')
    await set('webhook', false)
    await system.say(server.url, 'u1', '五')
    await vi.waitFor(() => expect(system.shownTo('u1')).toEqual([PAUSED, '答：五']), 20_000)
    await set('webhook', true)
    await system.say(server.url, 'u1', '六')
    await vi.waitFor(() => expect(system.shownTo('u1')).toEqual([PAUSED, '答：五', PAUSED]), 20_000)
  })

  it('add to one ticket what a conversation asks while answers are off, and open another after its end', async () => {
    const { database, server } = await start()
    const citizen = await server.converse()
    const pass = (messageId: string) =>
      server.tickets.passToStaff({ conversationId: citizen.id, messageId, text: '还没有签合同', to: 'open' })
    const say = async (id: string) => {
      await server.ask(citizen, id, '老板欠薪')
      const stored = database.db.selectFrom('messages').select('id').where('client_message_id', '=', id)
      return (await stored.executeTakeFirstOrThrow()).id
    }
    const [first, second] = [await say('m1'), await say('m2')]
    expect(await pass(first)).toBeNull()
    const { number } = await server.tickets.openTicket({
      ...{ conversationId: citizen.id, messageId: first, reason: 'answers_off', urgency: 'normal' },
      ...{ matter: 'labour', serviceLine: null, regionCode: null, summaryMasked: '老板欠薪' },
    })
    // A turn that is run again after a crash adds nothing, be it of the first message or of the second.
    expect([await pass(first), await pass(second), await pass(second)]).toEqual([null, number, number])
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'take' }, staff)
    expect(await pass('m_3')).toBe(number)
    const { id, status } = await database.db
      .selectFrom('tickets')
      .select(['id', 'status'])
      .executeTakeFirstOrThrow()
    expect(status).toBe('taken')
    const added = (await server.tickets.eventsOf(id)).filter(({ kind }) => kind === 'citizen_replied')
    expect(added.map(({ payload }) => payload)).toMatchObject([{ messageId: second }, { messageId: 'm_3' }])
    await server.tickets.run(number, { kind: 'reply', text: '可以要' }, staff)
    expect(await pass('m_4')).toBeNull()
  })

  it('are changed at the desk by administrators of the whole province, with a reason', async () => {
    const { server, database } = await start()
    const office = { id: 'o1', name: '示例市中心', level: 'city' as const, region_code: '320100' }
    await database.db
      .insertInto('offices')
      .values({ ...office, ...{ address: '', phone: '', hours: '', service_lines: '[]' } })
      .execute()
    const [whole, bound] = [createStaffClient(server), createStaffClient(server)]
    const administrator = await activeAccount(server, { name: '管全省', role: 'administrator' })
    await whole.become(administrator)
    await bound.become(await activeAccount(server, { name: '管一市', role: 'administrator', officeId: 'o1' }))
    const path = '/api/desk/switches'

    const listed = (await whole.request('GET', path)).body
    expect(listed.mayChange).toBe(true)
    expect(listed.switches.map(({ name }: { name: string }) => name)).toEqual([
      ...['model', 'answers', 'web', 'webhook'],
    ])
    const off = { name: 'answers', off: true, reason: '知识库更新出错' }
    expect((await whole.request('POST', path, { ...off, reason: ' ' })).status).toBe(400)
    expect((await whole.request('POST', path, { ...off, name: 'nothing' })).status).toBe(404)
    const refused = await bound.request('POST', path, off)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'province_only'])
    expect((await createReadSwitches(database.db)()).size).toBe(0)

    // Two press at once: it is switched off once, and audited once.
    const both = await Promise.all([whole.request('POST', path, off), whole.request('POST', path, off)])
    expect(both.map(({ body }) => body.changed).sort()).toEqual([false, true])
    const seen = (await bound.request('GET', path)).body
    expect([seen.mayChange, seen.switches[1]]).toMatchObject([false, off])
    await whole.request('POST', path, { name: 'answers', off: false, reason: '已修好' })
    const entries = await server.staff.audit.list({ limit: 10, action: 'switch' })
    expect(
      entries.map(({ actorId, action, subject, details }) => [actorId, action, subject, details]),
    ).toEqual([
      [administrator.id, 'switch.on', 'answers', { reason: '已修好' }],
      [administrator.id, 'switch.off', 'answers', { reason: '知识库更新出错' }],
    ])
  })
})
