import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bot } from '../bot/run-turn.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { readEvents, scriptedResult, startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

type Citizen = Awaited<ReturnType<TestServer['converse']>>

/** A bot that starts and then waits until it is told to go on. */
function slowBot() {
  let go = () => {}
  let started = () => {}
  const begun = new Promise<void>((resolve) => {
    started = resolve
  })
  const waiting = new Promise<void>((resolve) => {
    go = resolve
  })
  return {
    begun,
    go: () => go(),
    wait() {
      started()
      return waiting
    },
  }
}

describe.each(testDatabases())('a conversation in the hands of staff on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let wang: StaffClient
  let zhou: StaffClient
  let respond: Bot['respond']
  let botCalls = 0
  let timeMs = Date.parse('2026-11-27T02:00:00Z')
  const usual: Bot['respond'] = async (input) => scriptedResult(input)

  beforeAll(async () => {
    database = await open()
    server = await startTestServer({
      database,
      respond: (...args) => {
        botCalls++
        return respond(...args)
      },
      // Every look at the clock is a little later, as in life.
      now: () => new Date(++timeMs),
      staffSettings: { idleMinutes: 600 },
    })
    const member = async (account: StaffRow) => {
      const client = createStaffClient(server)
      await client.become(account)
      return client
    }
    wang = await member(await activeAccount(server, { name: '王芳', role: 'hotline' }))
    zhou = await member(await activeAccount(server, { name: '周主管', role: 'supervisor' }))
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })
  beforeEach(() => {
    respond = usual
    botCalls = 0
  })

  const at = ({ id }: Citizen, what = '') => `/api/desk/conversations/${id}${what}`
  const takeOver = (citizen: Citizen, client = wang) => client.request('POST', at(citizen, '/take-over'), {})
  const release = (citizen: Citizen, client = wang) => client.request('POST', at(citizen, '/release'), {})
  const say = (citizen: Citizen, text: string, messageId?: string) =>
    wang.request('POST', at(citizen, '/messages'), { text, messageId })
  const history = async ({ id, secret }: Citizen) =>
    (await server.request(`/api/conversations/${id}/messages`, { bearer: secret })).body
  const kinds = async (citizen: Citizen) =>
    (await history(citizen)).events.map(({ kind }: { kind: string }) => kind)
  const pass = (minutes: number) => {
    timeMs += minutes * 60_000
  }

  it('is silent on the side of the bot until it is given back, and says so both times', async () => {
    const citizen = await server.converse()
    await server.ask(citizen, 'a', '老板欠薪')
    expect((await takeOver(citizen)).body.takeover.staffName).toBe('王芳')
    botCalls = 0
    const live = await server.ask(citizen, 'b', '你们在吗')
    expect(live.body).toMatchObject({
      outcome: 'silent_live',
      answer: { summary: '已送达工作人员，回复会出现在这里。', aiGenerated: false },
    })
    expect(botCalls).toBe(0)
    const shown = (await wang.request('GET', at(citizen))).body
    expect(shown).toMatchObject({
      waiting: { messages: 1 },
      lastMessage: '你们在吗',
      matter: expect.any(String),
    })
    expect(shown.transcript[1].answer.summary).toBe('答：老板欠薪')
    expect(shown.transcript.map(({ role, text }: { role: string; text: string }) => [role, text])).toEqual([
      ['citizen', '老板欠薪'],
      ['bot', '答：老板欠薪'],
      ['notice', '接入会话，智能助手停止答复'],
      ['citizen', '你们在吗'],
    ])
    await say(citizen, '在的，请讲。')
    expect((await wang.request('GET', at(citizen))).body.waiting).toBeNull()
    await release(citizen)
    expect(await kinds(citizen)).toEqual(['staff_joined', 'staff_message', 'staff_left'])
    expect((await server.ask(citizen, 'c', '还有一个问题')).body.outcome).toBe('answered_from_sources')
    expect(botCalls).toBe(1)
  })

  it('is not talked over by a reply that was in the making, and the citizen may write on at once', async () => {
    const bot = slowBot()
    respond = async (input) => {
      await bot.wait()
      return scriptedResult(input)
    }
    const citizen = await server.converse()
    const asked = server.ask(citizen, 'a', '老板欠薪')
    await bot.begun
    await takeOver(citizen)
    expect((await server.ask(citizen, 'b', '有人吗')).body.outcome).toBe('silent_live')
    bot.go()
    expect((await asked).body.outcome).toBe('silent_live')
    const { messages } = await history(citizen)
    expect(JSON.stringify(messages)).not.toContain('答：')
  })

  it('keeps the reply that was stored before staff came', async () => {
    const citizen = await server.converse()
    expect((await server.ask(citizen, 'a', '老板欠薪')).body.outcome).toBe('answered_from_sources')
    await takeOver(citizen)
    expect((await history(citizen)).messages[0].reply.outcome).toBe('answered_from_sources')
  })

  it('stops the text of an answer that is being written', async () => {
    const bot = slowBot()
    respond = async (input, { onProgress }) => {
      onProgress({ kind: 'partial', text: '您可以' })
      await bot.wait()
      onProgress({ kind: 'partial', text: '您可以先协商。' })
      return scriptedResult(input)
    }
    const citizen = await server.converse()
    const stream = await fetch(`${server.url}/api/conversations/${citizen.id}/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${citizen.secret}`,
      },
      body: JSON.stringify({ messageId: 'a', text: '老板欠薪' }),
    })
    await bot.begun
    await takeOver(citizen)
    bot.go()
    const events = await readEvents(stream, (seen) => seen.at(-1)?.event === 'final')
    expect(events.filter(({ event }) => event === 'partial').map(({ data }) => data)).toEqual([
      { text: '您可以' },
    ])
    expect(events.at(-1)?.data).toMatchObject({ outcome: 'silent_live' })
  })

  it('is decided by the database: never a bot reply after a committed take-over', async () => {
    for (let i = 0; i < 15; i++) {
      const citizen = await server.converse()
      const [reply, taken] = await Promise.all([
        server.ask(citizen, 'a', '老板欠薪'),
        new Promise((resolve) => setTimeout(resolve, i)).then(() => takeOver(citizen)),
      ])
      expect(taken.status).toBe(200)
      const { messages, events } = await history(citizen)
      const joined = events.find(({ kind }: { kind: string }) => kind === 'staff_joined')
      expect(messages[0].reply.outcome).toBe(reply.body.outcome)
      expect(['silent_live', 'answered_from_sources']).toContain(reply.body.outcome)
      expect(joined).toBeDefined()
      expect((await server.ask(citizen, 'b', '还在吗')).body.outcome).toBe('silent_live')
    }
  })

  it('belongs to one member: of two who press at once one wins, a supervisor may end it', async () => {
    const citizen = await server.converse()
    const pressed = await Promise.all([takeOver(citizen, wang), takeOver(citizen, zhou)])
    expect(pressed.map(({ status }) => status).sort()).toEqual([200, 409])
    const again = await server.converse()
    await takeOver(again, wang)
    expect((await takeOver(again, wang)).status).toBe(200)
    expect((await takeOver(again, zhou)).body.error.message).toBe('这个会话正由王芳接待。')
    expect((await zhou.request('POST', at(again, '/messages'), { text: '您好' })).body.error.code).toBe(
      'held',
    )
    expect((await release(again, zhou)).status).toBe(200)
    expect((await say(again, '您好')).body.error.code).toBe('not_held')
    expect((await release(again, wang)).body.error.code).toBe('not_held')
    expect(await kinds(again)).toEqual(['staff_joined', 'staff_left'])
  })

  it('hears a whisper that the citizen never sees', async () => {
    const citizen = await server.converse()
    const whisper = (client: StaffClient) =>
      client.request('POST', at(citizen, '/whisper'), { text: '先问清入职时间' })
    expect((await whisper(zhou)).body.error.code).toBe('not_held')
    await takeOver(citizen)
    expect((await whisper(wang)).body.error.code).toBe('own_conversation')
    expect((await whisper(zhou)).status).toBe(200)
    expect((await wang.request('GET', at(citizen))).body.transcript.at(-1)).toMatchObject({
      role: 'whisper',
      text: '先问清入职时间',
      by: '周主管',
    })
    expect(JSON.stringify(await history(citizen))).not.toContain('入职时间')
    expect((await whisper(zhou)).status).toBe(200)
  })

  it('comes back when staff write nothing for ten minutes; what they left unanswered becomes a ticket', async () => {
    const [left, quiet] = [await server.converse(), await server.converse()]
    await takeOver(left)
    await takeOver(quiet)
    await server.ask(quiet, 'a', '工资的事')
    pass(9)
    await say(quiet, '已查到，请等通知。')
    await server.ask(left, 'a', '我的工资什么时候发')
    pass(2)
    await server.desk.live.endIdle((error) => server.errors.push(error))
    expect(await kinds(quiet)).toEqual(['staff_joined', 'staff_message'])
    const { events, messages } = await history(left)
    const notice = events.find(({ kind }: { kind: string }) => kind === 'staff_left')
    expect(notice).toMatchObject({ timedOut: true, ticketNumber: expect.stringMatching(/^\d{4}-/) })
    expect(messages.at(-1).reply.ticket.number).toBe(notice.ticketNumber)
    expect((await server.ask(left, 'b', '那怎么办')).body.outcome).toBe('answered_from_sources')
    pass(10)
    await server.desk.live.endIdle((error) => server.errors.push(error))
    const ended = (await history(quiet)).events.at(-1)
    expect(ended).toMatchObject({ kind: 'staff_left', timedOut: true, ticketNumber: null })
    expect(await server.desk.live.endIdle((error) => server.errors.push(error))).toBe(0)
  })

  it('makes no burst: what was written to staff is not answered by the bot afterwards', async () => {
    const citizen = await server.converse()
    await takeOver(citizen)
    for (const id of ['a', 'b', 'c', 'd']) await server.ask(citizen, id, `第${id}句`)
    await release(citizen)
    expect(await server.runTurn.recover()).toBe(0)
    expect(botCalls).toBe(0)
    const { messages } = await history(citizen)
    expect(new Set(messages.map((each: { reply: { outcome: string } }) => each.reply.outcome))).toEqual(
      new Set(['silent_live']),
    )
  })

  it('does not loop: neither words of staff nor a message that comes twice call the bot or repeat a notice', async () => {
    const citizen = await server.converse()
    await takeOver(citizen)
    await takeOver(citizen)
    await say(citizen, '您好', 'one')
    await say(citizen, '您好', 'one')
    await server.ask(citizen, 'a', '在吗')
    await server.ask(citizen, 'a', '在吗')
    expect(await kinds(citizen)).toEqual(['staff_joined', 'staff_message'])
    expect((await history(citizen)).messages).toHaveLength(1)
    expect(botCalls).toBe(0)
  })

  it('opens no ticket by 转人工 while a human is there, and keeps the one that a withheld reply opened', async () => {
    const citizen = await server.converse()
    await takeOver(citizen)
    const pressed = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    expect(pressed.body).toMatchObject({ outcome: 'silent_live' })
    expect(pressed.body.ticket).toBeUndefined()

    const bot = slowBot()
    respond = async (input) => {
      const ticket = await server.tickets.openTicket({
        ...{ conversationId: input.conversationId, messageId: input.messageId, reason: 'low_confidence' },
        ...{
          urgency: 'normal',
          matter: 'labour',
          serviceLine: null,
          regionCode: null,
          summaryMasked: '欠薪',
        },
      })
      await bot.wait()
      return scriptedResult(input, { outcome: 'handed_off_low_confidence', ticket })
    }
    const other = await server.converse()
    const asked = server.ask(other, 'a', '老板欠薪')
    await bot.begun
    await takeOver(other)
    bot.go()
    const reply = (await asked).body
    expect(reply.outcome).toBe('silent_live')
    const [message] = (await history(other)).messages
    expect(message.reply.ticket.number).toMatch(/^\d{4}-/)
  })

  it('never says that it passes on what became no ticket', async () => {
    const citizen = await server.converse()
    respond = async () => {
      throw new Error('the ticket could not be stored')
    }
    const reply = (await server.ask(citizen, 'a', '转人工')).body
    expect(reply.outcome).toBe('failed_internal')
    // The fault itself went to staff: what is said of a ticket names one that there is.
    expect(await server.tickets.findTickets(citizen.id)).toMatchObject([{ number: reply.ticket.number }])
    expect(reply.answer.summary).toContain(reply.ticket.number)
    server.errors.length = 0
  })

  it('is told to desks at once, and found among those that go on, with how sure the bot was', async () => {
    const citizen = await server.converse()
    const stream = await fetch(`${server.url}/api/desk/events`, {
      headers: { cookie: wang.cookie!, 'sec-fetch-site': 'same-origin' },
    })
    const of = (seen: { event: string; data: unknown }[]) =>
      seen
        .filter(({ event }) => event === 'conversation')
        .map(({ data }) => data as { conversationId: string; kind: string })
        .filter(({ conversationId }) => conversationId === citizen.id)
        .map(({ kind }) => kind)
    const KINDS = ['message', 'reply', 'taken_over', 'staff_message', 'released']
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const reading = readEvents(stream, (seen) => {
      if (seen.some(({ event }) => event === 'ready')) begin()
      // What is said and what staff do are followed apart: which of them is told first is left open.
      return new Set(of(seen)).size === KINDS.length
    })
    // What happens before is in the lists.
    await begun
    await server.ask(citizen, 'a', '老板欠薪')
    await takeOver(citizen)
    await say(citizen, '您好')
    await release(citizen)
    expect(new Set(of(await reading))).toEqual(new Set(KINDS))
    const { conversations } = (await zhou.request('GET', '/api/desk/conversations')).body
    const found = conversations.find(({ id }: { id: string }) => id === citizen.id)
    expect(found).toMatchObject({ probability: 0.9, waiting: null, takeover: null, lastMessage: '老板欠薪' })
  })

  it('waits for staff from its hand-off on until somebody answers, live or from the ticket', async () => {
    const citizen = await server.converse()
    await server.ask(citizen, 'a', '老板欠薪')
    const shown = async () => (await wang.request('GET', at(citizen))).body
    expect((await shown()).waiting).toBeNull()
    const { body } = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    const { waiting, ticketNumber } = await shown()
    expect(waiting).toEqual({ since: expect.any(String), messages: 1 })
    expect(ticketNumber).toBe(body.ticket.number)
    await takeOver(citizen)
    await server.ask(citizen, 'b', '有人吗')
    expect((await shown()).waiting).toEqual({ since: waiting.since, messages: 2 })
    await server.tickets.run(
      ticketNumber,
      { kind: 'reply', text: '您好，已收到。' },
      { kind: 'staff', id: 'x', name: '王芳' },
    )
    expect((await shown()).waiting).toBeNull()
    await server.ask(citizen, 'c', '谢谢')
    expect((await shown()).waiting.messages).toBe(1)
    await say(citizen, '不客气')
    expect((await shown()).waiting).toBeNull()
    await release(citizen)
  })

  it('leaves its audit: who came, wrote, whispered and left, without a word of what was written', async () => {
    const citizen = await server.converse()
    await takeOver(citizen)
    await say(citizen, '这句话不进日志')
    await zhou.request('POST', at(citizen, '/whisper'), { text: '这句也不' })
    await release(citizen)
    const log = await server.staff.audit.list({ limit: 10, subject: citizen.id })
    expect(log.map(({ action, actorName }) => `${action} ${actorName}`)).toEqual([
      'conversation.release 王芳',
      'conversation.whisper 周主管',
      'conversation.message 王芳',
      'conversation.take_over 王芳',
    ])
    expect(JSON.stringify(log)).not.toMatch(/这句/)
  })

  it('leaves no fault behind', () => expect(server.errors).toEqual([]))
})
