import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDingtalkChannel } from '../../channels/dingtalk/dingtalk-channel.js'
import { createSharedValues, removeExpiredValues } from '../../channels/shared-values.js'
import { smsSettings } from '../../channels/sms/sms-settings.js'
import { createTextWaiting } from '../../channels/sms/text-waiting.js'
import { testDatabases } from '../../storage/test-database.js'
import { startTestServer, testDataKey } from '../http-test-server.js'
import { startDingtalk } from './dingtalk-stand-in.js'
import { startSmsGateway } from './sms-gateway.js'

const JSON_BODY = '{"mobile":"{phone}","template":"SMS_1","params":{"number":"{number}"}}'
const STAFF = { kind: 'staff', id: 's1', name: '王芳' } as const
const MINUTES = 60_000
const HOURS = 60 * MINUTES

describe.each(testDatabases())('text messages that tell of an answer on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  /** A citizen whom DingTalk lets nobody write to any more, with a ticket. Nine in the morning in China. */
  async function start({ contact = '138 1234-5678' as string | null, body = JSON_BODY } = {}) {
    let clock = new Date('2026-11-23T01:00:00Z')
    const now = () => clock
    const database = await open()
    closing.push(() => database.drop())
    const dingtalk = await startDingtalk({ now })
    closing.push(() => dingtalk.close())
    const gateway = await startSmsGateway(body)
    closing.push(() => gateway.close())
    const server = await startTestServer({
      database,
      now,
      channels: (deps) => [
        createDingtalkChannel(dingtalk.settings, { ...deps, values: createSharedValues(deps, 'dingtalk') }),
      ],
    })
    closing.push(() => server.close())
    const lines: string[] = []
    const createJob = () =>
      createTextWaiting({
        db: database.db,
        transact: database.transact,
        dataKey: testDataKey,
        conversations: server.conversations,
        settings: gateway.settings,
        now,
        randomBytes,
        onError: (error, subject) => lines.push(`${subject}: ${(error as Error).message}`),
        log: (line) => lines.push(line),
      })
    await dingtalk.say(server.url, null, '老板欠薪')
    await vi.waitFor(() => expect(dingtalk.shownTo('with stranger')).toEqual(['答：老板欠薪']), 20_000)
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
      contact,
      consent: { noticeVersion: 'test', byGuardian: false },
    })
    const pass = (ms: number) => {
      clock = new Date(clock.getTime() + ms)
    }
    const undelivered = async () =>
      (await database.db.selectFrom('deliveries').select('status').execute()).filter(
        ({ status }) => status === 'held' || status === 'failed',
      ).length
    async function reply(text: string) {
      const waiting = await undelivered()
      await server.tickets.run(number, { kind: 'reply', text }, STAFF)
      await vi.waitFor(async () => expect(await undelivered()).toBe(waiting + 1), 20_000)
    }
    pass(91 * MINUTES)
    await reply('可以申请劳动仲裁。')
    return {
      dingtalk,
      database,
      now,
      server,
      gateway,
      number,
      pass,
      reply,
      lines,
      textWaiting: createJob(),
      createJob,
    }
  }

  it('are sent after a day, once, without the answer, and with the number masked in what is logged', async () => {
    const { gateway, number, pass, lines, textWaiting, createJob } = await start()
    pass(23 * HOURS)
    await textWaiting()
    expect(gateway.taken).toEqual([])
    pass(1 * HOURS)
    await Promise.all([textWaiting(), createJob()()])
    const body = `{"mobile":"13812345678","template":"SMS_1","params":{"number":"${number}"}}`
    expect(gateway.taken).toEqual([{ type: 'application/json; charset=utf-8', body }])
    for (let day = 0; day < 9; day++) {
      pass(24 * HOURS)
      await textWaiting()
    }
    expect(gateway.taken).toHaveLength(1)
    expect(lines).toEqual([`Told 138****5678 by text message that an answer waits on ticket ${number}`])
  })

  it('tell of several answers of a day once, and of a later one again', async () => {
    const { gateway, pass, reply, textWaiting } = await start()
    pass(1 * HOURS)
    await reply('再补充一点。')
    pass(25 * HOURS)
    await textWaiting()
    await reply('还有一点。')
    pass(1 * HOURS)
    await textWaiting()
    expect(gateway.taken).toHaveLength(1)
    pass(23 * HOURS)
    await textWaiting()
    expect(gateway.taken).toHaveLength(2)
  })

  it('go to nobody who has read the answer, left no mobile number, or sleeps', async () => {
    const read = await start()
    await read.dingtalk.say(read.server.url, null, '看答复')
    await vi.waitFor(() => expect(read.dingtalk.shownTo('with stranger')).toHaveLength(3), 20_000)
    read.pass(25 * HOURS)
    await read.textWaiting()
    expect(read.gateway.requestCount()).toBe(0)
    for (const contact of [null, '025-83591234']) {
      const without = await start({ contact })
      without.pass(25 * HOURS)
      await without.textWaiting()
      expect(without.gateway.requestCount()).toBe(0)
    }
    const asleep = await start()
    asleep.pass(36 * HOURS)
    await asleep.textWaiting()
    expect(asleep.gateway.requestCount()).toBe(0)
    asleep.pass(10 * HOURS)
    await asleep.textWaiting()
    expect(asleep.gateway.taken).toHaveLength(1)
  })

  it('are tried soon again where the gateway was busy, and on the next day where nobody knows or it refused', async () => {
    const { gateway, number, pass, lines, textWaiting } = await start()
    pass(24 * HOURS)
    gateway.failNext(503, 'break')
    await textWaiting()
    await textWaiting()
    await textWaiting()
    expect([gateway.requestCount(), gateway.taken]).toEqual([2, []])
    pass(24 * HOURS)
    gateway.failNext('wrong')
    await textWaiting()
    await textWaiting()
    expect([gateway.requestCount(), gateway.taken]).toEqual([3, []])
    pass(24 * HOURS)
    gateway.failNext(403)
    await textWaiting()
    pass(24 * HOURS)
    await textWaiting()
    await textWaiting()
    expect([gateway.requestCount(), gateway.taken.length]).toEqual([5, 1])
    expect(lines[0]).toBe(`text message on ticket ${number}: HTTP 503`)
    expect(lines.join('\n')).toContain('138****5678')
    expect(lines.join('\n')).not.toContain('13812345678')
  })

  it('are forgotten when they can be of no answer any more', async () => {
    const { database, pass, textWaiting, now } = await start()
    pass(24 * HOURS)
    await textWaiting()
    const values = createSharedValues({ db: database.db, dataKey: testDataKey, now }, 'wecom-kf')
    await values.set('cursor', 'c')
    await values.set('token', 't', new Date(now().getTime() + 17 * 24 * HOURS))
    const names = async () =>
      (await database.db.selectFrom('channel_values').select('channel').orderBy('channel').execute()).map(
        ({ channel }) => channel,
      )
    pass(15 * 24 * HOURS)
    await removeExpiredValues({ db: database.db, now })
    expect(await names()).toEqual(['wecom-kf', 'wecom-kf'])
    pass(3 * 24 * HOURS)
    await removeExpiredValues({ db: database.db, now })
    expect(await names()).toEqual(['wecom-kf'])
    expect(await values.get('cursor')).toBe('c')
  })

  it('are forms where the template is one', async () => {
    const { gateway, number, pass, textWaiting } = await start({ body: 'mobile={phone}&number={number}' })
    pass(24 * HOURS)
    await textWaiting()
    const type = 'application/x-www-form-urlencoded; charset=utf-8'
    expect(gateway.taken).toEqual([{ type, body: `mobile=13812345678&number=${number}` }])
  })
})

describe('the settings of text messages', () => {
  it.each([
    ['SMS_BODY', '{"mobile":"{phone}"', 'JSON'],
    ['SMS_BODY', '{"mobile":"1"}', '{phone}'],
    ['SMS_HEADERS', 'Authorization: x', 'JSON'],
    ['SMS_HEADERS', '{"a":"b\\nc"}', 'JSON'],
    ['SMS_URL', 'ftp://x', '网址'],
    ['SMS_AFTER_HOURS', '0', '1'],
  ])('say what is wrong with %s=%s', (name, value, told) => {
    const good = { SMS_URL: 'https://sms.example', SMS_BODY: 'mobile={phone}' }
    expect(smsSettings.safeParse(good).success).toBe(true)
    expect(smsSettings.safeParse({ ...good, [name]: value }).error?.issues[0]?.message).toContain(told)
  })
})
