import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { testDatabases } from '../../storage/test-database.js'
import { scriptedResult } from '../http-test-server.js'
import { deliveriesIn, LIN, startWithWechat, type WechatServerOptions } from './start-with-wechat.js'

describe.each(testDatabases())('what WeChat lets an account send, on $name', ({ name, open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  const start = async (options?: WechatServerOptions) => {
    const started = await startWithWechat(open, closing, options)
    /** Of every message to the citizen, in order: how it stands, and the platform's code. */
    const states = async () =>
      (await deliveriesIn(started.database)).map(({ status, code }) => (code ? `${status} ${code}` : status))
    return { ...started, states }
  }
  type Started = Awaited<ReturnType<typeof start>>
  const shown = ({ wechat }: Started) => wechat.sent.map(({ text }) => text)

  it('is five messages after one of the citizen; the rest waits until they write again', async () => {
    const started = await start()
    const { wechat, server, staffSay, states } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    await staffSay(...Array.from({ length: 7 }, (_, n) => `第${n + 1}句`))
    await vi.waitFor(async () => expect((await states()).slice(-2)).toEqual(['held', 'held']), 20_000)
    expect(shown(started)).toHaveLength(5)
    expect(await wechat.say(server.url, LIN, '还在吗')).toBe('第6句\n\n第7句\n\n答：还在吗')
    expect(shown(started)).toHaveLength(5)
  })

  it.each([
    ['a button', { Event: 'CLICK', EventKey: '怎么申请法律援助' }],
    ['following', { Event: 'subscribe', EventKey: '' }],
    ['a scan', { Event: 'SCAN', EventKey: '123' }],
  ])('is three messages within a minute after %s', async (_, fields) => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const started = await start({ now: () => clock })
    const { wechat, server, staffSay, states } = started
    await wechat.act(server.url, LIN, { MsgType: 'event', ...fields })
    await staffSay('一', '二', '三', '四')
    await vi.waitFor(
      async () => expect((await states()).slice(1)).toEqual(['sent', 'sent', 'sent', 'held']),
      20_000,
    )
    clock = new Date('2026-11-23T02:00:00Z')
    await wechat.act(server.url, LIN, { MsgType: 'event', ...fields })
    clock = new Date('2026-11-23T02:01:01Z')
    await staffSay('五')
    await vi.waitFor(async () => expect((await states()).at(-1)).toBe('held'), 20_000)
    expect(shown(started).sort()).toEqual(['一', '三', '二'])
  })

  it('takes nothing from what a message allows when a button is pressed after it', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const started = await start({ now: () => clock })
    const { wechat, server, staffSay } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    await wechat.act(server.url, LIN, { MsgType: 'event', Event: 'CLICK', EventKey: '怎么申请法律援助' })
    clock = new Date('2026-11-23T03:00:00Z')
    await staffSay('一', '二', '三', '四')
    await vi.waitFor(() => expect(shown(started)).toEqual(['一', '二', '三', '四']), 20_000)
  })

  it('is nothing after coordinates but in the response', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const started = await start({ now: () => clock })
    const { wechat, server, staffSay, states } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    clock = new Date('2026-11-25T01:00:01Z')
    await staffSay('可以仲裁。')
    await vi.waitFor(async () => expect((await states()).at(-1)).toBe('held'), 20_000)
    const fields = { MsgType: 'event', Event: 'LOCATION', Latitude: '32.05', Longitude: '118.79' }
    expect(await wechat.tellPlace(server.url, LIN, fields)).toMatch(/^可以仲裁。\n\n.*您在哪个县/)
    expect(shown(started)).toEqual([])
  })

  it('ends after 48 hours; a template message tells that something waits, one a day', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const template = { id: 'tpl', fields: { thing1: '您的咨询有新答复，请回复任意内容查看' } }
    const started = await start({ now: () => clock, template })
    const { wechat, server, staffSay } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    clock = new Date('2026-11-25T01:00:01Z')
    await staffSay('可以申请仲裁。')
    await vi.waitFor(() => expect(wechat.templates).toHaveLength(1), 20_000)
    await staffSay('请带身份证。')
    await sleep(300)
    expect([shown(started), wechat.templates.length]).toEqual([[], 1])
    clock = new Date('2026-11-26T01:00:02Z')
    await vi.waitFor(() => expect(wechat.templates).toHaveLength(2), 20_000)
    await sleep(300)
    expect(wechat.templates).toHaveLength(2)
    expect(await wechat.say(server.url, LIN, '看答复')).toMatch(/^可以申请仲裁。\n\n请带身份证。/)
  })

  it('says to staff of what waits that the citizen did not get the notice either, and why', async () => {
    let clock = new Date('2026-11-23T01:00:00Z')
    const template = { id: 'tpl', fields: { thing1: '您的咨询有新答复' } }
    const started = await start({ now: () => clock, template })
    const { wechat, server, staffSay, states } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    clock = new Date('2026-11-25T01:00:01Z')
    await staffSay('可以申请仲裁。')
    await vi.waitFor(() => expect(wechat.templates).toHaveLength(1), 20_000)
    const report = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: '1' }
    await sleep(200)
    await wechat.tellPlace(server.url, LIN, { ...report, Status: 'success' })
    expect((await states()).at(-1)).toBe('held')
    await wechat.tellPlace(server.url, LIN, { ...report, Status: 'failed:user block' })
    expect((await states()).at(-1)).toBe('held failed:user block')
    expect(await wechat.say(server.url, LIN, '在吗')).toBe('可以申请仲裁。\n\n答：在吗')
  })

  it('says of a message that the platform reports to have arrived that it has', async () => {
    const { wechat, server, staffSay, states, database } = await start()
    await wechat.say(server.url, LIN, '老板欠薪')
    await staffSay('可以申请仲裁。')
    await vi.waitFor(async () => expect((await states()).at(-1)).toBe('sent'), 20_000)
    // WeChat numbers only messages by template, and reports on these.
    await database.db
      .updateTable('deliveries')
      .set({ platform_id: '77' })
      .where('status', '=', 'sent')
      .execute()
    const report = { MsgType: 'event', Event: 'TEMPLATESENDJOBFINISH', MsgID: '77', Status: 'success' }
    await wechat.tellPlace(server.url, LIN, report)
    await vi.waitFor(async () => expect((await states()).at(-1)).toBe('delivered'), 20_000)
  })

  it.each([45015, 45047])('is believed to WeChat itself where it knows better (%i)', async (code) => {
    const started = await start()
    const { wechat, server, staffSay, states } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    wechat.failNext(code)
    await staffSay('一', '二')
    await vi.waitFor(
      async () => expect((await states()).slice(1)).toEqual([`held ${code}`, `held ${code}`]),
      20_000,
    )
    expect(await wechat.say(server.url, LIN, '在吗')).toBe('一\n\n二\n\n答：在吗')
    expect(shown(started)).toEqual([])
  })

  it('is nothing where the account may not write (48001): the answer comes with the next message', async () => {
    const started = await start({
      mayNotWrite: true,
      respond: async (input) => {
        if (input.text === '老板欠薪') await sleep(4500)
        return scriptedResult(input)
      },
    })
    const { wechat, server, states } = started
    expect(await wechat.say(server.url, LIN, '老板欠薪')).toMatch(/^正在为您查找/)
    await vi.waitFor(async () => expect(await states()).toEqual(['held 48001']), 20_000)
    expect(await wechat.say(server.url, LIN, '好了吗')).toBe('答：老板欠薪\n\n答：好了吗')
    expect(shown(started)).toEqual([])
  })

  it('is tried again when WeChat is busy, in order, each once', async () => {
    const started = await start()
    const { wechat, server, staffSay } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    wechat.failNext(-1, -1)
    await staffSay('一', '二')
    await vi.waitFor(() => expect(shown(started)).toEqual(['一', '二']), 20_000)
  })

  it.skipIf(name !== 'SQLite')('is tried again when WeChat does not answer', async () => {
    const started = await start()
    const { wechat, server, staffSay } = started
    await wechat.say(server.url, LIN, '老板欠薪')
    wechat.hangNext(1)
    await staffSay('一')
    await vi.waitFor(() => expect(shown(started)).toEqual(['一']), 20_000)
  })

  it('is shown as failed where trying again cannot help', async () => {
    const { wechat, server, staffSay, states } = await start()
    await wechat.say(server.url, LIN, '老板欠薪')
    wechat.failNext(43004)
    await staffSay('一')
    await vi.waitFor(async () => expect((await states()).at(-1)).toBe('failed 43004'), 20_000)
  })
})
