import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDataKey } from '../storage/data-key.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { emptyAnswer } from './answer.js'
import { type Conversations, createConversations } from './conversations.js'
import { type Asked, type Bot, createRunTurn, type Reply, type RunTurnDeps } from './run-turn.js'
import type { OpenedTicket, TicketRequest } from './ticket-ports.js'
import type { TurnInput, TurnResult } from './turn.js'
import { en } from './words/en.js'
import { zhCN } from './words/zh-CN.js'

const dataKey = createDataKey(Buffer.alloc(32, 1))

function answered({ text }: TurnInput): TurnResult {
  return {
    outcome: 'answered_from_sources',
    answer: emptyAnswer(`答：${text}`),
    ticket: null,
    trace: {
      intent: 'legal_question',
      matter: 'labour',
      serviceLine: null,
      region: null,
      standaloneQuestion: text,
      probability: 0.9,
      sources: [],
      steps: [],
      endedBy: 'check-answer',
    },
  }
}

function replyOf(asked: Asked): Promise<Reply> {
  if (asked.status !== 'running') throw new Error(asked.status)
  return asked.reply
}

describe.each(testDatabases())('running a turn on $name', ({ open }) => {
  let database: TestDatabase
  let conversations: Conversations
  let conversationId: string
  let requests: TicketRequest[]
  let errors: unknown[]
  beforeEach(async () => {
    database = await open()
    conversations = createConversations({
      ...database,
      dataKey,
      mask: (text) => text,
      now: () => new Date(),
      randomBytes,
    })
    conversationId = (await conversations.create({ channel: 'web' })).id
    requests = []
    errors = []
  })
  afterEach(() => database.drop())

  function create(respond: Bot['respond'], change: Partial<RunTurnDeps> = {}) {
    const ticketOf = (messageId: string): OpenedTicket => ({
      id: `t_${messageId}`,
      number: '2026-1123-0001',
      queryCode: '8KQ4-8KQ4-8KQ4',
      status: 'waiting',
    })
    return createRunTurn({
      conversations,
      bot: { respond },
      openTicket: async (request) => {
        requests.push(request)
        return ticketOf(request.messageId)
      },
      findOpenedTicket: async (messageId) => ticketOf(messageId),
      words: zhCN,
      now: () => new Date(),
      onError: (error) => errors.push(error),
      ...change,
    })
  }
  const message = (clientMessageId: string, text = '问') => ({
    conversationId,
    clientMessageId,
    text,
    channel: 'web',
  })

  it('answers and stores', async () => {
    const runTurn = create(async (input) => answered(input))
    const reply = await replyOf(await runTurn.ask(message('m1', '老板欠薪')))
    expect(reply.answer.summary).toBe('答：老板欠薪')
    expect(await conversations.unanswered()).toEqual([])
  })

  it('asks the bot once for copies of a message that come at once', async () => {
    let calls = 0
    const runTurn = create(async (input) => {
      calls++
      await new Promise((resolve) => setTimeout(resolve, 30))
      return answered(input)
    })
    const asked = await Promise.all(Array.from({ length: 20 }, () => runTurn.ask(message('m1'))))
    const replies = await Promise.all(asked.map(replyOf))
    expect(calls).toBe(1)
    expect(new Set(replies.map((reply) => reply.replyId)).size).toBe(1)
  })

  it('refuses a second question while the first is open', async () => {
    let release = () => {}
    const runTurn = create(async (input) => {
      await new Promise<void>((resolve) => {
        release = resolve
      })
      return answered(input)
    })
    const first = await runTurn.ask(message('m1'))
    expect((await runTurn.ask(message('m2'))).status).toBe('busy')
    release()
    await replyOf(first)
  })

  it('tells everybody who listens how far it is', async () => {
    const runTurn = create(async (input, { onProgress }) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      onProgress({ kind: 'step', name: 'find-sources' })
      return answered(input)
    })
    const asked = await runTurn.ask(message('m1'))
    const heard: unknown[] = []
    if (asked.status === 'running') asked.onProgress((progress) => heard.push(progress))
    await replyOf(asked)
    expect(heard).toEqual([{ kind: 'step', name: 'find-sources' }])
  })

  it('turns a fault of the bot into a kind answer and a ticket', async () => {
    const runTurn = create(async () => {
      throw new Error('broken')
    })
    const reply = await replyOf(await runTurn.ask(message('m1', '老板欠薪')))
    expect(reply.outcome).toBe('failed_internal')
    expect(reply.answer.summary).toContain('2026-1123-0001')
    expect(requests).toMatchObject([{ reason: 'failed', summaryMasked: '老板欠薪' }])
    expect(errors).toHaveLength(1)
  })

  it('answers kindly even when no ticket can be opened', async () => {
    const runTurn = create(
      async () => {
        throw new Error('broken')
      },
      {
        openTicket: async () => {
          throw new Error('no tickets today')
        },
      },
    )
    const reply = await replyOf(await runTurn.ask(message('m1')))
    expect([reply.outcome, reply.ticket]).toEqual(['failed_internal', null])
    expect(reply.answer.summary).toContain('12348')
  })

  it('gives up a bot that takes too long, even one that ignores its signal', async () => {
    const runTurn = create(() => new Promise(() => {}), { turnTimeoutMs: 50 })
    const reply = await replyOf(await runTurn.ask(message('m1')))
    expect(reply.outcome).toBe('failed_internal')
  })

  it('answers at the next start what a stopped process left open', async () => {
    const stopped = create(() => new Promise(() => {}))
    const left = await stopped.ask(message('m1', '老板欠薪'))
    await stopped.stop(10)
    await expect(replyOf(left)).rejects.toThrow()
    expect(await conversations.unanswered()).toHaveLength(1)
    expect((await stopped.ask(message('m2'))).status).toBe('overloaded')

    const next = create(async (input) => answered(input))
    expect(await next.recover()).toBe(1)
    const reply = await replyOf(await next.ask(message('m1')))
    expect(reply.answer.summary).toBe('答：老板欠薪')
  })

  it('takes up a call for a human as one, also when its copy comes as a question', async () => {
    await conversations.accept({ ...message('h1', '转人工'), kind: 'handoff', regionCode: '320100' })
    const runTurn = create(async (input) => answered(input))
    const reply = await replyOf(await runTurn.ask(message('h1', '转人工')))
    expect(reply.outcome).toBe('handed_off_on_request')
    expect(requests).toMatchObject([{ reason: 'on_request', regionCode: '320100' }])
  })

  it('answers what else was left open where one message cannot be read', async () => {
    const [damaged, sound] = [
      await conversations.accept(message('m1')),
      await conversations.accept({
        ...message('m1'),
        conversationId: (await conversations.create({ channel: 'web' })).id,
      }),
    ]
    if (damaged.status !== 'new' || sound.status !== 'new') throw new Error('not accepted')
    await database.db
      .updateTable('messages')
      .set({ text_encrypted: 'v1.damaged' })
      .where('id', '=', damaged.messageId)
      .execute()
    const runTurn = create(async (input) => answered(input))
    expect(await runTurn.recover()).toBe(1)
    expect(errors).toHaveLength(1)
    expect(await conversations.unanswered()).toEqual([damaged.messageId])
  })

  it('leaves young messages of another process alone', async () => {
    await conversations.accept(message('m1'))
    const runTurn = create(async (input) => answered(input))
    expect(await runTurn.recover(60_000)).toBe(0)
    expect(await conversations.unanswered()).toHaveLength(1)
  })

  it('hands off on request, about the question before', async () => {
    const runTurn = create(async (input) => answered(input))
    await replyOf(await runTurn.ask(message('m1', '老板欠薪')))
    const reply = await replyOf(await runTurn.ask({ ...message('h1', '转人工'), kind: 'handoff' }))
    expect(reply.outcome).toBe('handed_off_on_request')
    expect(reply.ticket?.number).toBe('2026-1123-0001')
    expect(requests).toMatchObject([
      { reason: 'on_request', matter: 'labour', summaryMasked: '老板欠薪\n转人工' },
    ])
  })

  it('says in its own language what it says without the bot', async () => {
    const broken = create(
      async () => {
        throw new Error('broken')
      },
      { words: en },
    )
    const failed = await replyOf(await broken.ask(message('m1')))
    const handedOff = await replyOf(await broken.ask({ ...message('h1'), kind: 'handoff' }))
    expect(failed.answer.summary).toBe(en.failedWithTicket('2026-1123-0001'))
    expect(JSON.stringify([failed.answer, handedOff.answer])).not.toMatch(/\p{Script=Han}/u)
  })

  it('refuses more turns than it can work on', async () => {
    const runTurn = create(async (input) => answered(input), { maxTurns: 0 })
    expect((await runTurn.ask(message('m1'))).status).toBe('overloaded')
    expect(await conversations.timeline(conversationId)).toEqual([])
  })
})
