import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { NewConversationEvent } from '../../bot/conversations/conversation-event.js'
import type { Batch, Channel } from '../../channels/channel.js'
import { createSharedValues, type SharedValues } from '../../channels/shared-values.js'
import { createWecomKfChannel } from '../../channels/wecom-kf/wecom-kf-channel.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServerOptions } from '../http-test-server.js'
import { activeAccount, createStaffClient } from '../staff-client.js'
import { startWecomKf, type WecomKfOptions } from './wecom-kf-stand-in.js'

const LIN = 'wmLin0000000000000000000'
const HOUR_MS = 3_600_000

interface Options extends WecomKfOptions, Pick<TestServerOptions, 'respond'> {
  /** The same database for another server. */
  servers?: number
  alter?: (channel: Channel) => Channel
  values?: (values: SharedValues) => SharedValues
}

describe.each(testDatabases())('customer service of WeCom on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function start({ servers: count = 1, respond, alter, values, ...options }: Options = {}) {
    const database: TestDatabase = await open()
    closing.push(() => database.drop())
    const wecom = await startWecomKf(options)
    closing.push(() => wecom.close())
    const servers = await Promise.all(
      Array.from({ length: count }, () =>
        startTestServer({
          database,
          respond,
          now: options.now,
          channels: (deps) => {
            const shared = createSharedValues(deps, 'wecom-kf')
            const channel = createWecomKfChannel(wecom.keys, { ...deps, values: values?.(shared) ?? shared })
            return [alter?.(channel) ?? channel]
          },
        }),
      ),
    )
    for (const each of servers) closing.push(() => each.close())
    const server = servers[0]!
    const hears = (texts: string[], user = LIN) =>
      vi.waitFor(() => expect(wecom.textsTo(user)).toEqual(texts), 20_000)
    const conversationId = async () =>
      (await database.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow()).id
    const tell = async (...events: NewConversationEvent[]) => {
      const id = await conversationId()
      await server.transact((trx) => server.conversations.appendEvents(trx, id, events))
    }
    const staffSays = (text: string, at = new Date().toISOString()) =>
      tell({ kind: 'staff_message', text, at })
    const address = `${server.url}/api/channels/wecom-kf`
    return { database, wecom, server, servers, hears, tell, staffSays, conversationId, address }
  }

  const deliveries = ({ db }: TestDatabase) => db.selectFrom('deliveries').selectAll().orderBy('id').execute()
  const lastDelivery = async (database: TestDatabase) => {
    const last = (await deliveries(database)).at(-1)
    return [last?.status, last?.code, last?.reason]
  }

  it('proves the address to the platform', async () => {
    const { wecom, address } = await start()
    expect(await wecom.checkAddress(address, '1616140317555161061')).toEqual({
      status: 200,
      body: '1616140317555161061',
    })
  })

  it('pulls what it is told of, takes the session and answers, each once however often it is told', async () => {
    const { wecom, server, hears } = await start()
    wecom.write(LIN, { msgtype: 'text', text: { content: '老板欠薪' } })
    await Promise.all([wecom.tell(server.url), wecom.tell(server.url), wecom.tell(server.url)])
    await hears(['答：老板欠薪'])
    expect(wecom.stateOf(LIN)).toBe(1)
    await wecom.tell(server.url)
    await sleep(300)
    expect(wecom.textsTo(LIN)).toHaveLength(1)
    expect(wecom.sent[0]!.msgid).toMatch(/^[0-9a-f]{32}$/)
    expect(wecom.tokenCount()).toBe(1)
  })

  it('pulls page by page, also past empty ones, and misses nothing', async () => {
    const { wecom, server } = await start({ emptyPages: true, pageSize: 10 })
    const citizens = Array.from({ length: 23 }, (_, n) => `wm${n}`)
    for (const user of citizens) wecom.write(user, { msgtype: 'text', text: { content: user } })
    await wecom.tell(server.url)
    await vi.waitFor(() => expect(wecom.sent).toHaveLength(23), 30_000)
    for (const user of citizens) expect(wecom.textsTo(user)).toEqual([`答：${user}`])
  })

  it('brings a batch again that was not stored, and answers once one whose position was not kept', async () => {
    let failsToStore = true
    let failsToKeep = true
    const { wecom, server, hears } = await start({
      alter: (channel) => ({
        ...channel,
        pull: (take) =>
          channel.pull!(async (batch: Batch) => {
            if (failsToStore) throw new Error('the disk is full')
            await take(batch)
          }),
      }),
      values: (values) => ({
        ...values,
        async set(name, ...rest) {
          if (failsToKeep && name.startsWith('cursor ')) throw new Error('the disk is full')
          await values.set(name, ...rest)
        },
      }),
    })
    await wecom.say(server.url, LIN, '一')
    await vi.waitFor(() => expect(server.errors).toHaveLength(1), 20_000)
    expect(wecom.sent).toEqual([])
    failsToStore = false
    await server.messaging!.pullAll()
    await hears(['答：一'])
    failsToKeep = false
    await wecom.say(server.url, LIN, '二')
    await hears(['答：一', '答：二'])
    expect(server.errors).toHaveLength(2)
  })

  it('is pulled by one server at a time', async () => {
    const { wecom, servers } = await start({ servers: 2, pullMs: 100 })
    const users = Array.from({ length: 12 }, (_, n) => `wm${n}`)
    for (const [n, user] of users.entries()) await wecom.say(servers[n % 2]!.url, user, user)
    await vi.waitFor(() => expect(wecom.sent).toHaveLength(12), 20_000)
    for (const user of users) expect(wecom.textsTo(user)).toEqual([`答：${user}`])
    expect(wecom.pulling.most).toBe(1)
    expect(wecom.pulling.count).toBeLessThanOrEqual(13)
  })

  it('finds what it was not told of, and answers nothing that was said before it was there', async () => {
    const { wecom, server, hears } = await start()
    wecom.write(
      'wmOld',
      { msgtype: 'text', text: { content: '昨天的' } },
      new Date(Date.now() - 24 * HOUR_MS),
    )
    wecom.write(LIN, { msgtype: 'text', text: { content: '刚才的' } })
    await server.messaging!.pullAll()
    await hears(['答：刚才的'])
    expect(wecom.textsTo('wmOld')).toEqual([])
  })

  it('greets who enters, once, with the code that the platform gives', async () => {
    const { wecom, server } = await start()
    wecom.enter(LIN)
    await wecom.tell(server.url)
    await vi.waitFor(() => expect(wecom.sent).toHaveLength(1), 20_000)
    expect(wecom.sent[0]).toMatchObject({ to: LIN, byCode: true })
    expect(wecom.sent[0]!.text).toMatch(/^您好，我是问法/)
    wecom.enter(LIN)
    await wecom.tell(server.url)
    await sleep(300)
    expect(wecom.sent).toHaveLength(1)
  })

  it('keeps a greeting that comes too late until the citizen writes', async () => {
    const { wecom, server, database } = await start()
    wecom.enter(LIN, 30_000)
    await wecom.tell(server.url)
    await vi.waitFor(async () => expect((await lastDelivery(database))[0]).toBe('held'), 20_000)
    await wecom.say(server.url, LIN, '老板欠薪')
    await vi.waitFor(() => expect(wecom.textsTo(LIN)).toHaveLength(2), 20_000)
    expect(wecom.sent.map(({ byCode }) => byCode)).toEqual([false, false])
  })

  it('says what it cannot read, and notes where the citizen is', async () => {
    const { wecom, server, database } = await start()
    const say = async (what: Record<string, unknown>, expected: RegExp) => {
      wecom.write(LIN, what)
      await wecom.tell(server.url)
      await vi.waitFor(() => expect(wecom.textsTo(LIN).at(-1)).toMatch(expected), 20_000)
    }
    await say({ msgtype: 'image', image: { media_id: 'm' } }, /看不了图片/)
    await say({ msgtype: 'voice', voice: { media_id: 'm' } }, /没有听清这段语音/)
    await say({ msgtype: 'file', file: { media_id: 'm' } }, /看不了文件/)
    await say({ msgtype: 'business_card', business_card: { userid: 'u' } }, /只看得懂文字/)
    const location = { latitude: 32, longitude: 118.8, name: '某小区', address: '江苏省南京市玄武区中山东路' }
    await say({ msgtype: 'location', location }, /记下了，您在江苏省南京市玄武区/)
    const [conversation] = await database.db.selectFrom('conversations').select('region_code').execute()
    expect(conversation?.region_code).toBe('320102')
  })

  it('stays silent in the state of an assistant while staff talk at our desk', async () => {
    const { wecom, server, hears, staffSays, conversationId, database } = await start()
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    const at = new Date().toISOString()
    const taken = {
      staff_id: 's1',
      staff_name: '王芳',
      taken_at: at,
      ends_at: new Date(Date.now() + HOUR_MS).toISOString(),
    }
    await database.db
      .insertInto('live_takeovers')
      .values({ conversation_id: await conversationId(), ...taken })
      .execute()
    await wecom.say(server.url, LIN, '有人吗')
    await staffSays('我在，请讲。')
    await hears(['答：老板欠薪', '我在，请讲。'])
    expect(wecom.stateOf(LIN)).toBe(1)
  })

  it('only reads while servicers of WeCom have the session, and holds what is for the citizen', async () => {
    let asked = 0
    const { wecom, server, hears, staffSays, database, conversationId } = await start({
      respond: async (input) => {
        asked++
        return scriptedResult(input)
      },
    })
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    for (const [state, words] of [
      [2, /待接入池/],
      [3, /接待人员正在接待/],
    ] as const) {
      wecom.setState(LIN, state)
      wecom.servicerWrites(LIN, '您好，我是李四')
      wecom.write(LIN, { msgtype: 'image', image: { media_id: 'm' } })
      const said = `对接待人员说的第${state}句`
      await wecom.say(server.url, LIN, said)
      // Until then what the platform said of the message before holds.
      await vi.waitFor(async () => {
        const timeline = await server.conversations.timeline(await conversationId(), 10)
        expect(timeline.at(-1)?.text).toBe(said)
      }, 20_000)
      await staffSays(`第${state}句`)
      await vi.waitFor(async () => {
        const [status, code, reason] = await lastDelivery(database)
        expect([status, code]).toEqual(['held', '95018'])
        expect(reason).toMatch(words)
      }, 20_000)
    }
    const timeline = await server.conversations.timeline(await conversationId(), 10)
    expect(timeline.map(({ text, reply }) => [text, reply?.outcome])).toEqual([
      ['老板欠薪', 'answered_from_sources'],
      ['对接待人员说的第2句', 'silent_elsewhere'],
      ['对接待人员说的第3句', 'silent_elsewhere'],
    ])
    await staffSays('再补充一句')
    await vi.waitFor(async () => expect((await lastDelivery(database))[2]).toMatch(/正在接待/), 20_000)
    expect(wecom.stateOf(LIN)).toBe(3)
    wecom.setState(LIN, 4)
    await wecom.say(server.url, LIN, '还有一个问题')
    await hears(['答：老板欠薪', '第2句', '第3句', '再补充一句', '答：还有一个问题'])
    expect([asked, wecom.stateOf(LIN)]).toEqual([2, 1])
  })

  it('tells staff where servicers of WeCom have the session, and that their answer waits', async () => {
    const { wecom, server, hears, database, conversationId } = await start()
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    const id = await conversationId()
    const message = await database.db.selectFrom('messages').select('id').executeTakeFirstOrThrow()
    const { number } = await server.tickets.openTicket({
      ...{ conversationId: id, messageId: message.id, reason: 'on_request', urgency: 'normal' },
      ...{ matter: 'labour', serviceLine: null, regionCode: null, summaryMasked: '欠薪' },
    })
    const client = createStaffClient(server)
    const member = await activeAccount(server, { name: '王芳', role: 'handler', officeId: null })
    await client.become(member)
    const staff = { kind: 'staff', id: member.id, name: '王芳' } as const
    const live = async () => {
      const { body } = await client.request('GET', '/api/desk/conversations')
      const [one] = body.conversations
      return [one.lastMessage, one.elsewhere]
    }
    await server.tickets.run(number, { kind: 'take' }, staff)
    expect(await live()).toEqual(['老板欠薪', false])

    wecom.setState(LIN, 3)
    await wecom.say(server.url, LIN, '对接待人员说的')
    await vi.waitFor(async () => expect(await live()).toEqual(['对接待人员说的', true]), 20_000)
    await server.tickets.run(number, { kind: 'reply', text: '可以仲裁。' }, staff)
    await vi.waitFor(async () => {
      const { undelivered } = (await client.request('GET', `/api/desk/tickets/${number}`)).body
      expect(undelivered).toEqual([
        expect.objectContaining({ status: 'held', code: '95018', reason: expect.stringContaining('只能看') }),
      ])
    }, 20_000)
    wecom.setState(LIN, 4)
    await wecom.say(server.url, LIN, '回来了')
    await vi.waitFor(async () => expect(await live()).toEqual(['回来了', false]), 20_000)
  })

  it('keeps to five messages after one of the citizen; the rest waits until they write again', async () => {
    const { wecom, server, hears, tell, database } = await start()
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    const at = new Date().toISOString()
    await tell(...[1, 2, 3, 4, 5, 6].map((n) => ({ kind: 'staff_message' as const, text: `第${n}句`, at })))
    await hears(['答：老板欠薪', '第1句', '第2句', '第3句', '第4句'])
    await vi.waitFor(async () => expect((await lastDelivery(database))[0]).toBe('held'), 20_000)
    await wecom.say(server.url, LIN, '还在吗')
    await vi.waitFor(
      () => expect(wecom.textsTo(LIN).slice(5)).toEqual(['第5句', '第6句', '答：还在吗']),
      20_000,
    )
  })

  it('keeps to 48 hours, and where the platform ends a session earlier', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const { wecom, server, hears, staffSays, database } = await start({ now: () => clock })
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    wecom.setState(LIN, 4)
    await staffSays('一')
    await vi.waitFor(
      async () => expect((await lastDelivery(database)).slice(0, 2)).toEqual(['held', '95013']),
      20_000,
    )
    await wecom.say(server.url, LIN, '在吗')
    await hears(['答：老板欠薪', '一', '答：在吗'])
    clock = new Date('2026-11-25T01:00:01Z')
    await staffSays('二')
    await vi.waitFor(async () => expect((await lastDelivery(database))[0]).toBe('held'), 20_000)
    expect(wecom.sent).toHaveLength(3)
  })

  it('asks with choices to press whether it helped, and takes what was pressed', async () => {
    const { wecom, server, hears, database } = await start()
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    const message = await database.db.selectFrom('messages').selectAll().executeTakeFirstOrThrow()
    const { number } = await server.tickets.openTicket({
      conversationId: message.conversation_id,
      messageId: message.id,
      reason: 'on_request',
      urgency: 'normal',
      matter: 'labour',
      serviceLine: null,
      regionCode: null,
      summaryMasked: '欠薪',
    })
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'take' }, staff)
    await server.tickets.run(number, { kind: 'reply', text: '可以申请劳动仲裁。' }, staff)
    await server.tickets.run(number, { kind: 'close', reason: '已答复' }, staff)
    await vi.waitFor(() => expect(wecom.sent).toHaveLength(3), 20_000)
    expect(wecom.sent[2]).toMatchObject({
      text: `工单 ${number} 已经办结。问题解决了吗？`,
      choices: ['解决了', '没有解决'],
    })
    await wecom.say(server.url, LIN, '没有解决', '2')
    await vi.waitFor(() => expect(wecom.textsTo(LIN)[3]).toMatch(/回访/), 20_000)
    const { satisfied } = await database.db
      .selectFrom('tickets')
      .select('satisfied')
      .executeTakeFirstOrThrow()
    expect(satisfied).toBe(0)
  })

  it('shows what the platform took and could not bring, with its reason', async () => {
    const { wecom, server, hears, database } = await start()
    await wecom.say(server.url, LIN, '老板欠薪')
    await hears(['答：老板欠薪'])
    await vi.waitFor(async () => expect((await lastDelivery(database))[0]).toBe('sent'), 20_000)
    wecom.reportFailed(LIN, wecom.sent[0]!.msgid, 10)
    await wecom.tell(server.url)
    await vi.waitFor(
      async () => expect(await lastDelivery(database)).toEqual(['failed', 'fail_type_10', '用户拒收']),
      20_000,
    )
  })

  it('does not show twice what arrived when the connection broke', async () => {
    const { wecom, server, database } = await start()
    wecom.loseAnswers(1)
    await wecom.say(server.url, LIN, '老板欠薪')
    await vi.waitFor(async () => expect((await lastDelivery(database))[0]).toBe('sent'), 20_000)
    expect(wecom.textsTo(LIN)).toEqual(['答：老板欠薪'])
  })

  it('goes on after a token has ended, and when the platform is busy', async () => {
    const { wecom, server, hears } = await start()
    wecom.failNext('/sync_msg', -1, 45033)
    await wecom.say(server.url, LIN, '一')
    await hears(['答：一'])
    wecom.endToken()
    wecom.failNext('/send_msg', -1, 45033)
    await wecom.say(server.url, LIN, '二')
    await hears(['答：一', '答：二'])
    expect(wecom.tokenCount()).toBe(2)
    wecom.failNext('/sync_msg', 95007)
    await wecom.say(server.url, LIN, '三')
    await hears(['答：一', '答：二', '答：三'])
  })

  it('is shown as failed where trying again cannot help', async () => {
    const { wecom, server, database } = await start()
    wecom.failNext('/send_msg', 95000)
    await wecom.say(server.url, LIN, '一')
    await vi.waitFor(
      async () => expect((await lastDelivery(database)).slice(0, 2)).toEqual(['failed', '95000']),
      20_000,
    )
  })

  it('refuses what is forged, replayed or plain, and pulls nothing for it', async () => {
    const { wecom, address } = await start()
    const fields = { CreateTime: 1, MsgType: 'event', Event: 'kf_msg_or_event', Token: 't', OpenKfId: 'wk' }
    const good = wecom.callback(fields)
    const other = new URLSearchParams(good.query)
    other.set('msg_signature', '0'.repeat(40))
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>'
    expect({
      forged: await wecom.post(address, { ...good, query: other }),
      altered: await wecom.post(address, {
        ...good,
        body: good.body.replace(/(?<=Encrypt><!\[CDATA\[)./, (first) => (first === 'A' ? 'B' : 'A')),
      }),
      replayed: await wecom.post(address, wecom.callback(fields, Date.now() - 6 * 60_000)),
      plain: await wecom.post(address, { ...good, body: '<xml><Event>kf_msg_or_event</Event></xml>' }),
      bomb: await wecom.post(address, { ...good, body: bomb }),
      noXml: await wecom.post(address, { ...good, body: '{}' }),
      unsealedCheck: (await fetch(`${address}?echostr=x`)).status,
    }).toEqual({
      forged: 403,
      altered: 403,
      replayed: 403,
      plain: 403,
      bomb: 400,
      noXml: 400,
      unsealedCheck: 403,
    })
    expect(wecom.pulling.count).toBe(0)
  })

  it('tells what is wrong with a set-up', async () => {
    const { wecom, servers } = await start()
    const [channel] = servers[0]!.messaging!.channels
    expect(await channel!.check()).toEqual([])
    wecom.failNext('/account/list', 48002)
    expect(await channel!.check()).toEqual([expect.stringContaining('没有接口权限')])
  })
})
