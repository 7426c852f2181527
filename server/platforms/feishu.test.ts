import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import { createFeishuChannel } from '../../channels/feishu/feishu-channel.js'
import { createSharedValues } from '../../channels/shared-values.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServerOptions } from '../http-test-server.js'
import { type FeishuStandInOptions, startFeishu } from './feishu-stand-in.js'

const LIN = 'ou_lin'
const ACKNOWLEDGED = { status: 200, text: '{}' }

describe.each(testDatabases())('a bot in Feishu on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start(options: FeishuStandInOptions & Pick<TestServerOptions, 'respond'> = {}) {
    const database = await open()
    closing.push(() => database.drop())
    const feishu = await startFeishu(options)
    closing.push(() => feishu.close())
    const startServer = async () => {
      const server = await startTestServer({
        database,
        respond: options.respond,
        now: options.now,
        channels: (deps) => [
          createFeishuChannel(feishu.settings, { ...deps, values: createSharedValues(deps, 'feishu') }),
        ],
      })
      closing.push(() => server.close())
      return server
    }
    const server = await startServer()
    const hears = (to: string, texts: string[]) =>
      vi.waitFor(() => expect(feishu.shownTo(to)).toEqual(texts), 20_000)
    return { feishu, server, database, hears, startServer }
  }

  const failures = (database: TestDatabase) =>
    database.db
      .selectFrom('deliveries')
      .select(['status', 'code', 'reason'])
      .where('code', 'is not', null)
      .execute()

  it.each([false, true])(
    'proves the address and answers what is asked (encrypted: %s)',
    async (encrypted) => {
      const { feishu, server, hears } = await start({ encrypted })
      expect(await feishu.challenge(server.url)).toEqual({
        status: 200,
        text: '{"challenge":"ajls384kdjx98XX"}',
      })
      expect(await feishu.say(server.url, LIN, '老板欠薪')).toEqual(ACKNOWLEDGED)
      await hears(LIN, ['答：老板欠薪'])
    },
  )

  it('acknowledges at once what takes long to answer', async () => {
    const { feishu, server, hears } = await start({
      respond: async (input) => {
        await sleep(4000)
        return scriptedResult(input)
      },
    })
    expect(await feishu.say(server.url, LIN, '老板欠薪')).toEqual(ACKNOWLEDGED)
    await hears(LIN, ['答：老板欠薪'])
  })

  it('answers an event once that comes again after 15 s, 5 min, 1 h and 6 h, with an old signature, in another event or at once', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { feishu, server, hears } = await start({ encrypted: true, now: () => clock })
    const message_id = 'om_one'
    const event = feishu.messageEvent(LIN, 'text', { text: '老板欠薪' }, { message_id })
    const first = feishu.callback(event)
    await Promise.all([feishu.post(server.url, first), feishu.post(server.url, first)])
    for (const secondsLater of [15, 300, 3600, 6 * 3600]) {
      clock = new Date(clock.getTime() + secondsLater * 1000)
      expect(await feishu.post(server.url, first)).toEqual(ACKNOWLEDGED)
      expect(await feishu.post(server.url, feishu.callback(event))).toEqual(ACKNOWLEDGED)
    }
    expect(await feishu.say(server.url, LIN, '老板欠薪', { message_id })).toEqual(ACKNOWLEDGED)
    await hears(LIN, ['答：老板欠薪'])
    await sleep(300)
    expect(feishu.shownTo(LIN)).toHaveLength(1)
  })

  it('takes in what comes for the first time seven hours late', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { feishu, server, hears } = await start({ encrypted: true, now: () => clock })
    const late = feishu.callback(feishu.messageEvent(LIN, 'text', { text: '老板欠薪' }))
    clock = new Date('2026-11-23T08:06:00Z')
    expect(await feishu.post(server.url, late)).toEqual(ACKNOWLEDGED)
    await hears(LIN, ['答：老板欠薪'])
  })

  it('answers each once what comes in the wrong order, and again', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { feishu, server, hears } = await start({ now: () => clock })
    const first = feishu.callback(feishu.messageEvent(LIN, 'text', { text: '老板欠薪' }))
    clock = new Date('2026-11-23T01:00:40Z')
    const second = feishu.callback(feishu.messageEvent(LIN, 'text', { text: '没签合同' }))
    for (const callback of [second, first, second, first]) {
      expect(await feishu.post(server.url, callback)).toEqual(ACKNOWLEDGED)
    }
    await hears(LIN, ['答：没签合同', '答：老板欠薪'])
    await sleep(300)
    expect(feishu.shownTo(LIN)).toHaveLength(2)
  })

  it('greets whoever opens the chat, once, and says what it cannot read', async () => {
    const { feishu, server, hears } = await start()
    const enter = () =>
      feishu.post(
        server.url,
        feishu.callback(
          feishu.eventOf('im.chat.access_event.bot_p2p_chat_entered_v1', {
            chat_id: 'oc_1',
            operator_id: { open_id: LIN },
            last_message_id: '',
          }),
        ),
      )
    expect(await enter()).toEqual(ACKNOWLEDGED)
    await hears(LIN, [expect.stringMatching(/^您好，我是问法/)])
    expect(await enter()).toEqual(ACKNOWLEDGED)
    for (const type of ['image', 'file', 'audio', 'media', 'sticker']) {
      await feishu.post(server.url, feishu.callback(feishu.messageEvent(LIN, type, { file_key: 'k' })))
    }
    await vi.waitFor(() => expect(feishu.shownTo(LIN)).toHaveLength(6), 20_000)
    const [, ...said] = feishu.shownTo(LIN)
    expect(said.map((one) => /图片|文件|语音|视频|只看得懂文字/.exec(one)?.[0])).toEqual([
      '图片',
      '文件',
      '语音',
      '视频',
      '只看得懂文字',
    ])
  })

  it('answers in a group whoever mentioned it, and keeps that apart from what they said in private', async () => {
    const { feishu, server, hears } = await start()
    const group = { chat_id: 'oc_group', chat_type: 'group' }
    await feishu.say(server.url, LIN, '私下问')
    await feishu.say(server.url, LIN, '@_user_1 群里问', {
      ...group,
      mentions: [{ key: '@_user_1', id: { open_id: 'ou_bot' }, name: '问法' }],
    })
    await feishu.say(server.url, LIN, '大家聊天', group)
    await hears('oc_group', ['<at id=ou_lin></at>\n答：群里问'])
    await hears(LIN, ['答：私下问'])
  })

  it('shows bold and links, and marks in a text as they are', async () => {
    const { feishu, server } = await start({
      respond: async (input) =>
        scriptedResult(input, {
          answer: {
            ...emptyAnswer('*可以*申请劳动仲裁。'),
            bases: [
              {
                id: 1,
                kind: 'statute',
                lawTitle: '劳动法',
                number: '第五十条',
                passageId: 'p1',
                quote: '工资应当以货币形式按月支付给劳动者本人。',
              } as never,
            ],
          },
        }),
    })
    await feishu.say(server.url, LIN, '老板欠薪')
    await vi.waitFor(() => expect(feishu.shownTo(LIN)).toHaveLength(1), 20_000)
    const [card] = feishu.shownTo(LIN)
    expect(card).toContain('&#42;可以&#42;申请劳动仲裁。')
    expect(card).toMatch(/\[《劳动法》第五十条\]\(https:\/\/12348\.example\/articles\/p1\?key=[\w-]{22}\)/)
    expect(card).toMatch(/\*\*.+\*\*/)
  })

  it('shares one token between servers, and fetches another when it is refused', async () => {
    const { feishu, server, hears, startServer } = await start()
    const other = await startServer()
    await Promise.all([feishu.say(server.url, LIN, '一'), feishu.say(other.url, 'ou_wang', '二')])
    await hears(LIN, ['答：一'])
    await hears('ou_wang', ['答：二'])
    expect(feishu.tokenCount()).toBe(1)
    feishu.endToken()
    await feishu.say(server.url, LIN, '三')
    await hears(LIN, ['答：一', '答：三'])
    expect(feishu.tokenCount()).toBe(2)
  })

  it('tries again, in order, what is too much at once or breaks off, and shows nothing twice', async () => {
    const { feishu, server, hears } = await start()
    feishu.failNext(99991400, 230020, 'break')
    await feishu.say(server.url, LIN, '一')
    await feishu.say(server.url, LIN, '二')
    await hears(LIN, ['答：一', '答：二'])
    feishu.breakAfterTaking(1)
    await feishu.say(server.url, LIN, '三')
    await sleep(2500)
    expect(feishu.shownTo(LIN)).toEqual(['答：一', '答：二', '答：三'])
  })

  it('keeps to five messages a second to one citizen', async () => {
    const { feishu, server, database } = await start()
    await feishu.say(server.url, LIN, '老板欠薪')
    const [conversation] = await database.db.selectFrom('conversations').select('id').execute()
    const events = Array.from({ length: 12 }, (_, n) => ({
      kind: 'staff_message' as const,
      text: `第${n + 1}句`,
      at: new Date().toISOString(),
    }))
    await server.transact((trx) => server.conversations.appendEvents(trx, conversation!.id, events))
    await vi.waitFor(() => expect(feishu.shownTo(LIN)).toHaveLength(13), 20_000)
    expect(feishu.shownTo(LIN).filter((one) => one.startsWith('第'))).toEqual(events.map(({ text }) => text))
  })

  it('gives up where the app is not available to the citizen, and says so', async () => {
    const { feishu, server, database } = await start({ unavailable: LIN })
    await feishu.say(server.url, LIN, '老板欠薪')
    await vi.waitFor(
      async () =>
        expect(await failures(database)).toEqual([
          { status: 'failed', code: '230013', reason: expect.stringContaining('可用范围') },
        ]),
      20_000,
    )
  })

  it('refuses what is forged, for others, oversized or not as described, and stores nothing of it', async () => {
    const { feishu, server, database } = await start({ encrypted: true })
    const event = feishu.messageEvent(LIN, 'text', { text: '老板欠薪' })
    const good = feishu.callback(event)
    const status = async (request: typeof good) => (await feishu.post(server.url, request)).status
    const headers = { ...good.headers, 'x-lark-signature': '0'.repeat(64) }
    const change = (header: Record<string, unknown>) =>
      status(feishu.callback(feishu.eventOf('im.message.receive_v1', event.event, header)))
    expect({
      forged: await status({ ...good, headers }),
      unsigned: await status(feishu.callback(event, false)),
      altered: await status({ ...good, body: good.body.replace('encrypt":"', 'encrypt":"A') }),
      plain: await status({ ...good, headers: {}, body: JSON.stringify(event) }),
      otherToken: await change({ token: 'x'.repeat(32) }),
      otherApp: await change({ app_id: 'cli_other00000000' }),
      challengeWithOtherToken: (await feishu.challenge(server.url, { token: 'x' })).status,
      oversized: await status(
        feishu.callback(feishu.messageEvent(LIN, 'text', { text: '长'.repeat(70_000) })),
      ),
      notAsDescribed: await status(feishu.callback(feishu.eventOf('im.message.receive_v1', { message: 1 }))),
      get: (await fetch(`${server.url}/api/channels/feishu`)).status,
    }).toEqual({
      forged: 403,
      unsigned: 403,
      altered: 403,
      plain: 400,
      otherToken: 403,
      otherApp: 403,
      challengeWithOtherToken: 403,
      oversized: 413,
      notAsDescribed: 400,
      get: 400,
    })
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
    expect(await status(good)).toBe(200)
  })

  it('without an encrypt key believes the token only', async () => {
    const { feishu, server, database } = await start()
    const event = feishu.messageEvent(LIN, 'text', { text: '老板欠薪' })
    event.header.token = 'x'.repeat(32)
    expect((await feishu.post(server.url, feishu.callback(event))).status).toBe(403)
    expect(await database.db.selectFrom('channel_peers').selectAll().execute()).toEqual([])
  })

  it('tells by a check what is wrong, and on which page', async () => {
    const { feishu, database } = await start()
    const deps = { db: database.db, now: () => new Date() }
    const values = { get: async () => null, set: async () => {}, remove: async () => {} }
    const check = (change: object) =>
      createFeishuChannel({ ...feishu.settings, ...change }, { ...deps, values }).check()
    expect(await check({})).toEqual([])
    expect(await check({ appSecret: 'wrong' })).toEqual([
      expect.stringMatching(/App Secret 不对.*FEISHU_APP_SECRET/),
    ])
    feishu.failNext(11205)
    expect(await check({})).toEqual([expect.stringMatching(/没有启用机器人.*添加应用能力/)])
  })
})
