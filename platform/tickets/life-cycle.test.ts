import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Conversations, createConversations } from '../../bot/conversations.js'
import type { TicketRequest } from '../../bot/ticket-ports.js'
import { storeOffices } from '../../knowledge/ingest/store-offices.js'
import type { ParsedOffice } from '../../knowledge/parse-offices.js'
import { createDataKey } from '../../storage/data-key.js'
import { openDatabase } from '../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { foldEvent, type TicketState } from './fold-event.js'
import type { TicketActor, TicketCommand } from './ticket-command.js'
import type { OnTicketEvent } from './ticket-deps.js'
import {
  TicketChangedError,
  TicketNotFoundError,
  TicketStateError,
  TicketTakenError,
} from './ticket-errors.js'
import { rowOf, stateOf } from './ticket-row.js'
import { createTickets, type Tickets } from './tickets.js'

const dataKey = createDataKey(Buffer.alloc(32, 1))
const fang: TicketActor = { kind: 'staff', id: 's1', name: '王芳' }
const lei: TicketActor = { kind: 'staff', id: 's2', name: '李雷' }
const citizen: TicketActor = { kind: 'citizen', id: null, name: '群众' }
const system: TicketActor = { kind: 'system', id: null, name: 'system' }

const office = (name: string, level: ParsedOffice['level'], regionCode: string, parent: string | null) => ({
  ...{ name, level, regionCode, parent, address: '', phone: '', hours: '工作日 9:00-17:30' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})
const OFFICES: ParsedOffice[] = [
  office('示例省中心', 'province', '320000', null),
  office('示例市中心', 'city', '320100', '示例省中心'),
  office('示例区中心', 'county', '320102', '示例市中心'),
  office('示例邻区中心', 'county', '320106', '示例市中心'),
  office('示例街道工作站', 'township', '320102007', '示例区中心'),
]

describe.each(testDatabases())('the life of a ticket on $name', ({ open }) => {
  let database: TestDatabase
  let conversations: Conversations
  let tickets: Tickets
  let clock: Date
  let seen: Parameters<OnTicketEvent>[1][]
  const now = () => clock
  const pass = (minutes: number) => {
    clock = new Date(clock.getTime() + minutes * 60_000)
  }
  const onEvent: OnTicketEvent[] = [async (_trx, change) => void seen.push(change)]
  beforeEach(async () => {
    // Tuesday, ten o'clock in China.
    clock = new Date('2026-11-24T02:00:00Z')
    seen = []
    database = await open()
    await database.db.transaction().execute((trx) => storeOffices(trx, OFFICES))
    conversations = createConversations({ ...database, dataKey, mask: (text) => text, now, randomBytes })
    tickets = createTickets({ ...database, dataKey, conversations, now, onEvent })
  })
  afterEach(() => database.drop())

  async function opened(change: Partial<TicketRequest> = {}) {
    const { id } = await conversations.create({ channel: 'web' })
    const accepted = await conversations.accept({ conversationId: id, clientMessageId: 'm1', text: '欠薪' })
    if (accepted.status !== 'new') throw new Error(accepted.status)
    return tickets.openTicket({
      conversationId: id,
      messageId: accepted.messageId,
      reason: 'on_request',
      urgency: 'normal',
      matter: 'labour',
      serviceLine: null,
      regionCode: '320102',
      summaryMasked: '欠薪',
      ...change,
    })
  }
  const rowByNumber = (number: string) =>
    database.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
  const officeId = async (name: string) =>
    (await database.db.selectFrom('offices').select('id').where('name', '=', name).executeTakeFirstOrThrow())
      .id
  const told = async (number: string) => {
    const events = await conversations.eventsOf((await rowByNumber(number)).conversation_id, 0)
    return events.map((event) =>
      event.kind === 'staff_reply' ? event.text : event.kind === 'ticket_status' ? event.status : event.kind,
    )
  }

  it('goes from hand to hand, and the citizen sees what concerns them', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'take' }, fang)
    await tickets.run(number, { kind: 'note', text: '先打电话' }, fang)
    await tickets.run(number, { kind: 'ask', text: '有工资条吗' }, fang)
    await tickets.run(number, { kind: 'citizen_reply', text: '有' }, citizen)
    expect(await rowByNumber(number)).toMatchObject({
      status: 'taken',
      assignee_id: 's1',
      assignee_name: '王芳',
    })
    await tickets.run(number, { kind: 'reply', text: '带上去申请仲裁' }, fang)
    const closed = await tickets.run(number, { kind: 'close', reason: '已答复' }, fang)
    expect(closed).toMatchObject({ number, status: 'closed', version: 7, event: { kind: 'closed' } })
    expect(await told(number)).toEqual([
      ...['taken', '有工资条吗', 'waiting_for_citizen', 'taken', '带上去申请仲裁', 'answered', 'closed'],
      'satisfaction_asked',
    ])
    expect(seen.map(({ event }) => event.kind)).toEqual([
      ...['opened', 'taken', 'noted', 'asked_citizen', 'citizen_replied', 'replied', 'closed'],
    ])
    expect(seen.at(-1)?.ticket).toEqual(await rowByNumber(number))
  })

  it('is taken by exactly one of two at once, in two processes too', async () => {
    const other = await openDatabase(database)
    const besideConversations = createConversations({ ...other, dataKey, mask: (t) => t, now, randomBytes })
    const beside = createTickets({ ...other, dataKey, conversations: besideConversations, now })
    for (let i = 0; i < 5; i++) {
      const { number } = await opened()
      const results = await Promise.allSettled([
        tickets.run(number, { kind: 'take' }, fang),
        beside.run(number, { kind: 'take' }, lei),
      ])
      const lost = results.filter((result) => result.status === 'rejected')
      expect(lost).toHaveLength(1)
      expect(lost[0]!.reason).toBeInstanceOf(TicketTakenError)
      const { assignee_name, version } = await rowByNumber(number)
      expect(version).toBe(2)
      expect(lost[0]!.reason).toMatchObject({ by: assignee_name })
    }
    await other.close()
  })

  it('refuses a version that is past, a state that does not fit and what does not exist, and writes nothing', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'take' }, fang, { version: 1 })
    await expect(tickets.run(number, { kind: 'reply', text: '好' }, lei, { version: 1 })).rejects.toThrow(
      TicketChangedError,
    )
    await expect(
      tickets.run(number, { kind: 'rate', satisfied: true, comment: null }, citizen),
    ).rejects.toThrow(TicketStateError)
    await expect(tickets.run('2026-1124-0999', { kind: 'take' }, fang)).rejects.toThrow(TicketNotFoundError)
    expect((await rowByNumber(number)).version).toBe(2)
  })

  it('keeps event, row and what others write beside it together', async () => {
    const broken = createTickets({
      ...database,
      ...{ dataKey, conversations, now },
      onEvent: [
        async (_trx, { event }) => {
          if (event.kind === 'replied') throw new Error('The outbox is full')
        },
      ],
    })
    const { number } = await opened()
    await expect(broken.run(number, { kind: 'reply', text: '好' }, fang)).rejects.toThrow('outbox')
    expect(await rowByNumber(number)).toMatchObject({ status: 'waiting', version: 1 })
    expect(await told(number)).toEqual([])
  })

  it('is received by the office of the region, else of the region around it, else by the province', async () => {
    const place = async (change: Partial<TicketRequest>) => {
      const { office_id, level } = await rowByNumber((await opened(change)).number)
      const name = await database.db
        .selectFrom('offices')
        .select('name')
        .where('id', '=', office_id)
        .executeTakeFirst()
      return [name?.name ?? null, level]
    }
    expect(await place({ regionCode: '320102' })).toEqual(['示例区中心', 'county'])
    expect(await place({ regionCode: '320102007' })).toEqual(['示例街道工作站', 'township'])
    expect(await place({ regionCode: '320104' })).toEqual(['示例市中心', 'city'])
    expect(await place({ regionCode: '320500' })).toEqual(['示例省中心', 'province'])
    expect(await place({ regionCode: '110101' })).toEqual([null, 'province'])
    expect(await place({ regionCode: null })).toEqual([null, 'province'])
    await database.db
      .updateTable('offices')
      .set({ service_lines: '["notary"]' })
      .where('name', 'in', ['示例区中心', '示例街道工作站'])
      .execute()
    expect(await place({ regionCode: '320102007', serviceLine: 'legal_aid' })).toEqual(['示例市中心', 'city'])
    // Somebody in danger: whoever is nearest.
    expect(await place({ regionCode: '320102007', serviceLine: 'legal_aid', urgency: 'urgent' })).toEqual([
      ...['示例街道工作站', 'township'],
    ])
  })

  it('is handed to another office, comes back with a reason, and goes up', async () => {
    const { number } = await opened()
    const here = await officeId('示例区中心')
    const there = await officeId('示例邻区中心')
    await tickets.run(number, { kind: 'take' }, fang)
    await tickets.run(number, { kind: 'transfer', officeId: there, reason: '户籍在邻区' }, fang)
    expect(await rowByNumber(number)).toMatchObject({
      status: 'waiting',
      office_id: there,
      assignee_id: null,
    })
    await tickets.run(number, { kind: 'return', reason: '不属于我区' }, lei)
    expect((await rowByNumber(number)).office_id).toBe(here)
    await tickets.run(number, { kind: 'escalate', reason: '跨区' }, fang)
    expect(await rowByNumber(number)).toMatchObject({
      office_id: await officeId('示例市中心'),
      level: 'city',
    })
    await tickets.run(number, { kind: 'escalate', reason: '跨市' }, fang)
    await expect(tickets.run(number, { kind: 'escalate', reason: '再上' }, fang)).rejects.toThrow(/province/)
    await tickets.run(number, { kind: 'return', reason: '市里能办' }, lei)
    expect((await rowByNumber(number)).office_id).toBe(await officeId('示例市中心'))
    await expect(
      tickets.run(number, { kind: 'transfer', officeId: 'nowhere', reason: '试' }, fang),
    ).rejects.toThrow(/no office nowhere/)
  })

  it('says who is responsible above, below and beside', async () => {
    const { number } = await opened()
    const targets = await tickets.transferTargets(number)
    const names = (offices: readonly { name: string }[]) => offices.map(({ name }) => name)
    expect(targets.above?.name).toBe('示例市中心')
    expect(names(targets.below)).toEqual(['示例街道工作站'])
    expect(names(targets.beside)).toEqual(['示例邻区中心'])
    const homeless = await tickets.transferTargets((await opened({ regionCode: null })).number)
    expect([homeless.above, names(homeless.below), homeless.beside]).toEqual([null, ['示例省中心'], []])
  })

  it('is hidden from offices that it does not lie in', async () => {
    const { number } = await opened()
    const scope = (name: string) => officeId(name).then((id) => ({ officeIds: [id] }))
    expect((await tickets.show(number, await scope('示例区中心'))).number).toBe(number)
    await expect(tickets.show(number, await scope('示例邻区中心'))).rejects.toThrow(TicketNotFoundError)
    await expect(tickets.transferTargets(number, await scope('示例邻区中心'))).rejects.toThrow(
      TicketNotFoundError,
    )
    expect((await tickets.list({ scope: await scope('示例邻区中心') })).total).toBe(0)
    expect((await tickets.list({ scope: { officeIds: [] } })).total).toBe(0)
  })

  it('is reopened by the citizen within fifteen days, and gets time again', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'close', reason: '电话答复' }, fang)
    pass(14 * 24 * 60)
    const reopened = await tickets.run(number, { kind: 'reopen', reason: '还没给钱' }, citizen)
    expect(reopened.status).toBe('waiting')
    const row = await rowByNumber(number)
    expect(row).toMatchObject({ reopened_count: 1, closed_at: null, first_response_due_at: null })
    expect(row.due_at).toBe(row.resolution_due_at)
    expect(row.due_at! > clock.toISOString()).toBe(true)
    await tickets.run(number, { kind: 'close', reason: '好了' }, fang)
    pass(15 * 24 * 60 + 1)
    await expect(tickets.run(number, { kind: 'reopen', reason: '又来' }, citizen)).rejects.toThrow(/15 days/)
    expect((await tickets.run(number, { kind: 'reopen', reason: '复查' }, fang)).status).toBe('waiting')
  })

  it('goes on in another one that says the same, and its citizen gets that answer', async () => {
    const [first, second, third] = [await opened(), await opened(), await opened()]
    await tickets.run(third.number, { kind: 'merge', into: second.number, reason: '同一工地' }, fang)
    await tickets.run(second.number, { kind: 'merge', into: first.number, reason: '同一工地' }, fang)
    await tickets.run(first.number, { kind: 'reply', text: '已经立案' }, fang)
    expect(await told(third.number)).toEqual(['merged', '已经立案'])
    const status = (await tickets.findTickets((await rowByNumber(third.number)).conversation_id))[0]
    expect(status).toMatchObject({ status: 'merged', replies: [{ text: '已经立案' }] })
    await expect(
      tickets.run(first.number, { kind: 'merge', into: second.number, reason: '反过来' }, fang),
    ).rejects.toThrow(/is merged/)
    await expect(
      tickets.run(first.number, { kind: 'merge', into: first.number, reason: '自己' }, fang),
    ).rejects.toThrow(/same ticket/)
  })

  it('is merged one way only when both ways are tried at once', async () => {
    const [first, second] = [await opened(), await opened()]
    const results = await Promise.allSettled([
      tickets.run(first.number, { kind: 'merge', into: second.number, reason: '同' }, fang),
      tickets.run(second.number, { kind: 'merge', into: first.number, reason: '同' }, lei),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('asks once after each closing, and a dissatisfied citizen is to be called', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'close', reason: '好了' }, fang)
    await tickets.run(number, { kind: 'rate', satisfied: false, comment: '没解决' }, citizen)
    await expect(
      tickets.run(number, { kind: 'rate', satisfied: true, comment: null }, citizen),
    ).rejects.toThrow(/rated before/)
    const due = await tickets.list({ callBack: true })
    expect(due.tickets).toMatchObject([
      { number, status: 'closed', callBackDueAt: '2026-11-25T02:00:00.000Z' },
    ])
    await tickets.run(number, { kind: 'call_back', text: '已解释，群众理解' }, fang)
    expect((await tickets.list({ callBack: true })).total).toBe(0)
    await expect(tickets.run(number, { kind: 'call_back', text: '再打' }, fang)).rejects.toThrow(/no call/)
  })

  it('rests while the citizen is asked: what is due moves by that time', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'take' }, fang)
    const before = await rowByNumber(number)
    await tickets.run(number, { kind: 'ask', text: '哪个公司' }, fang)
    expect(await rowByNumber(number)).toMatchObject({ due_at: null, next_alarm_at: null })
    pass(12 * 60)
    await tickets.run(number, { kind: 'note', text: '再等等' }, fang)
    await tickets.run(number, { kind: 'ask', text: '还有几个人' }, fang)
    pass(12 * 60)
    await tickets.run(number, { kind: 'citizen_reply', text: '甲公司' }, citizen)
    const after = await rowByNumber(number)
    expect(Date.parse(after.resolution_due_at!) - Date.parse(before.resolution_due_at!)).toBe(
      24 * 60 * 60_000,
    )
    expect(after.due_at).toBe(after.resolution_due_at)
  })

  it('takes what the citizen says to the ticket that waits for it, each message once', async () => {
    const { number } = await opened()
    const { conversation_id: conversationId, id } = await rowByNumber(number)
    const say = (messageId: string) => tickets.passToStaff({ conversationId, messageId, text: '甲公司' })
    expect(await say('m2')).toBeNull()
    await tickets.run(number, { kind: 'take' }, fang)
    await tickets.run(number, { kind: 'ask', text: '哪个公司' }, fang)
    expect(await say('m3')).toBe(number)
    // Of a turn that is run again after a crash.
    expect(await say('m3')).toBe(number)
    expect(await say('m4')).toBeNull()
    const replies = (await tickets.eventsOf(id)).filter(({ kind }) => kind === 'citizen_replied')
    expect(replies).toMatchObject([{ payload: { text: '甲公司' }, actor: { kind: 'citizen' } }])
  })

  it('takes the words of a citizen whose ticket was merged to the one that goes on', async () => {
    const [first, second] = [await opened(), await opened()]
    await tickets.run(second.number, { kind: 'merge', into: first.number, reason: '同' }, fang)
    await tickets.run(first.number, { kind: 'take' }, fang)
    await tickets.run(first.number, { kind: 'ask', text: '几个人' }, fang)
    const { conversation_id: conversationId } = await rowByNumber(second.number)
    expect(await tickets.passToStaff({ conversationId, messageId: 'm2', text: '五个' })).toBe(second.number)
    expect((await rowByNumber(first.number)).status).toBe('taken')
  })

  it('takes the words of a citizen to the last of a chain of merged tickets', async () => {
    const [first, second, third] = [await opened(), await opened(), await opened()]
    await tickets.run(third.number, { kind: 'merge', into: second.number, reason: '同' }, fang)
    await tickets.run(second.number, { kind: 'merge', into: first.number, reason: '同' }, fang)
    await tickets.run(first.number, { kind: 'take' }, fang)
    await tickets.run(first.number, { kind: 'ask', text: '几个人' }, fang)
    const { conversation_id: conversationId } = await rowByNumber(third.number)
    const say = () => tickets.passToStaff({ conversationId, messageId: 'm2', text: '五个' })
    expect([await say(), await say()]).toEqual([third.number, third.number])
    expect((await rowByNumber(first.number)).status).toBe('taken')
  })

  it('shows nobody what was written to another citizen before their tickets were merged', async () => {
    const [first, second] = [await opened(), await opened()]
    await tickets.run(first.number, { kind: 'reply', text: '张三，您的工资已追回' }, fang)
    await tickets.run(second.number, { kind: 'merge', into: first.number, reason: '同一工地' }, fang)
    await tickets.run(first.number, { kind: 'reply', text: '都已立案' }, fang)
    const { conversation_id } = await rowByNumber(second.number)
    const [seen] = await tickets.findTickets(conversation_id)
    expect(seen?.replies.map(({ text }) => text)).toEqual(['都已立案'])
  })

  it('shows a citizen all that was written to them in the ticket that goes on for both of theirs', async () => {
    const [first, second] = [await opened(), await opened()]
    const { conversation_id } = await rowByNumber(first.number)
    const ofSecond = database.db.updateTable('tickets').where('number', '=', second.number)
    await ofSecond.set({ conversation_id }).execute()
    await tickets.run(first.number, { kind: 'reply', text: '已立案' }, fang)
    await tickets.run(second.number, { kind: 'merge', into: first.number, reason: '重复' }, fang)
    for (const { replies } of await tickets.findTickets(conversation_id)) {
      expect(replies.map(({ text }) => text)).toEqual(['已立案'])
    }
  })

  it.each([
    { kind: 'release', reason: '请假' },
    { kind: 'escalate', reason: '跨区' },
    { kind: 'return', reason: '不属于我区' },
  ] as const)('loses no time that the citizen was asked when it goes on with $kind', async (command) => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'take' }, fang)
    const before = await rowByNumber(number)
    await tickets.run(number, { kind: 'ask', text: '哪个公司' }, fang)
    pass(14 * 24 * 60)
    await tickets.run(number, command, fang)
    const after = await rowByNumber(number)
    expect(after.status).toBe('waiting')
    expect(Date.parse(after.due_at!) - Date.parse(before.resolution_due_at!)).toBe(14 * 24 * 60 * 60_000)
    expect(after.next_alarm_at! > clock.toISOString()).toBe(true)
  })

  it('rests on while a citizen who was asked is called for another reason', async () => {
    const { number } = await opened()
    await tickets.run(number, { kind: 'close', reason: '好了' }, fang)
    await tickets.run(number, { kind: 'rate', satisfied: false, comment: null }, citizen)
    await tickets.run(number, { kind: 'reopen', reason: '没好' }, citizen)
    await tickets.run(number, { kind: 'take' }, fang)
    const before = await rowByNumber(number)
    await tickets.run(number, { kind: 'ask', text: '哪个公司' }, fang)
    pass(12 * 60)
    await tickets.run(number, { kind: 'call_back', text: '已致歉' }, fang)
    pass(12 * 60)
    await tickets.run(number, { kind: 'citizen_reply', text: '甲公司' }, citizen)
    const after = await rowByNumber(number)
    expect(Date.parse(after.resolution_due_at!) - Date.parse(before.resolution_due_at!)).toBe(
      24 * 60 * 60_000,
    )
  })

  it.each([
    { kind: 'cancel', reason: '撤回' },
    { kind: 'merge', reason: '重复' },
  ] as const)('lets a dissatisfied citizen be called also after $kind', async ({ kind, reason }) => {
    const [{ number }, other] = [await opened(), await opened()]
    await tickets.run(number, { kind: 'close', reason: '好了' }, fang)
    await tickets.run(number, { kind: 'rate', satisfied: false, comment: null }, citizen)
    await tickets.run(number, { kind: 'reopen', reason: '没好' }, citizen)
    const end = kind === 'cancel' ? { kind, reason } : { kind, reason, into: other.number }
    await tickets.run(number, end, fang)
    expect((await tickets.list({ callBack: true })).total).toBe(1)
    await tickets.run(number, { kind: 'call_back', text: '已解释' }, fang)
    expect((await tickets.list({ callBack: true })).total).toBe(0)
  })

  it('keeps every word out of the tables', async () => {
    const { number } = await opened({ contact: '13900001111', urgency: 'urgent' })
    await tickets.run(number, { kind: 'note', text: '张三已来电' }, fang)
    await tickets.run(number, { kind: 'cancel', reason: '李四撤回' }, fang)
    const rows = JSON.stringify([
      await database.db.selectFrom('tickets').selectAll().execute(),
      await database.db.selectFrom('ticket_events').selectAll().execute(),
    ])
    for (const secret of ['张三', '李四', '13900001111']) expect(rows).not.toContain(secret)
    expect((await tickets.show(number)).contact).toBe('13900001111')
  })

  it('is at any time what its events say', async () => {
    const there = await officeId('示例邻区中心')
    const reason = '事由'
    const command = fc.constantFrom<TicketCommand>(
      { kind: 'take' },
      { kind: 'release', reason },
      { kind: 'ask', text: '问' },
      { kind: 'reply', text: '答' },
      { kind: 'note', text: '记' },
      { kind: 'citizen_reply', text: '说' },
      { kind: 'transfer', officeId: there, reason },
      { kind: 'return', reason },
      { kind: 'escalate', reason },
      { kind: 'escalate', reason, deadline: 'first_response' },
      { kind: 'escalate', reason, deadline: 'resolution' },
      { kind: 'remind', deadline: 'first_response', share: 0.5 },
      { kind: 'remind', deadline: 'resolution', share: 0.8 },
      { kind: 'reopen', reason },
      { kind: 'cancel', reason },
      { kind: 'close', reason },
      { kind: 'rate', satisfied: false, comment: null },
      { kind: 'call_back', text: '访' },
    )
    const step = fc.record({
      command,
      actor: fc.constantFrom(fang, lei, citizen, system),
      minutes: fc.integer({ min: 0, max: 3 * 24 * 60 }),
    })
    const reached = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { number, id } = await opened()
        for (const { command, actor, minutes } of steps) {
          pass(minutes)
          await tickets.run(number, command, actor).catch((error: unknown) => {
            if (!(error instanceof TicketStateError || error instanceof TicketTakenError)) throw error
          })
        }
        const row = await rowByNumber(number)
        let state: TicketState | null = null
        for (const event of await tickets.eventsOf(id)) {
          state = foldEvent(state, event)
          reached.add(event.kind)
        }
        expect(stateOf(row)).toEqual(state)
        expect(row).toMatchObject(rowOf(state!, row))
        expect(row.version).toBe((await tickets.eventsOf(id)).length)
      }),
      { numRuns: 40 },
    )
    expect(reached.size).toBeGreaterThanOrEqual(11)
  }, 60_000)
})
