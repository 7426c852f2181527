import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Answer, emptyAnswer } from '../../bot/answer.js'
import type { TurnResult } from '../../bot/turn.js'
import { testDatabases } from '../../storage/test-database.js'
import { scriptedResult } from '../http-test-server.js'
import { deliveriesIn, LIN, startWithWechat, type WechatServerOptions } from './start-with-wechat.js'

describe.each(testDatabases())('a WeChat official account on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  const start = (options?: WechatServerOptions) => startWithWechat(open, closing, options)

  it.each([false, true])('answers within the response (encrypted: %s)', async (encrypted) => {
    const { wechat, server, database } = await start({ encrypted })
    expect(await wechat.say(server.url, LIN, '老板欠薪')).toBe('答：老板欠薪')
    expect(wechat.sent).toEqual([])
    await vi.waitFor(
      async () =>
        expect(
          (await deliveriesIn(database)).map(({ status, settled_at }) => [status, settled_at !== null]),
        ).toEqual([['passive', true]]),
      20_000,
    )
  })

  it('proves the address to the platform', async () => {
    const { wechat, server } = await start()
    const { query } = wechat.callback({})
    query.set('echostr', '5201314')
    const response = await fetch(`${server.url}/api/channels/wechat?${query}`)
    expect([response.status, await response.text()]).toEqual([200, '5201314'])
  })

  it('acknowledges what takes longer and sends the answer later, once', async () => {
    let asked = 0
    const { wechat, server } = await start({
      respond: async (input) => {
        asked++
        await sleep(4500)
        return scriptedResult(input)
      },
    })
    expect(await wechat.say(server.url, LIN, '老板欠薪')).toMatch(/^正在为您查找/)
    await vi.waitFor(() => expect(wechat.sent).toEqual([{ openId: LIN, text: '答：老板欠薪' }]), 20_000)
    await sleep(500)
    expect([asked, wechat.sent.length]).toEqual([1, 1])
  })

  it('gives the same answer to each of the tries of one message', async () => {
    let asked = 0
    const { wechat, server } = await start({
      respond: async (input) => {
        asked++
        return scriptedResult(input)
      },
    })
    const id = wechat.msgId()
    const answers = [
      await wechat.say(server.url, LIN, '老板欠薪', id),
      await wechat.say(server.url, LIN, '老板欠薪', id),
      await wechat.say(server.url, LIN, '老板欠薪', id),
    ]
    expect(answers).toEqual(Array(3).fill('答：老板欠薪'))
    expect([asked, wechat.sent]).toEqual([1, []])
  })

  it('reads in compatible mode what is encrypted, whatever stands beside it in plain text', async () => {
    const { wechat, server } = await start({ encrypted: true })
    const { query, body } = wechat.callback(wechat.textFields(LIN, '老板欠薪', '7123456789012345671'))
    const plain = '<FromUserName>oOther</FromUserName><MsgType>text</MsgType><Content>别的话</Content>'
    const response = await fetch(`${server.url}/api/channels/wechat?${query}`, {
      method: 'POST',
      body: body.replace('<xml>', `<xml>${plain}`),
    })
    expect(wechat.readAnswer(response.status, await response.text())).toBe('答：老板欠薪')
  })

  it('knows an event that comes again by who did it and when', async () => {
    const { wechat, server, database } = await start()
    const fields = { FromUserName: LIN, CreateTime: Math.floor(Date.now() / 1000), MsgType: 'event' }
    const menu = { ...fields, Event: 'CLICK', EventKey: '怎么申请法律援助' }
    for (let tries = 0; tries < 3; tries++)
      expect(await wechat.call(server.url, menu)).toBe('答：怎么申请法律援助')
    expect(await wechat.call(server.url, { ...menu, CreateTime: menu.CreateTime + 1 })).toBe(
      '答：怎么申请法律援助',
    )
    expect(await deliveriesIn(database)).toHaveLength(2)
  })

  it('tells apart messages whose ids differ in the last digit', async () => {
    const { wechat, server } = await start()
    expect(await wechat.say(server.url, LIN, '一', '7123456789012345671')).toBe('答：一')
    expect(await wechat.say(server.url, LIN, '二', '7123456789012345672')).toBe('答：二')
  })

  it('answers a burst in its order, each once', async () => {
    const { wechat, server } = await start({
      respond: async (input) => {
        await sleep(100)
        return scriptedResult(input)
      },
    })
    const shown = await Promise.all(['一', '二', '三'].map((word) => wechat.say(server.url, LIN, word)))
    await sleep(300)
    const all = [...shown, ...wechat.sent.map(({ text }) => text)].filter(Boolean).join('\n')
    for (const word of ['一', '二', '三']) expect(all.split(`答：${word}`)).toHaveLength(2)
  })

  /** Far more than three messages carry. */
  const longAnswer = (change: Partial<Answer> = {}): Answer => ({
    ...emptyAnswer('可以申请劳动仲裁。'),
    points: Array.from({ length: 40 }, (_, n) => ({
      text: `第${n + 1}点：${'用人单位应当按照约定支付工资。'.repeat(3)}`,
      citationIds: [],
    })),
    followUps: ['怎么申请法律援助？'],
    ...change,
  })

  async function askForLong(change: Partial<TurnResult> = {}, options: WechatServerOptions = {}) {
    const started = await start({
      ...options,
      respond: async (input) => scriptedResult(input, { answer: longAnswer(), ...change }),
    })
    const { wechat, server } = started
    const first = await wechat.say(server.url, LIN, '我是林小雨，电话13800000000，老板欠薪')
    await vi.waitFor(() => expect(wechat.sent).toHaveLength(2), 20_000)
    return { ...started, parts: [first!, ...wechat.sent.map(({ text }) => text)] }
  }

  it('sends long answers in at most three messages, within what one may carry', async () => {
    const { parts } = await askForLong({}, { withoutLinks: true })
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(600)
    expect(parts.map((part) => part.slice(-5))).toEqual(['（1/3）', '（2/3）', '（3/3）'])
    expect(parts.join('')).not.toContain('http')
  })

  it('links to the whole of an answer that it shortened, for a month, for whoever has the link, without the question', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { server, parts } = await askForLong({}, { now: () => clock })
    const link = /<a href="https:\/\/12348\.example(\/answers\/\S+)">完整答复（30 天内可看）<\/a>\n（3\/3）$/
    const [, path = ''] = link.exec(parts[2]!)!
    const shown = await server.request(`/api${path}`)
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(shown.body).toEqual({
      answer: { ...longAnswer(), followUps: [] },
      at: '2026-11-23T01:00:00.000Z',
      AIGC: {
        Label: '1',
        ContentProducer: '问法 Wenfa',
        ProduceID: path.slice('/answers/'.length, path.indexOf('?')),
      },
    })
    expect(shown.text).not.toMatch(/林小雨|138|欠薪/)

    const key = path.slice(path.indexOf('=') + 1)
    const other = `/answers/r_${'0'.repeat(22)}?key=`
    const refused = await Promise.all(
      [
        path.replace(key, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`),
        path.replace(`?key=${key}`, ''),
        `${path}&key=${key}`,
        other + key,
        `${other}1`,
        `/answers/%00?key=${key}`,
      ].map(async (wrong) => {
        const { status, body } = await server.request(`/api${wrong}`)
        return [status, body.error.message]
      }),
    )
    expect(refused).toEqual(Array(6).fill([404, '没有找到这条答复。']))
    clock = new Date('2026-12-23T00:59:00Z')
    expect((await server.request(`/api${path}`)).status).toBe(200)
    clock = new Date('2026-12-23T01:00:00Z')
    expect((await server.request(`/api${path}`)).body.error.message).toBe('没有找到这条答复。')
  })

  it.each([
    ['says the citizen’s own data back', { answer: longAnswer({ summary: '您留的电话是 13800000000。' }) }],
    ['tells of their tickets', { outcome: 'answered_ticket_status' as const }],
  ])('links to no answer that %s', async (_, change) => {
    const { parts } = await askForLong(change)
    expect(parts.join('')).not.toContain('http')
  })

  it('reads what was spoken, says what it cannot read, and greets who follows', async () => {
    const { wechat, server, database } = await start()
    const act = (fields: Record<string, string | number>) => wechat.act(server.url, LIN, fields)
    const MsgId = () => wechat.msgId()
    expect(await act({ MsgType: 'voice', Recognition: '老板欠薪', MsgId: MsgId() })).toBe('答：老板欠薪')
    expect(await act({ MsgType: 'image', PicUrl: 'http://x/y', MediaId: 'm', MsgId: MsgId() })).toMatch(
      /看不了图片/,
    )
    expect(await act({ MsgType: 'event', Event: 'subscribe', EventKey: '' })).toMatch(/^您好，我是问法/)
    expect(await act({ MsgType: 'event', Event: 'CLICK', EventKey: '怎么申请法律援助' })).toBe(
      '答：怎么申请法律援助',
    )
    expect(await act({ MsgType: 'event', Event: 'unsubscribe', EventKey: '' })).toBeNull()
    expect(
      await act({
        MsgType: 'location',
        Location_X: '32.0',
        Label: '江苏省南京市玄武区中山东路',
        MsgId: MsgId(),
      }),
    ).toMatch(/记下了，您在江苏省南京市玄武区/)
    const [conversation] = await database.db.selectFrom('conversations').select('region_code').execute()
    expect(conversation?.region_code).toBe('320102')
  })

  it('asks whose place comes as coordinates for their county, once, and only who has not said it', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { wechat, server, database } = await start({ now: () => clock })
    /** Also as often as every five seconds. */
    const tellCoordinates = (openId = LIN) => {
      clock = new Date(clock.getTime() + 5000)
      const fields = { MsgType: 'event', Event: 'LOCATION', Latitude: '32.05', Longitude: '118.79' }
      return wechat.tellPlace(server.url, openId, fields)
    }
    const regions = async () =>
      (await database.db.selectFrom('conversations').select('region_code').execute()).map(
        ({ region_code }) => region_code,
      )
    expect(await tellCoordinates()).toMatch(/您在哪个县（市、区）/)
    expect([await tellCoordinates(), await tellCoordinates()]).toEqual([null, null])
    expect(await wechat.say(server.url, LIN, '南京市玄武区')).toBe('答：南京市玄武区')
    expect(await regions()).toEqual(['320102'])

    const Label = '江苏省南京市鼓楼区'
    const wang = 'oWang000000000000000000000'
    await wechat.act(server.url, wang, { MsgType: 'location', Label, MsgId: wechat.msgId() })
    expect(await tellCoordinates(wang)).toBeNull()
    const noLabel = { MsgType: 'location', Location_X: '32.0', Location_Y: '118.8', Label: '' }
    const shown = await wechat.act(server.url, wang, { ...noLabel, MsgId: wechat.msgId() })
    expect(shown).toMatch(/没有看出您在哪里/)
    expect(await regions()).toEqual(['320102', '320106'])
    expect(wechat.sent).toEqual([])
  })

  it('refuses what is forged, replayed, oversized or no XML, and stores nothing of it', async () => {
    const { wechat, server, database } = await start({ encrypted: true })
    const fields = wechat.textFields(LIN, '老板欠薪')
    const post = async ({ query, body }: { query: URLSearchParams; body: string }) =>
      (await fetch(`${server.url}/api/channels/wechat?${query}`, { method: 'POST', body })).status
    const good = wechat.callback(fields)
    const other = new URLSearchParams(good.query)
    other.set('msg_signature', '0'.repeat(40))
    const unsigned = new URLSearchParams(good.query)
    unsigned.delete('signature')
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
    expect({
      forged: await post({ ...good, query: other }),
      unsigned: await post({ ...good, query: unsigned }),
      altered: await post({
        ...good,
        body: good.body.replace(/(?<=Encrypt><!\[CDATA\[)./, (first) => (first === 'A' ? 'B' : 'A')),
      }),
      replayed: await post(wechat.callback(fields, Date.now() - 6 * 60_000)),
      plain: await post({ ...good, body: '<xml><FromUserName>o</FromUserName></xml>' }),
      oversized: await post({ ...good, body: `<xml>${' '.repeat(70_000)}</xml>` }),
      bomb: await post({ ...good, body: bomb }),
      noXml: await post({ ...good, body: '{"a":1}' }),
    }).toEqual({
      forged: 403,
      unsigned: 403,
      altered: 403,
      replayed: 403,
      plain: 403,
      oversized: 413,
      bomb: 400,
      noXml: 400,
    })
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
    expect(await post(good)).toBe(200)
  })
})
