import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { openTestExchange, type ScriptedPlatform, startScriptedPlatform } from './test-exchange.js'

const MINUTE_MS = 60_000

describe.each(testDatabases())('delivery on $name', ({ open }) => {
  let database: TestDatabase
  let platform: ScriptedPlatform
  let here: ReturnType<typeof openTestExchange>
  let clock: number
  const now = () => new Date(clock)
  beforeEach(async () => {
    clock = Date.parse('2026-11-28T04:00:00Z')
    database = await open()
    platform = await startScriptedPlatform(now)
    here = openTestExchange(database, platform.url, now)
  })
  afterEach(async () => {
    await platform.stop()
    await database.drop()
  })

  const told = () =>
    platform.received.map(({ ticketNumber, seq, kind }) => `${ticketNumber.slice(-1)}.${seq} ${kind}`)

  /** Lets time pass, minutes in steps of five seconds. @returns how often it tried */
  async function pass(ms: number): Promise<number> {
    let tried = 0
    const stepMs = ms > MINUTE_MS ? 5000 : 1000
    for (const end = clock + ms; clock < end; clock += stepMs) tried += await here.deliverWaiting()
    return tried
  }

  it('tells what happened to a ticket, without personal data', async () => {
    const { number } = await here.openTicket('我叫张三，13800138000，老板欠薪')
    await here.work(number, { kind: 'reply', text: '请带身份证来，电话 13900139000' })
    await here.work(number, { kind: 'close', reason: '已答复' })
    expect(await here.deliverWaiting()).toBe(3)
    expect(told()).toEqual(['1.1 opened', '1.2 replied', '1.3 closed'])
    expect(platform.received[0]).toMatchObject({
      ticketNumber: '2026-1128-0001',
      actor: { kind: 'bot', name: '问法' },
      ticket: { status: 'waiting', matter: 'labour', reason: 'on_request', urgency: 'normal' },
      citizenMessages: [{ text: '我叫张三，[电话1]，老板欠薪' }],
    })
    expect(platform.received[1]).toMatchObject({
      actor: { kind: 'staff', name: '王芳' },
      data: { text: '请带身份证来，电话 [电话1]' },
      ticket: { status: 'answered' },
    })
    expect(await here.deliverWaiting()).toBe(0)
  })

  it('writes nothing for a ticket that was not opened after all', async () => {
    await here.openTicket()
    const before = await database.db.selectFrom('exchange_outbox').selectAll().execute()
    await expect(
      database.transact(async (trx) => {
        await here.tickets.apply(
          trx,
          '2026-1128-0001',
          { kind: 'reply', text: '好' },
          { kind: 'staff', id: null, name: '王芳' },
        )
        throw new Error('the disk is full')
      }),
    ).rejects.toThrow('the disk is full')
    expect(await database.db.selectFrom('exchange_outbox').selectAll().execute()).toEqual(before)
  })

  it('waits out an hour in which nobody answers, and then delivers all in order', async () => {
    const { url } = platform
    await platform.stop()
    await here.openTicket()
    await here.openTicket()
    const tried = await pass(60 * MINUTE_MS)
    // Doubled from one second to five minutes: some twenty times, not 3600.
    expect(tried).toBeGreaterThan(10)
    expect(tried).toBeLessThan(30)
    expect(await here.exchange.status()).toMatchObject({ waiting: 2, dead: 0, lastError: 'ECONNREFUSED' })
    platform = await startScriptedPlatform(now)
    here = openTestExchange(database, platform.url, now)
    expect(url).not.toBe(platform.url)
    await pass(11 * MINUTE_MS)
    expect(told().sort()).toEqual(['1.1 opened', '2.1 opened'])
    expect(await here.exchange.status()).toMatchObject({ waiting: 0, dead: 0, failures: 0 })
  })

  it('keeps the order of all messages while one is tried again', async () => {
    const first = await here.openTicket()
    await here.openTicket()
    await here.work(first.number, { kind: 'reply', text: '好' })
    let failures = 3
    platform.behave = () => (failures-- > 0 ? { status: 500 } : { status: 200 })
    await pass(MINUTE_MS)
    expect(told()).toEqual(['1.1 opened', '2.1 opened', '1.2 replied'])
  })

  it.each([
    ['a slow answer', 'hang'],
    ['a connection that is cut', 'cut'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['an answer without end', { status: 200, body: 'x'.repeat(100_000) }],
    ['a wrong signature, as they see it', { status: 401 }],
  ] as const)('tries again after %s', async (_, fault) => {
    await here.openTicket()
    let faults = 1
    platform.behave = () => (faults-- > 0 ? fault : { status: 200 })
    expect(await here.deliverNext()).toMatchObject({ status: 'failed' })
    clock += 1000
    expect(await here.deliverNext()).toMatchObject({ status: 'delivered' })
    expect(new Set(platform.received.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('sends the same message again when it cannot know that it has arrived', async () => {
    await here.openTicket()
    let cuts = 1
    platform.behave = () => (cuts-- > 0 ? 'take-and-cut' : { status: 200 })
    await pass(5000)
    expect(platform.received).toHaveLength(2)
    expect(platform.received[1]).toEqual(platform.received[0])
  })

  it.each([
    ['seconds', () => '90'],
    ['a date', () => new Date(clock + 90_000).toUTCString()],
  ])('comes back when it is asked to, in %s', async (_, header) => {
    await here.openTicket()
    platform.behave = () => ({ status: 429, headers: { 'retry-after': header() } })
    await here.deliverNext()
    platform.behave = () => ({ status: 200 })
    clock += 89_000
    expect(await here.deliverNext()).toMatchObject({ status: 'nothing' })
    clock += 1000
    expect(await here.deliverNext()).toMatchObject({ status: 'delivered' })
  })

  it('puts aside what is refused, holds what follows of its ticket, and lets others go on', async () => {
    const bad = await here.openTicket()
    platform.behave = ({ ticketNumber }) =>
      ticketNumber === bad.number ? { status: 422, body: '{"error":"摘要不能为空"}' } : { status: 200 }
    await here.work(bad.number, { kind: 'reply', text: '好' })
    for (let i = 0; i < 4; i++) {
      await here.openTicket()
      await pass(5 * MINUTE_MS)
    }
    expect(told()).toEqual(['2.1 opened', '3.1 opened', '4.1 opened', '5.1 opened'])
    const [letter, ...others] = await here.exchange.deadLetters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({
      ticketNumber: bad.number,
      kind: 'opened',
      held: 1,
      lastError: 'HTTP 422: {"error":"摘要不能为空"}',
    })
    expect(await pass(10 * MINUTE_MS)).toBe(0)

    platform.behave = () => ({ status: 200 })
    await expect(here.exchange.resend(['nothing-like-it'], null)).rejects.toThrow('There is no dead letter')
    expect(await here.exchange.resend([letter!.messageId], 's_wang')).toBe(1)
    expect(await here.audit.list({ limit: 1 })).toMatchObject([
      { actorId: 's_wang', action: 'exchange.resend', details: { messageId: letter!.messageId } },
    ])
    await pass(MINUTE_MS)
    expect(told().slice(-2)).toEqual(['1.1 opened', '1.2 replied'])
    expect(await here.exchange.deadLetters()).toEqual([])
    expect(await here.exchange.resend('all', null)).toBe(0)
  })

  it('goes on without a dead letter that staff skip, says so in its place, and writes down who and why', async () => {
    const bad = await here.openTicket()
    await here.work(bad.number, { kind: 'reply', text: '好' })
    platform.behave = ({ kind, ticketNumber }) =>
      kind === 'opened' && ticketNumber === bad.number ? { status: 422 } : { status: 200 }
    await here.openTicket()
    await pass(20 * MINUTE_MS)
    await here.openTicket()
    await pass(20 * MINUTE_MS)
    const [letter] = await here.exchange.deadLetters()
    await expect(here.exchange.skip('nothing-like-it', '试', null)).rejects.toThrow('no dead letter')
    const reason = '对方说不用，13800138000'
    expect(await here.exchange.skip(letter!.messageId, reason, null)).toMatchObject({
      ...{ ticketNumber: bad.number, kind: 'opened', seq: 1, replaced: true },
    })
    await pass(MINUTE_MS)
    expect(told().slice(-2)).toEqual(['1.1 skipped', '1.2 replied'])
    expect(platform.received.at(-2)).toMatchObject({
      data: { reason: '对方说不用，[电话1]' },
      ticket: { status: 'waiting' },
    })
    expect(platform.received.at(-2)!.messageId).not.toBe(letter!.messageId)
    expect(platform.received.at(-2)).not.toHaveProperty('citizenMessages')
    const [entry] = await here.audit.list({ limit: 1 })
    expect(entry).toMatchObject({
      ...{ action: 'exchange.skip', subject: bad.number },
      details: { messageId: letter!.messageId, kind: 'opened', seq: 1, reason: '对方说不用，[电话1]' },
    })
    await expect(here.exchange.skip(letter!.messageId, '再', null)).rejects.toThrow('no dead letter')
  })

  it('leaves a gap where the word that a message was skipped is refused and skipped too', async () => {
    const bad = await here.openTicket()
    await here.work(bad.number, { kind: 'reply', text: '好' })
    platform.behave = ({ seq, ticketNumber }) =>
      seq === 1 && ticketNumber === bad.number ? { status: 422 } : { status: 200 }
    for (const replaced of [true, false]) {
      await here.openTicket()
      await pass(20 * MINUTE_MS)
      await here.openTicket()
      await pass(20 * MINUTE_MS)
      const [letter] = await here.exchange.deadLetters()
      expect(await here.exchange.skip(letter!.messageId, '对方停用', null)).toMatchObject({ replaced })
    }
    await pass(MINUTE_MS)
    expect(told().at(-1)).toBe('1.2 replied')
    expect(await here.exchange.status()).toMatchObject({ waiting: 0, dead: 0 })
  })

  it('gives a message up that fails for a day, with nothing else to compare', async () => {
    await here.openTicket()
    platform.behave = () => ({ status: 500 })
    for (let hours = 0; hours < 24; hours++) {
      expect((await here.exchange.status()).dead).toBe(0)
      for (let i = 0; i < 12; i++) {
        clock += 5 * MINUTE_MS
        await here.deliverWaiting()
      }
    }
    clock += 10 * MINUTE_MS
    await here.deliverWaiting()
    expect(await here.exchange.status()).toMatchObject({ waiting: 0, dead: 1, lastError: 'HTTP 500: {}' })
  })

  it('takes over from a process that was killed, after its claim has ended', async () => {
    await here.openTicket()
    platform.behave = () => 'hang'
    // Nobody waits for it: as if its process were gone.
    const dead = here.deliverNext().catch(() => {})
    while (platform.requests === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    platform.behave = () => ({ status: 200 })
    const other = await openDatabase(database)
    const beside = openTestExchange(other, platform.url, now)
    expect(await beside.deliverNext()).toEqual({ status: 'nothing', until: new Date(clock + 600) })
    clock += 600
    expect(await beside.deliverNext()).toMatchObject({ status: 'delivered' })
    await dead
    expect(await here.exchange.status()).toMatchObject({ waiting: 0, failures: 0 })
    expect(platform.received).toHaveLength(1)
    await other.close()
  })

  it('sends one message at a time, each once, from two processes', async () => {
    const other = await openDatabase(database)
    const beside = openTestExchange(other, platform.url, now)
    const tickets = []
    for (let i = 0; i < 10; i++) tickets.push(await here.openTicket())
    platform.behave = () => ({ status: 200, afterMs: 3 })
    const work = async (side: typeof here) => {
      while (platform.received.length < 20) {
        const { status } = await side.deliverNext()
        if (status === 'nothing') await new Promise((resolve) => setTimeout(resolve, 2))
      }
    }
    const replying = (async () => {
      for (const { number } of tickets) await beside.work(number, { kind: 'reply', text: '好' })
    })()
    await Promise.all([work(here), work(here), work(beside), replying])
    await other.close()
    expect(platform.mostAtOnce).toBe(1)
    expect(new Set(platform.received.map(({ messageId }) => messageId)).size).toBe(20)
    expect(platform.received).toHaveLength(20)
    for (const { number } of tickets) {
      const seqs = platform.received
        .filter(({ ticketNumber }) => ticketNumber === number)
        .map(({ seq }) => seq)
      expect(seqs).toEqual([1, 2])
    }
  })

  it('signs with the newest key, which the other side must know', async () => {
    const newer = { id: 'k2', secret: 'another secret of thirty-two bytes' }
    const rotated = openTestExchange(database, platform.url, now, { keys: [newer, ...platform.keys] })
    await rotated.openTicket()
    expect(await rotated.deliverNext()).toMatchObject({ status: 'failed' })
    platform.keys = [...platform.keys, newer]
    clock += 1000
    expect(await rotated.deliverNext()).toMatchObject({ status: 'delivered' })
  })
})
