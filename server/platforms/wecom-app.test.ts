import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import { createSharedValues } from '../../channels/shared-values.js'
import { createWecomAppChannel } from '../../channels/wecom-app/wecom-app-channel.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServerOptions } from '../http-test-server.js'
import { startWecomApp, type WecomAppOptions } from './wecom-app-stand-in.js'

const LIN = 'lin'

describe.each(testDatabases())('an application of WeCom on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(options: WecomAppOptions & Pick<TestServerOptions, 'respond'> = {}) {
    const database: TestDatabase = await open()
    closing.push(() => database.drop())
    const wecom = await startWecomApp(options)
    closing.push(() => wecom.close())
    const server = await startTestServer({
      database,
      respond: options.respond,
      now: options.now,
      channels: (deps) => [
        createWecomAppChannel(wecom.settings, { ...deps, values: createSharedValues(deps, 'wecom-app') }),
      ],
    })
    closing.push(() => server.close())
    const hears = (texts: string[], user = LIN) =>
      vi.waitFor(() => expect(wecom.textsTo(user)).toEqual(texts), 20_000)
    return { database, wecom, server, hears, address: `${server.url}/api/channels/wecom-app` }
  }

  const lastDelivery = async ({ db }: TestDatabase) => {
    const last = await db.selectFrom('deliveries').selectAll().orderBy('id', 'desc').executeTakeFirst()
    return [last?.status, last?.code, last?.platform_id]
  }

  it('proves the address to the platform', async () => {
    const { wecom, address } = await start()
    const shown = await wecom.checkAddress(address, '1616140317555161061')
    expect(shown).toEqual({ status: 200, body: '1616140317555161061' })
  })

  it('answers a message once, however often the platform brings it, also long after', async () => {
    let asked = 0
    const { wecom, server, hears, database } = await start({
      respond: async (input) => {
        asked++
        await sleep(5500)
        return scriptedResult(input)
      },
    })
    const MsgId = wecom.msgId()
    const said = () => wecom.say(server.url, LIN, '老板欠薪', MsgId)
    await Promise.all([said(), said(), said()])
    await hears(['答：老板欠薪'])
    await said()
    await sleep(300)
    expect([asked, wecom.sent.length]).toEqual([1, 1])
    expect(await lastDelivery(database)).toEqual(['sent', null, 'm1'])
  })

  it('reads what was spoken and pressed and where members are, and says what it cannot read', async () => {
    const { wecom, server } = await start()
    const act = async (fields: Record<string, string | number>, expected: RegExp) => {
      await wecom.act(server.url, LIN, { MsgId: wecom.msgId(), ...fields })
      await vi.waitFor(() => expect(wecom.textsTo(LIN).at(-1)).toMatch(expected), 20_000)
    }
    await act({ MsgType: 'voice', MediaId: 'm', Format: 'amr' }, /没有听清/)
    await act({ MsgType: 'voice', MediaId: 'm', Recognition: '老板欠薪' }, /^答：老板欠薪/)
    await act({ MsgType: 'image', PicUrl: 'http://x/y', MediaId: 'm' }, /看不了图片/)
    await act({ MsgType: 'video', MediaId: 'm', ThumbMediaId: 't' }, /看不了视频/)
    await act({ MsgType: 'link', Title: 't', Url: 'http://x' }, /只看得懂文字/)
    const Label = '江苏省南京市玄武区中山东路'
    await act(
      { MsgType: 'location', Location_X: '32.0', Location_Y: '118.8', Label },
      /您在江苏省南京市玄武区/,
    )
    await wecom.act(server.url, LIN, { MsgType: 'event', Event: 'click', EventKey: '怎么申请法律援助' })
    await vi.waitFor(() => expect(wecom.textsTo(LIN).at(-1)).toBe('答：怎么申请法律援助'), 20_000)
  })

  it('greets each member once, whether they were added or enter', async () => {
    const { wecom, server, hears } = await start({ members: ['lin', 'wang'] })
    for (const Event of ['subscribe', 'enter_agent', 'enter_agent'])
      await wecom.act(server.url, LIN, { MsgType: 'event', Event, EventKey: '' })
    await wecom.act(server.url, 'wang', { MsgType: 'event', Event: 'enter_agent', EventKey: '' })
    await hears([expect.stringMatching(/^您好，我是问法/)] as unknown as string[])
    await hears([expect.stringMatching(/^您好，我是问法/)] as unknown as string[], 'wang')
    for (const Event of ['unsubscribe', 'view'])
      await wecom.act(server.url, LIN, { MsgType: 'event', Event, EventKey: '' })
    await sleep(300)
    expect(wecom.sent).toHaveLength(2)
  })

  it('asks once where a member is of whom only coordinates come', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { wecom, server, hears } = await start({ now: () => clock })
    for (let n = 0; n < 3; n++) {
      await wecom.act(server.url, LIN, { MsgType: 'event', Event: 'LOCATION', Latitude: '32.05' })
      clock = new Date(clock.getTime() + 5000)
    }
    await hears([expect.stringMatching(/您在哪个县/)] as unknown as string[])
    await wecom.say(server.url, LIN, '好的')
    await vi.waitFor(() => expect(wecom.textsTo(LIN).slice(1)).toEqual(['答：好的']), 20_000)
  })

  it('sends long answers in at most three messages, none of which the platform cuts', async () => {
    const { wecom, server } = await start({
      respond: async (input) => {
        const text = '用人单位应当按照约定支付工资。'.repeat(3)
        const points = Array.from({ length: 80 }, () => ({ text, citationIds: [] }))
        return scriptedResult(input, { answer: { ...emptyAnswer('可以申请劳动仲裁。'), points } })
      },
    })
    await wecom.say(server.url, LIN, '老板欠薪')
    await vi.waitFor(() => expect(wecom.sent).toHaveLength(3), 20_000)
    expect(wecom.textsTo(LIN).map((text) => text.slice(-5))).toEqual(['（1/3）', '（2/3）', '（3/3）'])
  })

  it('takes a member whom the platform does not know, within a success or without, for a failure', async () => {
    const { wecom, server, database } = await start()
    await wecom.say(server.url, 'hidden', '老板欠薪')
    await vi.waitFor(
      async () => expect(await lastDelivery(database)).toEqual(['failed', 'invaliduser', null]),
      20_000,
    )
    await wecom.say(server.url, 'gone', '老板欠薪')
    await vi.waitFor(
      async () => expect(await lastDelivery(database)).toEqual(['failed', '81013', null]),
      20_000,
    )
  })

  it('goes on after a token has ended, and when the platform is busy, in order', async () => {
    const { wecom, server, hears } = await start()
    await wecom.say(server.url, LIN, '一')
    await hears(['答：一'])
    wecom.endToken()
    wecom.failNext('/message/send', -1, 45033, 42001)
    await wecom.say(server.url, LIN, '二')
    await wecom.say(server.url, LIN, '三')
    await hears(['答：一', '答：二', '答：三'])
  })

  it('has no end of the time in which it may write', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { wecom, server, hears, database } = await start({ now: () => clock })
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    clock = new Date('2026-12-23T01:00:00Z')
    const { id } = await database.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow()
    const events = Array.from({ length: 7 }, (_, n) => ({
      kind: 'staff_message' as const,
      text: `第${n + 1}句`,
      at: clock.toISOString(),
    }))
    await server.transact((trx) => server.conversations.appendEvents(trx, id, events))
    await hears(['答：老板欠薪', ...events.map(({ text }) => text)])
  })

  it('refuses what is forged, replayed or plain, and stores nothing of it', async () => {
    const { wecom, address, database } = await start()
    const fields = { FromUserName: LIN, CreateTime: 1, MsgType: 'text', Content: '一', MsgId: wecom.msgId() }
    const good = wecom.callback(fields)
    const other = new URLSearchParams(good.query)
    other.set('msg_signature', '0'.repeat(40))
    expect({
      forged: await wecom.post(address, { ...good, query: other }),
      replayed: await wecom.post(address, wecom.callback(fields, Date.now() - 6 * 60_000)),
      plain: await wecom.post(address, { ...good, body: '<xml><FromUserName>o</FromUserName></xml>' }),
      oversized: await wecom.post(address, { ...good, body: `<xml>${' '.repeat(70_000)}</xml>` }),
      noXml: await wecom.post(address, { ...good, body: '{"a":1}' }),
    }).toEqual({ forged: 403, replayed: 403, plain: 403, oversized: 413, noXml: 400 })
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
    expect(await wecom.post(address, good)).toBe(200)
  })

  it('tells what is wrong with a set-up', async () => {
    const { wecom, server } = await start()
    const [channel] = server.messaging!.channels
    expect(await channel!.check()).toEqual([])
    wecom.failNext('/agent/get', 60020)
    expect(await channel!.check()).toEqual([expect.stringContaining('企业可信IP')])
  })
})
