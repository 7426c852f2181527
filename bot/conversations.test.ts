import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataKey } from '../storage/data-key.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { emptyAnswer } from './answer.js'
import { type Conversations, createConversations } from './conversations.js'
import { silentResult } from './results-without-bot.js'
import type { TurnResult } from './turn.js'
import { zhCN } from './words/zh-CN.js'

const dataKey = createDataKey(Buffer.alloc(32, 1))

function result(summary: string, change: Partial<TurnResult['trace']> = {}): TurnResult {
  return {
    outcome: 'answered_from_sources',
    answer: emptyAnswer(summary),
    ticket: null,
    trace: {
      intent: 'legal_question',
      matter: 'labour',
      serviceLine: null,
      region: null,
      standaloneQuestion: null,
      probability: null,
      sources: [],
      steps: [],
      endedBy: 'check-answer',
      ...change,
    },
  }
}

const SILENT = silentResult(zhCN)

describe.each(testDatabases())('conversations on $name', ({ open }) => {
  let database: TestDatabase
  let conversations: Conversations
  let clock: Date
  beforeEach(async () => {
    database = await open()
    clock = new Date('2026-11-23T01:00:00Z')
    conversations = openStore()
  })
  afterEach(() => database.drop())

  const openStore = () =>
    createConversations({
      ...database,
      dataKey,
      mask: (text) => text.replace(/\d{11}/g, '[电话1]'),
      now: () => {
        clock = new Date(clock.getTime() + 1000)
        return clock
      },
      randomBytes,
    })
  const accept = (conversationId: string, clientMessageId: string, text = '老板欠薪') =>
    conversations.accept({ conversationId, clientMessageId, text })
  async function answer(conversationId: string, clientMessageId: string, reply: TurnResult) {
    const accepted = await accept(conversationId, clientMessageId)
    if (accepted.status !== 'new') throw new Error(accepted.status)
    return conversations.finish(accepted.messageId, reply, SILENT)
  }

  it('opens a conversation to its secret only', async () => {
    const mine = await conversations.create({ channel: 'web', regionCode: '320100' })
    const other = await conversations.create({ channel: 'web' })
    expect(Buffer.from(mine.secret, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(await conversations.authenticate(mine.id, mine.secret)).toEqual({
      id: mine.id,
      channel: 'web',
      regionCode: '320100',
    })
    expect(await conversations.authenticate(mine.id, other.secret)).toBeNull()
    expect(await conversations.authenticate('c_unknown', mine.secret)).toBeNull()
  })

  it('stores neither the secret nor the text in the clear', async () => {
    const { id, secret } = await conversations.create({ channel: 'web' })
    await accept(id, 'm1', '我的电话是13812345678')
    const rows = JSON.stringify([
      await database.db.selectFrom('conversations').selectAll().execute(),
      await database.db.selectFrom('messages').selectAll().execute(),
    ])
    expect(rows).not.toContain(secret)
    expect(rows).not.toContain('13812345678')
    expect(rows).toContain('我的电话是[电话1]')
  })

  it('accepts a message once and gives its stored reply afterwards', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    const first = await accept(id, 'm1')
    const again = await accept(id, 'm1')
    expect([first.status, again.status]).toEqual(['new', 'pending'])
    if (first.status !== 'new') return
    const stored = await conversations.finish(first.messageId, result('先协商'), SILENT)
    expect(await accept(id, 'm1')).toEqual({
      status: 'answered',
      messageId: first.messageId,
      reply: stored,
    })
  })

  it('keeps the first of two results for one message', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    const accepted = await accept(id, 'm1')
    if (accepted.status !== 'new') throw new Error(accepted.status)
    const [a, b] = await Promise.all([
      conversations.finish(accepted.messageId, result('一'), SILENT),
      conversations.finish(accepted.messageId, result('二'), SILENT),
    ])
    expect(a).toEqual(b)
    expect(await conversations.storedReply(accepted.messageId)).toEqual(a)
  })

  it('takes one of many copies that arrive at once through two processes', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    const other = openStore()
    const accepted = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? other : conversations).accept({ conversationId: id, clientMessageId: 'm1', text: '问' }),
      ),
    )
    expect(accepted.filter((one) => one.status === 'new')).toHaveLength(1)
    expect(accepted.filter((one) => one.status === 'pending')).toHaveLength(39)
    expect(new Set(accepted.map((one) => 'messageId' in one && one.messageId)).size).toBe(1)
  })

  it('refuses a second question while one is open, but not a call for a human', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    const first = await accept(id, 'm1')
    expect(await accept(id, 'm2')).toEqual({ status: 'busy' })
    const handoff = await conversations.accept({
      conversationId: id,
      clientMessageId: 'h1',
      text: '转人工',
      kind: 'handoff',
    })
    expect(handoff.status).toBe('new')
    if (first.status !== 'new') throw new Error(first.status)
    await conversations.finish(first.messageId, result('先协商'), SILENT)
    expect((await accept(id, 'm2')).status).toBe('new')
  })

  it('names what was accepted and not answered, oldest first', async () => {
    const [one, two] = [
      await conversations.create({ channel: 'web', regionCode: '320100' }),
      await conversations.create({ channel: 'web' }),
    ]
    await accept(one.id, 'm1', '第一')
    const before = new Date(clock.getTime() + 1).toISOString()
    await accept(two.id, 'm1', '第二')
    const read = async (ids: string[]) =>
      Promise.all(ids.map(async (messageId) => (await conversations.unansweredMessage(messageId))!))
    const unanswered = await read(await conversations.unanswered())
    expect(unanswered.map(({ text, regionCode, kind }) => ({ text, regionCode, kind }))).toEqual([
      { text: '第一', regionCode: '320100', kind: 'question' },
      { text: '第二', regionCode: undefined, kind: 'question' },
    ])
    const older = await read(await conversations.unanswered(before))
    expect(older.map(({ text }) => text)).toEqual(['第一'])
    await conversations.finish(older[0]!.messageId, result('答'), SILENT)
    expect(await conversations.unansweredMessage(older[0]!.messageId)).toBeNull()
  })

  it('remembers the last five exchanges, oldest first', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    for (let i = 1; i <= 7; i++) {
      await answer(id, `m${i}`, result(`答${i}`, { standaloneQuestion: `问${i}`, matter: 'traffic' }))
    }
    const history = await conversations.history(id)
    expect(history.map((exchange) => exchange.standaloneQuestion)).toEqual([
      '问3',
      '问4',
      '问5',
      '问6',
      '问7',
    ])
    expect(history[4]).toMatchObject({ matter: 'traffic', answer: { summary: '答7' } })
  })

  it('rates a reply of the same conversation only', async () => {
    const [mine, other] = [
      await conversations.create({ channel: 'web' }),
      await conversations.create({ channel: 'web' }),
    ]
    const { replyId } = await answer(mine.id, 'm1', result('答'))
    expect(await conversations.rate(other.id, replyId, 'helpful')).toBe(false)
    expect(await conversations.rate(mine.id, replyId, 'unhelpful', '没说到点子上')).toBe(true)
    const [entry] = await conversations.timeline(mine.id)
    expect(entry?.reply?.rating).toBe('unhelpful')
    expect(await conversations.conversationOfReply(replyId)).toBe(mine.id)
  })

  it('shows messages with their replies in order, open ones without', async () => {
    const { id } = await conversations.create({ channel: 'web' })
    await answer(id, 'm1', result('答1'))
    await accept(id, 'm2', '第二问')
    const timeline = await conversations.timeline(id)
    expect(timeline.map((entry) => [entry.clientMessageId, entry.text, entry.reply?.answer.summary])).toEqual(
      [
        ['m1', '老板欠薪', '答1'],
        ['m2', '第二问', undefined],
      ],
    )
  })

  it('reads events after a number, each conversation its own', async () => {
    const [mine, other] = [
      await conversations.create({ channel: 'web' }),
      await conversations.create({ channel: 'web' }),
    ]
    const reply = (text: string) => ({
      kind: 'staff_reply' as const,
      ticketNumber: '2026-1123-0001',
      text,
      at: '2026-11-23T02:00:00.000Z',
    })
    await database.db.transaction().execute(async (trx) => {
      await conversations.appendEvents(trx, mine.id, [reply('一'), reply('二')])
      await conversations.appendEvents(trx, other.id, [reply('别人的')])
    })
    const all = await conversations.eventsOf(mine.id, 0)
    expect(all.map((event) => event.kind === 'staff_reply' && event.text)).toEqual(['一', '二'])
    expect(await conversations.eventsOf(mine.id, all[0]!.seq)).toEqual([all[1]])
    expect(await conversations.lastEventSeq()).toBeGreaterThan(all[1]!.seq)
    expect(
      JSON.stringify(await database.db.selectFrom('conversation_events').selectAll().execute()),
    ).not.toContain('别人的')
  })
})
