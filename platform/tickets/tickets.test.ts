import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Conversations, createConversations } from '../../bot/conversations.js'
import type { TicketRequest } from '../../bot/ticket-ports.js'
import { createDataKey } from '../../storage/data-key.js'
import { openDatabase } from '../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import type { TicketFilter } from './list-tickets.js'
import type { TicketActor } from './ticket-command.js'
import { TicketNotFoundError, TicketStateError } from './ticket-errors.js'
import { createTickets, type Tickets } from './tickets.js'

const staff = (name: string): TicketActor => ({ kind: 'staff', id: null, name })
const dataKey = createDataKey(Buffer.alloc(32, 1))

describe.each(testDatabases())('tickets on $name', ({ open }) => {
  let database: TestDatabase
  let conversations: Conversations
  let tickets: Tickets
  let clock: Date
  const now = () => clock
  const pass = (minutes: number) => {
    clock = new Date(clock.getTime() + minutes * 60_000)
  }
  beforeEach(async () => {
    // Already the 24th in China.
    clock = new Date('2026-11-23T17:00:00Z')
    database = await open()
    conversations = createConversations({ ...database, dataKey, mask: (text) => text, now, randomBytes })
    tickets = createTickets({ ...database, dataKey, conversations, now })
  })
  afterEach(() => database.drop())

  async function request(text = '老板欠薪', change: Partial<TicketRequest> = {}): Promise<TicketRequest> {
    const { id } = await conversations.create({ channel: 'web' })
    const accepted = await conversations.accept({ conversationId: id, clientMessageId: 'm1', text })
    if (accepted.status !== 'new') throw new Error(accepted.status)
    return {
      conversationId: id,
      messageId: accepted.messageId,
      reason: 'on_request',
      urgency: 'normal',
      matter: 'labour',
      serviceLine: null,
      regionCode: null,
      summaryMasked: text,
      ...change,
    }
  }

  it('numbers them by the day in China and its count', async () => {
    const first = await tickets.openTicket(await request())
    const second = await tickets.openTicket(await request())
    expect([first.number, second.number]).toEqual(['2026-1124-0001', '2026-1124-0002'])
    expect(first.queryCode).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    expect(second.queryCode).not.toBe(first.queryCode)
  })

  it('counts on past 9999', async () => {
    await tickets.openTicket(await request())
    await database.db.updateTable('ticket_days').set({ opened: 9999 }).execute()
    expect((await tickets.openTicket(await request())).number).toBe('2026-1124-10000')
    expect((await tickets.openTicket(await request())).number).toBe('2026-1124-10001')
  })

  it('opens one ticket for one message, however often it is asked', async () => {
    const asked = await request()
    const opened = await Promise.all(Array.from({ length: 10 }, () => tickets.openTicket(asked)))
    expect(new Set(opened.map((ticket) => JSON.stringify(ticket))).size).toBe(1)
    expect((await tickets.list()).total).toBe(1)
    expect(await tickets.findOpenedTicket(asked.messageId)).toEqual(opened[0])
  })

  it('gives each its own number when two processes open many at once', async () => {
    const other = await openDatabase(database)
    const beside = createTickets({
      ...other,
      dataKey,
      conversations: createConversations({ ...other, dataKey, mask: (text) => text, now, randomBytes }),
      now,
    })
    const requests = await Promise.all(Array.from({ length: 40 }, () => request()))
    const opened = await Promise.all(requests.map((one, i) => (i % 2 ? beside : tickets).openTicket(one)))
    await other.close()
    expect(new Set(opened.map((ticket) => ticket.number)).size).toBe(40)
  })

  it('keeps code and transcript out of the tables', async () => {
    const { queryCode } = await tickets.openTicket(
      await request('我叫张三，老板欠薪', { summaryMasked: '欠薪' }),
    )
    const rows = JSON.stringify([
      await database.db.selectFrom('tickets').selectAll().execute(),
      await database.db.selectFrom('ticket_events').selectAll().execute(),
    ])
    expect(rows).not.toContain(queryCode)
    expect(rows).not.toContain('张三')
    const { number } = (await tickets.list()).tickets[0]!
    expect((await tickets.show(number)).transcript).toMatchObject([
      { role: 'citizen', text: '我叫张三，老板欠薪' },
    ])
  })

  it('opens to its code as people type it, and to no other', async () => {
    const { number, queryCode } = await tickets.openTicket(await request())
    const typed = ` ${queryCode.toLowerCase().replaceAll('-', ' ')}`
    expect(await tickets.byNumberWithCode(number, typed)).toMatchObject({
      status: 'found',
      ticket: { number },
    })
    expect(await tickets.byNumberWithCode(number, '2222-2222-2222')).toEqual({ status: 'refused' })
    expect(await tickets.byNumberWithCode('2026-1124-0999', queryCode)).toEqual({ status: 'refused' })
  })

  async function lock(number: string) {
    for (let i = 0; i < 5; i++) {
      expect((await tickets.byNumberWithCode(number, `2222-2222-222${i + 2}`)).status).toBe('refused')
    }
  }

  it('is locked after five wrong codes, also for another process and for the right code', async () => {
    const asked = await request()
    const { number, queryCode } = await tickets.openTicket(asked)
    await lock(number)
    const reopened = createTickets({ ...database, dataKey, conversations, now })
    expect(await reopened.byNumberWithCode(number, queryCode)).toEqual({
      status: 'locked',
      retryAfterMs: 15 * 60_000,
    })
    // The page of the conversation needs no code.
    expect(await tickets.ticketsByMessage(asked.conversationId)).toEqual(
      new Map([[asked.messageId, { number, status: 'waiting', queryCode }]]),
    )
  })

  it('opens again a quarter of an hour after the first wrong code, whatever was tried meanwhile', async () => {
    const { number, queryCode } = await tickets.openTicket(await request())
    await lock(number)
    pass(14)
    expect((await tickets.byNumberWithCode(number, '2222-2222-2222')).status).toBe('locked')
    pass(1)
    expect((await tickets.byNumberWithCode(number, queryCode)).status).toBe('found')
    await lock(number)
    expect((await tickets.byNumberWithCode(number, queryCode)).status).toBe('locked')
  })

  it('answers numbers that no ticket has like those of tickets, and forgets them', async () => {
    const unknown = '2026-1124-0999'
    await lock(unknown)
    expect((await tickets.byNumberWithCode(unknown, '2222-2222-2222')).status).toBe('locked')
    pass(15)
    await lock('2026-1124-0998')
    expect(await database.db.selectFrom('wrong_codes').select('ticket_number').execute()).toEqual([
      { ticket_number: '2026-1124-0998' },
    ])
  })

  it('forgives wrong codes once the right one is given', async () => {
    const { number, queryCode } = await tickets.openTicket(await request())
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await tickets.byNumberWithCode(number, '2222-2222-2222')
      expect((await tickets.byNumberWithCode(number, queryCode)).status).toBe('found')
    }
  })

  it('brings a reply to the conversation together with the status', async () => {
    const asked = await request()
    const { number } = await tickets.openTicket(asked)
    await tickets.run(number, { kind: 'reply', text: '可以向劳动监察投诉' }, staff('王芳'))
    expect(await tickets.findTickets(asked.conversationId)).toMatchObject([
      { number, status: 'answered', replies: [{ text: '可以向劳动监察投诉' }] },
    ])
    expect(await conversations.eventsOf(asked.conversationId, 0)).toMatchObject([
      { kind: 'staff_reply', ticketNumber: number, text: '可以向劳动监察投诉' },
      { kind: 'ticket_status', ticketNumber: number, status: 'answered' },
    ])
    expect((await tickets.show(number)).events).toMatchObject([
      { kind: 'opened', actor: { kind: 'bot' } },
      { kind: 'replied', actor: { name: '王芳' }, payload: { text: '可以向劳动监察投诉' } },
    ])
  })

  it('is closed once, and takes no reply afterwards', async () => {
    const asked = await request()
    const { number } = await tickets.openTicket(asked)
    await tickets.run(number, { kind: 'close', reason: '' }, staff('王芳'))
    await expect(tickets.run(number, { kind: 'close', reason: '' }, staff('李雷'))).rejects.toThrow(
      TicketStateError,
    )
    await expect(tickets.run(number, { kind: 'reply', text: '晚了' }, staff('李雷'))).rejects.toThrow(
      TicketStateError,
    )
    await expect(
      tickets.run('2026-1124-0999', { kind: 'reply', text: '没有' }, staff('李雷')),
    ).rejects.toThrow(TicketNotFoundError)
    expect(await conversations.eventsOf(asked.conversationId, 0)).toMatchObject([
      { kind: 'ticket_status', status: 'closed' },
      { kind: 'satisfaction_asked', ticketNumber: number },
    ])
  })

  it('lists what waits before what is answered, urgent ones first, and closed ones only when asked', async () => {
    const open = async (text: string, urgency: 'normal' | 'urgent' = 'normal') => {
      pass(1)
      return (await tickets.openTicket(await request(text, { urgency }))).number
    }
    const listed = async (filter?: TicketFilter) => {
      const { tickets: entries, total } = await tickets.list(filter)
      return [entries.map((ticket) => ticket.summaryMasked), total]
    }
    await tickets.run(await open('办结'), { kind: 'close', reason: '' }, staff('王芳'))
    await tickets.run(await open('答复'), { kind: 'reply', text: '好' }, staff('王芳'))
    await tickets.run(await open('答复急', 'urgent'), { kind: 'reply', text: '好' }, staff('王芳'))
    await open('先来')
    await open('后来')
    await open('紧急', 'urgent')
    expect(await listed()).toEqual([['紧急', '先来', '后来', '答复急', '答复'], 5])
    expect(await listed({ limit: 2 })).toEqual([['紧急', '先来'], 5])
    expect(await listed({ statuses: ['closed'] })).toEqual([['办结'], 1])
  })
})
