import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createConversations } from '../../bot/conversations.js'
import { storeOffices } from '../../knowledge/ingest/store-offices.js'
import type { ParsedOffice } from '../../knowledge/parse-offices.js'
import { createDataKey } from '../../storage/data-key.js'
import { openDatabase } from '../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import type { TicketActor } from './ticket-command.js'
import { TicketChangedError } from './ticket-errors.js'
import { createTickets, type Tickets } from './tickets.js'

const dataKey = createDataKey(Buffer.alloc(32, 1))
const fang: TicketActor = { kind: 'staff', id: 's1', name: '王芳' }
const office = (name: string, level: ParsedOffice['level'], regionCode: string, parent: string | null) => ({
  ...{ name, level, regionCode, parent, address: '', phone: '', hours: '工作日 9:00-17:30' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})

describe.each(testDatabases())('deadlines on $name', ({ open }) => {
  let database: TestDatabase
  let tickets: Tickets
  let clock: Date
  const faults: unknown[] = []
  const now = () => clock
  const over = (db: Pick<TestDatabase, 'db' | 'transact'>) => {
    const conversations = createConversations({ ...db, dataKey, mask: (text) => text, now, randomBytes })
    return { conversations, tickets: createTickets({ ...db, dataKey, conversations, now }) }
  }
  beforeEach(async () => {
    faults.length = 0
    database = await open()
    await database.db
      .transaction()
      .execute((trx) =>
        storeOffices(trx, [
          office('示例省中心', 'province', '320000', null),
          office('示例市中心', 'city', '320100', '示例省中心'),
          office('示例区中心', 'county', '320102', '示例市中心'),
        ]),
      )
    tickets = over(database).tickets
  })
  afterEach(async () => {
    await database.drop()
    expect(faults).toEqual([])
  })

  /** @param china instant as a clock in China shows it */
  const goTo = (china: string) => {
    clock = new Date(`${china.replace(' ', 'T')}:00+08:00`)
  }
  const run = () => tickets.runDeadlines((error) => faults.push(error))
  /** As a server does all the time. */
  async function runUntil(china: string) {
    const end = new Date(`${china.replace(' ', 'T')}:00+08:00`)
    while (clock < end) {
      clock = new Date(Math.min(clock.getTime() + 30 * 60_000, end.getTime()))
      await run()
    }
  }
  async function opened(urgency: 'normal' | 'urgent' = 'normal', regionCode: string | null = '320102') {
    const { conversations } = over(database)
    const { id } = await conversations.create({ channel: 'web' })
    const accepted = await conversations.accept({ conversationId: id, clientMessageId: 'm1', text: '欠薪' })
    if (accepted.status !== 'new') throw new Error(accepted.status)
    return tickets.openTicket({
      ...{
        conversationId: id,
        messageId: accepted.messageId,
        reason: 'on_request',
        urgency,
        matter: 'labour',
      },
      ...{ serviceLine: null, regionCode, summaryMasked: '欠薪' },
    })
  }
  async function history(id: string) {
    const events = await tickets.eventsOf(id)
    return events.map(({ kind, payload, at }) => {
      const time = new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(5, 16)
      if (kind === 'reminded') return `${time} ${payload.deadline} ${payload.share}`
      return kind === 'escalated' ? `${time} ${payload.deadline} up to ${payload.level}` : `${time} ${kind}`
    })
  }

  it('reminds at half and at four fifths, goes up at the end and on up, in working time', async () => {
    goTo('2026-09-30 16:00')
    const { id, number } = await opened()
    await runUntil('2026-10-09 17:30')
    expect(await history(id)).toEqual([
      '09-30 16:00 opened',
      // Four hours of work: an hour and a half before the holidays, the rest after them.
      '10-08 09:30 first_response 0.5',
      '10-08 11:00 first_response 0.8',
      '10-08 11:30 first_response up to city',
      '10-08 15:30 first_response up to province',
    ])
    expect((await tickets.list({ overdue: true })).tickets).toMatchObject([{ number, level: 'province' }])
  })

  it('is urgent round the clock', async () => {
    goTo('2026-10-01 23:50')
    const { id } = await opened('urgent')
    for (const time of ['2026-10-02 00:04', '2026-10-02 00:05', '2026-10-02 00:14', '2026-10-02 00:20']) {
      goTo(time)
      await run()
    }
    expect(await history(id)).toEqual([
      '10-01 23:50 opened',
      '10-02 00:05 first_response 0.5',
      '10-02 00:14 first_response 0.8',
      '10-02 00:20 first_response up to city',
    ])
  })

  it("stands in nobody's way by reminding, but does by going up", async () => {
    goTo('2026-11-24 10:00')
    const [reminded, late] = [await opened(), await opened()]
    await runUntil('2026-11-24 13:00')
    await tickets.run(reminded.number, { kind: 'take' }, fang, { version: 1 })
    await runUntil('2026-11-24 14:00')
    await expect(tickets.run(late.number, { kind: 'take' }, fang, { version: 2 })).rejects.toThrow(
      TicketChangedError,
    )
    expect((await history(late.id)).at(-1)).toContain('up to city')
  })

  it('is quiet about what was answered, closed or is waiting for the citizen', async () => {
    goTo('2026-11-24 10:00')
    const [answered, asked, closed] = [await opened(), await opened(), await opened()]
    await tickets.run(answered.number, { kind: 'reply', text: '好' }, fang)
    await tickets.run(asked.number, { kind: 'take' }, fang)
    await tickets.run(asked.number, { kind: 'ask', text: '哪里' }, fang)
    await tickets.run(closed.number, { kind: 'close', reason: '重复' }, fang)
    await runUntil('2026-12-10 10:00')
    for (const { id } of [answered, asked, closed]) {
      expect((await history(id)).filter((line) => /response|resolution/.test(line))).toEqual([])
    }
  })

  it('says once that the province is late, which nobody stands above', async () => {
    goTo('2026-11-24 10:00')
    const { id } = await opened('normal', null)
    await runUntil('2026-12-10 10:00')
    expect((await history(id)).filter((line) => line.includes('up to'))).toEqual([
      '11-24 14:00 first_response up to province',
      '12-01 10:00 resolution up to province',
    ])
  })

  it('does each alarm once when two processes run at once, also after a long standstill', async () => {
    goTo('2026-11-24 10:00')
    const all = await Promise.all(Array.from({ length: 30 }, () => opened()))
    goTo('2026-11-24 16:00')
    const other = await openDatabase(database)
    const beside = over(other).tickets
    const onError = (error: unknown) => faults.push(error)
    let written = 0
    for (let i = 0; i < 4; i++) {
      const counts = await Promise.all([tickets.runDeadlines(onError), beside.runDeadlines(onError)])
      written += counts[0] + counts[1]
    }
    await other.close()
    expect(written).toBe(30 * 3)
    for (const { id } of all) {
      expect((await history(id)).slice(1).map((line) => line.slice(12))).toEqual([
        'first_response 0.5',
        'first_response 0.8',
        'first_response up to city',
      ])
    }
  })

  it('closes what was answered a week ago without a word, asking once whether the citizen is satisfied', async () => {
    goTo('2026-11-20 10:00')
    const [silent, again, reopened] = [await opened(), await opened(), await opened()]
    for (const { number } of [silent, again, reopened])
      await tickets.run(number, { kind: 'reply', text: '好' }, fang)
    goTo('2026-11-24 10:00')
    await tickets.run(again.number, { kind: 'reply', text: '补充' }, fang)
    await tickets.run(
      reopened.number,
      { kind: 'reopen', reason: '没用' },
      { kind: 'citizen', id: null, name: '群众' },
    )
    const beside = await openDatabase(database)
    const close = async () => {
      const onError = (error: unknown) => faults.push(error)
      const counts = await Promise.all(
        [tickets, over(beside).tickets].map((each) => each.closeAnswered(onError)),
      )
      return counts.reduce((sum, count) => sum + count)
    }
    goTo('2026-11-27 09:59')
    expect(await close()).toBe(0)
    goTo('2026-11-27 10:00')
    expect(await close()).toBe(1)
    goTo('2026-12-01 10:00')
    expect(await close()).toBe(1)
    expect(await close()).toBe(0)
    await beside.close()
    const events = await tickets.eventsOf(silent.id)
    expect(events.at(-1)).toMatchObject({
      kind: 'closed',
      actor: { kind: 'system' },
      payload: { reason: '答复后 7 天没有新的反映，自动办结' },
    })
    const { conversations } = over(database)
    const { conversation_id } = await database.db
      .selectFrom('tickets')
      .select('conversation_id')
      .where('id', '=', silent.id)
      .executeTakeFirstOrThrow()
    const told = await conversations.eventsOf(conversation_id, 0)
    expect(told.filter(({ kind }) => kind === 'satisfaction_asked')).toHaveLength(1)
    expect((await tickets.eventsOf(reopened.id)).some(({ kind }) => kind === 'closed')).toBe(false)
  })

  it('stops where it is told to', async () => {
    goTo('2026-11-24 10:00')
    await opened()
    goTo('2026-11-24 13:00')
    expect(
      await tickets.runDeadlines(
        (error) => faults.push(error),
        () => true,
      ),
    ).toBe(0)
    expect(await run()).toBe(1)
  })
})
