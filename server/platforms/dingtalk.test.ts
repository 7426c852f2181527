import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDingtalkChannel } from '../../channels/dingtalk/dingtalk-channel.js'
import { createSharedValues } from '../../channels/shared-values.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { startTestServer, type TestServer, type TestServerOptions } from '../http-test-server.js'
import { startDingtalk } from './dingtalk-stand-in.js'

const ACKNOWLEDGED = { status: 200, text: '{"msgtype":"empty"}' }

describe.each(testDatabases())('a robot in DingTalk on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(options: Pick<TestServerOptions, 'now'> = {}) {
    const database = await open()
    closing.push(() => database.drop())
    const dingtalk = await startDingtalk(options)
    closing.push(() => dingtalk.close())
    const server = await startTestServer({
      database,
      now: options.now,
      channels: (deps) => [
        createDingtalkChannel(dingtalk.settings, { ...deps, values: createSharedValues(deps, 'dingtalk') }),
      ],
    })
    closing.push(() => server.close())
    const hears = (to: string, texts: unknown[]) =>
      vi.waitFor(() => expect(dingtalk.shownTo(to)).toEqual(texts), 20_000)
    return { dingtalk, server, database, hears }
  }

  const rows = (database: TestDatabase) =>
    database.db.selectFrom('deliveries').select(['status', 'code']).orderBy('id').execute()

  async function tell(server: TestServer, database: TestDatabase, texts: string[]) {
    const [conversation] = await database.db.selectFrom('conversations').select('id').execute()
    const events = texts.map((text) => ({
      kind: 'staff_message' as const,
      text,
      at: new Date().toISOString(),
    }))
    await server.transact((trx) => server.conversations.appendEvents(trx, conversation!.id, events))
  }

  it('acknowledges a message and answers it where it was said, once however often it comes', async () => {
    const { dingtalk, server, hears } = await start()
    const payload = dingtalk.payloadOf('lin', { text: { content: '老板欠薪' } })
    const same = () => dingtalk.post(server.url, payload)
    expect(await Promise.all([same(), same(), same()])).toEqual(Array(3).fill(ACKNOWLEDGED))
    await hears('with lin', ['答：老板欠薪'])
    expect(await same()).toEqual(ACKNOWLEDGED)
    await sleep(300)
    expect(dingtalk.shownCount()).toBe(1)
  })

  it('answers in a group whoever called it, and keeps that apart from what they said in private', async () => {
    const { dingtalk, server, hears } = await start()
    await dingtalk.say(server.url, 'lin', '私下问')
    await dingtalk.say(server.url, 'lin', ' @问法 群里问', 'group')
    await hears('group', ['@lin  \n  答：群里问'])
    await hears('with lin', ['答：私下问'])
  })

  it('reads what was spoken and recognised, and says what it cannot read', async () => {
    const { dingtalk, server } = await start()
    const send = (msgtype: string, content: unknown) =>
      dingtalk.post(server.url, dingtalk.payloadOf('lin', { msgtype, content }))
    await send('audio', { recognition: '老板欠薪', downloadCode: 'x' })
    await send('audio', { downloadCode: 'x' })
    await send('picture', { downloadCode: 'x' })
    await send('file', { fileName: '合同.docx' })
    await send('video', { downloadCode: 'x' })
    await vi.waitFor(() => expect(dingtalk.shownTo('with lin')).toHaveLength(5), 20_000)
    expect(dingtalk.shownTo('with lin').map((one) => /欠薪|语音|图片|文件|视频/.exec(one)?.[0])).toEqual([
      '欠薪',
      '语音',
      '图片',
      '文件',
      '视频',
    ])
  })

  it('writes to a member by the robot when the session is over, with one token, and another when it is refused', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { dingtalk, server, database, hears } = await start({ now: () => clock })
    await dingtalk.say(server.url, 'lin', '老板欠薪')
    await hears('with lin', ['答：老板欠薪'])
    expect(dingtalk.tokenCount()).toBe(0)
    clock = new Date('2026-11-23T02:30:01Z')
    await tell(server, database, ['第1句', '第2句'])
    await hears('private lin', ['第1句', '第2句'])
    expect(dingtalk.tokenCount()).toBe(1)
    dingtalk.endToken()
    await tell(server, database, ['第3句'])
    await hears('private lin', ['第1句', '第2句', '第3句'])
    expect(dingtalk.tokenCount()).toBe(2)
    await vi.waitFor(
      async () => expect((await rows(database)).map(({ status }) => status)).toEqual(Array(4).fill('sent')),
      20_000,
    )
  })

  it('writes to a member by the robot also when the platform ended the session before its time', async () => {
    const { dingtalk, server, hears } = await start()
    dingtalk.failSession(300001)
    await dingtalk.say(server.url, 'lin', '老板欠薪')
    await hears('private lin', ['答：老板欠薪'])
  })

  it('holds what is for somebody else until they write again', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { dingtalk, server, database, hears } = await start({ now: () => clock })
    await dingtalk.say(server.url, null, '老板欠薪')
    await hears('with stranger', ['答：老板欠薪'])
    clock = new Date('2026-11-23T02:30:01Z')
    await tell(server, database, ['第1句'])
    await vi.waitFor(
      async () => expect((await rows(database)).map(({ status }) => status)).toEqual(['sent', 'held']),
      20_000,
    )
    await dingtalk.say(server.url, null, '还在吗')
    await hears('with stranger', ['答：老板欠薪', '第1句', '答：还在吗'])
    dingtalk.failSession(300001)
    await dingtalk.say(server.url, null, '喂')
    await vi.waitFor(async () => expect((await rows(database)).at(-1)?.status).toBe('held'), 20_000)
  })

  it('keeps to twenty messages a minute in a session, and loses none', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { dingtalk, server, database, hears } = await start({ now: () => clock })
    await dingtalk.say(server.url, 'lin', '老板欠薪')
    await hears('with lin', ['答：老板欠薪'])
    const texts = Array.from({ length: 24 }, (_, n) => `第${n + 1}句`)
    await tell(server, database, texts)
    await vi.waitFor(async () => expect((await rows(database))[20]?.code).toBe('130101'), 20_000)
    expect(dingtalk.shownTo('with lin')).toHaveLength(20)
    clock = new Date(clock.getTime() + 61_000)
    await hears('with lin', ['答：老板欠薪', ...texts])
  })

  it('tries again what is too much for a member at once, and gives up what is refused', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { dingtalk, server, database, hears } = await start({ now: () => clock })
    await dingtalk.say(server.url, 'lin', '老板欠薪')
    await hears('with lin', ['答：老板欠薪'])
    clock = new Date('2026-11-23T03:00:00Z')
    dingtalk.controlFlow(1)
    await tell(server, database, ['第1句', '第2句'])
    await vi.waitFor(
      async () => expect((await rows(database))[1]?.code).toBe('flowControlledStaffIdList'),
      20_000,
    )
    dingtalk.failApi(
      { status: 403, code: 'Forbidden.AccessDenied.QpsLimitForApi' },
      { status: 503, code: 'x' },
    )
    await vi.waitFor(() => {
      clock = new Date(clock.getTime() + 61_000)
      expect(dingtalk.shownTo('private lin')).toEqual(['第1句', '第2句'])
    }, 20_000)
    dingtalk.members.delete('lin')
    await tell(server, database, ['第3句'])
    await vi.waitFor(
      async () =>
        expect((await rows(database)).at(-1)).toEqual({ status: 'failed', code: 'invalidStaffIdList' }),
      20_000,
    )
    dingtalk.members.add('lin')
    dingtalk.filterNext(1)
    dingtalk.failApi({ status: 400, code: 'staffId.notExisted' })
    await tell(server, database, ['第4句', '第5句', '第6句'])
    await vi.waitFor(
      async () =>
        expect((await rows(database)).slice(-3)).toEqual([
          { status: 'failed', code: 'staffId.notExisted' },
          { status: 'failed', code: 'filteredStaffIdList' },
          { status: 'sent', code: null },
        ]),
      20_000,
    )
  })

  it('gives up in a session what its security settings refuse', async () => {
    const { dingtalk, server, database } = await start()
    dingtalk.failSession(310000)
    await dingtalk.say(server.url, null, '老板欠薪')
    await vi.waitFor(
      async () => expect(await rows(database)).toEqual([{ status: 'failed', code: '310000' }]),
      20_000,
    )
  })

  it('takes in what is delayed by less than an hour', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { dingtalk, server, hears } = await start({ now: () => clock })
    const payload = dingtalk.payloadOf('lin', { text: { content: '老板欠薪' } })
    const headers = dingtalk.headersOf()
    clock = new Date('2026-11-23T01:59:00Z')
    expect(await dingtalk.post(server.url, payload, headers)).toEqual(ACKNOWLEDGED)
    await hears('with lin', ['答：老板欠薪'])
    clock = new Date('2026-11-23T02:00:01Z')
    expect((await dingtalk.post(server.url, { ...payload, msgId: 'other' }, headers)).status).toBe(403)
  })

  it('posts to no address but the platform’s own, whatever a request names', async () => {
    const { dingtalk, server, database } = await start()
    let asked = 0
    const inside = createServer((_, response) => {
      asked++
      response.end('{"errcode":0}')
    })
    inside.listen(0, '127.0.0.1')
    await once(inside, 'listening')
    closing.push(async () => {
      inside.closeAllConnections()
      inside.close()
    })
    const { port } = inside.address() as AddressInfo
    for (const sessionWebhook of [`http://127.0.0.1:${port}/`, 'file:///etc/passwd', 'x']) {
      const payload = dingtalk.payloadOf('lin', { text: { content: '老板欠薪' }, sessionWebhook })
      expect((await dingtalk.post(server.url, payload)).status).toBe(403)
    }
    await sleep(300)
    expect([asked, await rows(database)]).toEqual([0, []])
  })

  it('refuses what is forged, old, oversized or not as described, and stores nothing of it', async () => {
    const { dingtalk, server, database } = await start()
    const payload = dingtalk.payloadOf('lin', { text: { content: '老板欠薪' } })
    const status = async (body: unknown, headers = dingtalk.headersOf()) =>
      (await dingtalk.post(server.url, body, headers)).status
    const good = dingtalk.headersOf()
    expect({
      forged: await status(payload, { ...good, sign: good.sign!.replace(/^./, '!') }),
      otherTime: await status(payload, { ...good, timestamp: String(Number(good.timestamp) + 1) }),
      unsigned: await status(payload, { 'content-type': 'application/json' }),
      old: await status(payload, dingtalk.headersOf(Date.now() - 3_601_000)),
      future: await status(payload, dingtalk.headersOf(Date.now() + 3_660_000)),
      noNumber: await status(payload, dingtalk.headersOf(Number.NaN)),
      noJson: await status('<xml/>'),
      notAsDescribed: await status({ ...payload, senderId: 1 }),
      oversized: await status({ ...payload, text: { content: '长'.repeat(70_000) } }),
      get: (await fetch(`${server.url}/api/channels/dingtalk`, { headers: good })).status,
    }).toEqual({
      forged: 403,
      otherTime: 403,
      unsigned: 403,
      old: 403,
      future: 403,
      noNumber: 403,
      noJson: 400,
      notAsDescribed: 400,
      oversized: 413,
      get: 400,
    })
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
  })

  it('tells by a check what is wrong, and on which page', async () => {
    const { dingtalk, database } = await start()
    const deps = { db: database.db, now: () => new Date() }
    const values = { get: async () => null, set: async () => {}, remove: async () => {} }
    const check = (change: object) =>
      createDingtalkChannel({ ...dingtalk.settings, ...change }, { ...deps, values }).check()
    expect(await check({})).toEqual([])
    expect(await check({ appSecret: 'wrong' })).toEqual([
      expect.stringMatching(/凭证与基础信息.*DINGTALK_APP_SECRET/),
    ])
    expect(await check({ robotCode: 'wrong' })).toEqual([
      expect.stringMatching(/机器人.*DINGTALK_ROBOT_CODE/),
    ])
    dingtalk.failApi({ status: 403, code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' })
    expect(await check({})).toEqual([expect.stringMatching(/权限管理.*qyapi_robot_sendmsg/)])
    expect(dingtalk.shownCount()).toBe(0)
  })
})
