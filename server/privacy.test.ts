import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWebhookChannel } from '../channels/webhook/webhook-channel.js'
import { createPrivacy } from '../platform/privacy/privacy.js'
import type { RetentionDays } from '../platform/privacy/retention.js'
import { createAuditLog } from '../platform/staff/audit/audit-log.js'
import { memberOf } from '../platform/staff/staff-member.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer, testDataKey } from './http-test-server.js'
import { startWebhookSystem } from './platforms/webhook-system.js'
import { activeAccount } from './staff-client.js'

const KEYS = [{ id: 'k1', secret: 'a-secret-of-this-test-with-32-bytes' }]
const PHONE = '13912345678'
/** What nobody may find any more, in the clear or opened, in any table. */
const SECRETS = [PHONE, '李小花', '拖欠三个月', '身份证带来', '住在梧桐路', '别告诉他']
const DAYS: RetentionDays = {
  ...{ conversations: 180, tickets: 1095, calls: 180 },
  ...{ deliveries: 180, exchange: 180, drafts: 180 },
}
const DAY_MS = 86_400_000

describe.each(testDatabases())('what is held about people on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let system: Awaited<ReturnType<typeof startWebhookSystem>>
  let clock: Date
  const closing: (() => Promise<unknown>)[] = []
  beforeEach(async () => {
    clock = new Date('2026-11-28T02:00:00Z')
    database = await open()
    closing.push(() => database.drop())
    system = await startWebhookSystem(KEYS, () => clock)
    closing.push(() => system.close())
    server = await startTestServer({
      database,
      now: () => clock,
      channels: ({ now }) => [createWebhookChannel({ url: system.url, keys: KEYS }, now)],
      exchangeUrl: 'http://127.0.0.1:9/wenfa',
    })
    closing.push(() => server.close())
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  const privacy = (days = DAYS) =>
    createPrivacy(
      {
        ...{ db: database.db, transact: database.transact, dataKey: testDataKey },
        ...{ audit: createAuditLog({ db: database.db, dataKey: testDataKey, now: () => clock }) },
        mask: (text) => text.replace(/\d{11}/g, '[电话1]'),
        now: () => clock,
      },
      days,
    )

  /** A citizen of a platform with everything that can come of a question, up to a closed ticket. */
  async function story(userId = 'webhook-person-1') {
    await system.say(server.url, userId, `我是李小花，老板拖欠三个月工资，我的电话是${PHONE}`)
    const hash = testDataKey.mac('channel peer', `webhook\n${userId}`).toString('hex')
    const peer = await vi.waitFor(
      () =>
        database.db
          .selectFrom('turns')
          .innerJoin('channel_peers', 'channel_peers.conversation_id', 'turns.conversation_id')
          .select(['channel_peers.id', 'turns.conversation_id', 'turns.message_id', 'turns.id as turn_id'])
          .where('peer_hash', '=', hash)
          .executeTakeFirstOrThrow(),
      20_000,
    )
    const conversationId = peer.conversation_id
    const ticket = await server.tickets.openTicket({
      conversationId,
      messageId: peer.message_id,
      ...{ reason: 'on_request', urgency: 'normal', matter: 'labour', serviceLine: null, regionCode: null },
      summaryMasked: '老板拖欠三个月',
      contact: PHONE,
      consent: { noticeVersion: 'test', byGuardian: false },
    })
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(ticket.number, { kind: 'take' }, staff)
    await server.tickets.run(ticket.number, { kind: 'note', text: '住在梧桐路' }, staff)
    await server.tickets.run(ticket.number, { kind: 'reply', text: '请把身份证带来' }, staff)
    await database.db
      .insertInto('live_events')
      .values({
        conversation_id: conversationId,
        ...{ kind: 'whisper', staff_id: 's1', staff_name: '王芳', client_message_id: 'w' },
        text_encrypted: testDataKey.encrypt('别告诉他'),
        created_at: clock.toISOString(),
      })
      .execute()
    await database.db
      .updateTable('turns')
      .set({ rating: 'unhelpful', rating_comment: '住在梧桐路' })
      .where('id', '=', peer.turn_id)
      .execute()
    await database.db
      .insertInto('quality_samples')
      .values({
        ...{ id: `q-${userId}`, ticket_id: ticket.id, office_id: null, week: '2026-11-23' },
        drawn_at: clock.toISOString(),
        note_encrypted: testDataKey.encrypt('李小花的事办得好'),
      })
      .execute()
    await database.db
      .insertInto('exchange_callbacks')
      .values({
        ...{ message_id: `cb-${randomBytes(4).toString('hex')}`, ticket_id: ticket.id },
        ...{ ticket_number: ticket.number, ticket_seq: 1, kind: 'progress', result: 'applied' },
        payload_encrypted: testDataKey.encrypt(JSON.stringify({ kind: 'progress', text: '住在梧桐路' })),
        ...{ body_hash: 'x', received_at: clock.toISOString() },
      })
      .execute()
    const close = () => server.tickets.run(ticket.number, { kind: 'close', reason: '李小花已领到' }, staff)
    return { conversationId, peerId: peer.id, ticket, close }
  }

  /** Every row of every table but the knowledge's, with what is encrypted opened. */
  async function everything(): Promise<string> {
    const tables = [
      ...['conversations', 'messages', 'pending_messages', 'turns', 'conversation_events', 'live_events'],
      ...['tickets', 'ticket_events', 'quality_samples', 'channel_peers', 'channel_inbox', 'deliveries'],
      ...['channel_bindings', 'hotline_calls', 'suggestions', 'exchange_outbox', 'exchange_callbacks'],
      ...['audit_log', 'qa_proposals'],
    ] as const
    const rows = await Promise.all(
      tables.map((table) =>
        database.db
          .selectFrom(table as 'messages')
          .selectAll()
          .execute(),
      ),
    )
    return JSON.stringify(rows).replace(/v1\.[\w-]+/g, (sealed) => testDataKey.decrypt(sealed))
  }
  const secretsIn = async () => {
    const text = await everything()
    return SECRETS.filter((secret) => text.includes(secret))
  }
  const audited = async (action: string) =>
    (await server.staff.audit.list({ limit: 20, action })).map(({ subject, details }) => ({
      subject,
      details,
    }))

  it('is handed out as one document, found by the number as people write it, and that is audited', async () => {
    const { conversationId, ticket, close } = await story()
    await close()
    const byNumber = await privacy().exportPerson({ contact: '+86 139-1234-5678' })
    const text = JSON.stringify(byNumber)
    expect(SECRETS.filter((secret) => !text.includes(secret))).toEqual([])
    expect(byNumber).toMatchObject({
      about: PHONE,
      conversations: [
        {
          id: conversationId,
          platforms: [{ channel: 'webhook', account: 'webhook-person-1' }],
          tickets: [{ number: ticket.number, status: 'closed', contact: PHONE }],
        },
      ],
    })
    for (const subject of [{ conversationId }, { ticketNumber: ticket.number }]) {
      expect((await privacy().exportPerson(subject)).conversations).toMatchObject([
        { id: conversationId, messages: byNumber.conversations[0]!.messages },
      ])
    }
    expect((await privacy().exportPerson({ contact: '13900000000' })).conversations).toEqual([])
    const log = await audited('privacy.export')
    expect(log).toHaveLength(4)
    expect(log.at(-1)).toEqual({ subject: 'contact', details: { conversations: [conversationId], calls: 0 } })
    expect(JSON.stringify(log)).not.toContain(PHONE)
  })

  it('is not erased while somebody is at work, unless that is forced with a reason', async () => {
    const { conversationId, ticket } = await story()
    await expect(privacy().erasePerson({ contact: PHONE }, null)).rejects.toThrow(
      `ticket ${ticket.number} is not closed`,
    )
    expect(await secretsIn()).toEqual(SECRETS)
    expect(await audited('privacy.erase')).toEqual([])
    const erased = await privacy().erasePerson({ contact: PHONE }, { reason: `${PHONE} 本人当面要求` })
    expect(erased).toEqual({ conversations: [conversationId], tickets: [ticket.number], calls: 0 })
    expect(await secretsIn()).toEqual([])
    expect(await audited('privacy.erase')).toMatchObject([{ details: { forced: '[电话1] 本人当面要求' } }])
    // Whoever goes on with the ticket still can.
    await server.tickets.run(
      ticket.number,
      { kind: 'close', reason: '本人撤回' },
      { kind: 'staff', id: 's1', name: '王芳' },
    )
  })

  it('is erased whole, with tickets, deliveries and what was exchanged; counters and audit remain', async () => {
    const { conversationId, ticket, close } = await story()
    await close()
    const other = await story('webhook-person-2')
    await other.close()
    // The second is somebody else, with another number.
    await database.db
      .updateTable('tickets')
      .set({ contact_hash: 'another' })
      .where('id', '=', other.ticket.id)
      .execute()
    const counted = async () => ({
      turns: await database.db
        .selectFrom('turns')
        .select(['id', 'outcome', 'rating'])
        .where('conversation_id', '=', conversationId)
        .execute(),
      ticket: await database.db
        .selectFrom('tickets')
        .select(['number', 'status', 'matter', 'version', 'closed_at', 'work_key'])
        .where('id', '=', ticket.id)
        .executeTakeFirst(),
      events: await database.db
        .selectFrom('ticket_events')
        .select(['seq', 'kind', 'actor_name', 'created_at'])
        .where('ticket_id', '=', ticket.id)
        .orderBy('seq')
        .execute(),
      outbox: await database.db
        .selectFrom('exchange_outbox')
        .select(['message_id', 'ticket_seq', 'kind', 'status'])
        .where('ticket_id', '=', ticket.id)
        .orderBy('ticket_seq')
        .execute(),
    })
    const before = await counted()
    const erased = await privacy().erasePerson({ conversationId }, null)
    expect(erased).toEqual({ conversations: [conversationId], tickets: [ticket.number], calls: 0 })
    expect(await counted()).toEqual(before)
    const document = JSON.stringify(await privacy().exportPerson({ conversationId }))
    expect(SECRETS.filter((secret) => document.includes(secret))).toEqual([])
    expect(document).not.toContain('webhook-person-1')
    // The other's are there.
    expect(await secretsIn()).toEqual(SECRETS)
    // Again: nothing more to do, and nothing breaks; nor does the number find anything.
    expect(await privacy().erasePerson({ conversationId }, null)).toEqual(erased)
    expect(await privacy().erasePerson({ contact: PHONE }, null)).toMatchObject({ conversations: [] })
    const shown = await server.tickets.show(ticket.number)
    expect([shown.contact, shown.summaryMasked]).toEqual([null, '〔已删除〕'])
    expect(shown.transcript[0]?.text).toBe('〔已删除〕')
  })

  it('goes from what others heard who are bound to the conversation, and from nothing else of theirs', async () => {
    const { conversationId, ticket, close } = await story()
    await system.say(server.url, 'webhook-person-3', '另一件事')
    const hash = testDataKey.mac('channel peer', 'webhook\nwebhook-person-3').toString('hex')
    const other = await vi.waitFor(
      () =>
        database.db
          .selectFrom('channel_peers')
          .innerJoin('deliveries', 'deliveries.peer_id', 'channel_peers.id')
          .select('channel_peers.id')
          .where('peer_hash', '=', hash)
          .executeTakeFirstOrThrow(),
      20_000,
    )
    await database.db
      .insertInto('channel_bindings')
      .values({ conversation_id: conversationId, peer_id: other.id, created_at: clock.toISOString() })
      .execute()
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(ticket.number, { kind: 'reply', text: '再说一次，把身份证带来' }, staff)
    await close()
    await privacy().erasePerson({ conversationId }, null)
    expect(await secretsIn()).toEqual([])
    expect(await everything()).toContain('答：另一件事')
  })

  it('begins anew for who writes again over their platform, and what waited is not sent', async () => {
    const { conversationId, peerId } = await story()
    const shownBefore = system.shownTo('webhook-person-1').length
    await database.db
      .insertInto('deliveries')
      .values({
        ...{ peer_id: peerId, cause: 'turn:later', part: 0, status: 'held' },
        text_encrypted: testDataKey.encrypt('住在梧桐路'),
        ...{ next_attempt_at: clock.toISOString(), created_at: clock.toISOString() },
      })
      .execute()
    await privacy().erasePerson({ conversationId }, { reason: '本人要求' })
    await system.say(server.url, 'webhook-person-1', '你好')
    await vi.waitFor(() => expect(system.shownTo('webhook-person-1').at(-1)).toBe('答：你好'), 20_000)
    expect(system.shownTo('webhook-person-1').join()).not.toContain('已删除')
    expect(system.shownTo('webhook-person-1').length).toBeGreaterThan(shownBefore)
    const peers = await database.db.selectFrom('channel_peers').select('conversation_id').execute()
    expect(new Set(peers.map((each) => each.conversation_id)).size).toBe(2)
  })

  it('shuts the page of an erased conversation', async () => {
    const citizen = await server.converse()
    await server.ask(citizen, 'm1', '我是李小花，老板拖欠三个月工资')
    await privacy().erasePerson({ conversationId: citizen.id }, null)
    expect((await server.ask(citizen, 'm2', '还在吗')).status).toBe(403)
    expect(await secretsIn()).toEqual([])
  })

  it('of a caller: the hash of the number and what was suggested go', async () => {
    const clerk = memberOf(await activeAccount(server, { role: 'hotline' }))
    const callId = await server.hotline.calls.start(clerk)
    await server.hotline.calls.recogniseCaller(callId, PHONE, { officeIds: 'all' })
    await database.db
      .insertInto('suggestions')
      .values({
        ...{ call_id: callId, key: 'k', kind: 'script', list: 1, digit: 1, text: '拖欠三个月的可以' },
        ...{ probability: 0.5, matter: 'labour', took_ms: 1, shown_at: clock.toISOString() },
      })
      .execute()
    expect((await privacy().exportPerson({ contact: PHONE })).calls).toMatchObject([
      { suggested: [{ text: '拖欠三个月的可以' }] },
    ])
    expect((await privacy().erasePerson({ contact: PHONE }, null)).calls).toBe(1)
    expect(await secretsIn()).toEqual([])
  })

  it('goes by itself after the days of its kind, in batches, told before and proved after', async () => {
    const ended = await story()
    await ended.close()
    const open = await story('webhook-person-2')
    const begun = clock.getTime()
    const silent = await Promise.all(Array.from({ length: 120 }, () => server.converse()))
    await Promise.all(silent.map((citizen) => server.ask(citizen, 'm', '老板拖欠三个月工资')))
    const { retention } = privacy()
    const none = { conversations: 0, tickets: 0, calls: 0, deliveries: 0, exchange: 0, drafts: 0 }
    expect(await retention.due()).toEqual(none)
    expect(await retention.apply()).toEqual(none)

    await vi.waitFor(async () => {
      const waiting = await database.db
        .selectFrom('deliveries')
        .select('id')
        .where('status', '=', 'queued')
        .execute()
      expect(waiting).toEqual([])
    }, 20_000)
    clock = new Date(begun + 179 * DAY_MS)
    expect(await retention.due()).toEqual(none)
    // One of them speaks up again, and is kept.
    await server.ask(silent[0]!, 'm2', '还是没发')
    clock = new Date(begun + 181 * DAY_MS)
    const due = await retention.due()
    expect(due).toMatchObject({ conversations: 119, tickets: 0, calls: 0, drafts: 0 })
    expect(due.deliveries).toBeGreaterThan(0)
    // What never reached the work platform stays until it has; the callbacks go.
    expect(due.exchange).toBe(2)
    expect(await retention.apply()).toEqual(due)
    expect(await retention.due()).toEqual(none)
    const proof = await audited('privacy.retention')
    const sum = (kind: string) =>
      proof
        .filter(({ subject }) => subject === kind)
        .reduce((all, { details }) => all + Number(details.count), 0)
    expect(['conversations', 'deliveries', 'exchange'].map(sum)).toEqual([119, due.deliveries, 2])
    expect(proof.filter(({ subject }) => subject === 'conversations').length).toBeGreaterThan(2)

    clock = new Date(begun + 1096 * DAY_MS)
    expect(await retention.due()).toMatchObject({ tickets: 1 })
    await retention.apply()
    const erased = await database.db
      .selectFrom('conversations')
      .select('id')
      .where('erased_at', 'is not', null)
      .execute()
    expect(erased).toHaveLength(121)
    expect(erased.map(({ id }) => id)).toContain(ended.conversationId)
    expect(erased.map(({ id }) => id)).not.toContain(open.conversationId)
    // For good: nothing is due.
    const forGood = Object.fromEntries(Object.keys(DAYS).map((kind) => [kind, 0])) as unknown as RetentionDays
    expect(await privacy(forGood).retention.due()).toEqual(none)
  }, 60_000)

  it('is erased once where two servers are at it', async () => {
    const citizens = await Promise.all(Array.from({ length: 70 }, () => server.converse()))
    expect(citizens).toHaveLength(70)
    clock = new Date(clock.getTime() + 200 * DAY_MS)
    const both = await Promise.all([privacy().retention.apply(), privacy().retention.apply()])
    expect(both.map((counts) => counts?.conversations ?? 0).reduce((a, b) => a + b)).toBe(70)
    expect(
      (await audited('privacy.retention')).reduce((all, { details }) => all + Number(details.count), 0),
    ).toBe(70)
  })
})
