import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { openTestBot } from '../bot/fixtures/open-test-bot.js'
import { createPropose } from '../bot/propose.js'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import type { ServerMessage } from '../platform/desk/suggestions/stream-messages.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const WAGES = '老板拖欠工资怎么办'
const PHONE = '13912345678'
const CITY = { name: '示例宁市中心', level: 'city', regionCode: '320100', parent: null } as const
const OTHER = { name: '示例苏市中心', level: 'city', regionCode: '320500', parent: null } as const
const plain = { address: '', phone: '', hours: '', serviceLines: [], longitude: null, latitude: null }

type List = Extract<ServerMessage, { type: 'suggestions' }>

/** The page or a recogniser on the stream of a call. */
async function openStream(server: TestServer, client: StaffClient, callId: string, headers = {}) {
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/api/desk/hotline/calls/${callId}/stream`,
    { headers: { cookie: client.cookie ?? '', origin: server.url, ...headers } },
  )
  const messages: ServerMessage[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    for (const wake of waiting) wake()
  })
  const refused = once(socket, 'unexpected-response').then(([, response]) => response.statusCode as number)
  const opened = once(socket, 'open').then(() => 101)
  const status = await Promise.race([opened, refused.catch(() => 0)])
  opened.catch(() => {})
  return {
    status,
    messages,
    socket,
    say: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next<Type extends ServerMessage['type']>(type: Type, after = 0) {
      for (;;) {
        const found = messages.slice(after).find((message) => message.type === type)
        if (found) return found as Extract<ServerMessage, { type: Type }>
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
    async close() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

describe.each(testDatabases())('the hotline on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let testBot: Awaited<ReturnType<typeof openTestBot>>
  let client: StaffClient
  let elsewhere: StaffClient

  const call = async (who = client): Promise<string> =>
    (await who.request('POST', '/api/desk/hotline/calls')).body.callId

  beforeAll(async () => {
    database = await open()
    await database.db.transaction().execute((trx) =>
      storeOffices(trx, [
        { ...CITY, ...plain },
        { ...OTHER, ...plain },
      ]),
    )
    testBot = await openTestBot()
    server = await startTestServer({ database, propose: createPropose(testBot.deps) })
    const offices = await database.db.selectFrom('offices').select(['id', 'name']).execute()
    const workerOf = async (office: string) => {
      const { id } = offices.find(({ name }) => name === office)!
      const account = await activeAccount(server, { name: `话务${office}`, role: 'hotline', officeId: id })
      const worker = createStaffClient(server)
      await worker.become(account)
      return worker
    }
    client = await workerOf(CITY.name)
    elsewhere = await workerOf(OTHER.name)
  })
  afterAll(async () => {
    await server.close()
    await testBot.close()
    await database.drop()
  })

  it('suggests at a pause: a script to read, answers, articles with their words, and what to ask', async () => {
    const stream = await openStream(server, client, await call())
    for (const text of ['老板', '老板拖欠', WAGES]) stream.say({ type: 'partial', segment: 's1', text })
    const { suggestions, matter, list, tookMs } = await stream.next('suggestions')
    expect({ matter, list }).toEqual({ matter: 'labour', list: 1 })
    expect(tookMs).toBeGreaterThan(0)
    const digits = suggestions.map(({ digit }) => digit)
    expect(digits).toEqual([...new Set(digits)].sort())
    const [script] = suggestions
    expect(script).toMatchObject({ digit: 1, kind: 'script' })
    expect(script!.text).not.toMatch(/[《》（）()[\]〔〕【】]/)
    const answer = suggestions.find(({ kind }) => kind === 'answer')!
    expect(answer.text).toContain(script!.text.slice(0, script!.text.indexOf('。')))
    expect(answer.sources.length).toBeGreaterThan(0)
    const article = suggestions.find(({ kind }) => kind === 'article')!
    expect(article.title).toMatch(/^《.+》第.+条/)
    const [source] = article.sources
    const [passage] = await testBot.deps.passages.byIds([source!.passageId!])
    expect(passage!.text).toContain(article.text)
    expect(suggestions.at(-1)).toMatchObject({ digit: 9, kind: 'question' })
    for (const { probability } of suggestions) expect(probability).toSatisfy((p: number) => p >= 0 && p <= 1)
    await stream.close()
  })

  it('opens no ticket and stores no word of the call while it suggests', async () => {
    const callId = await call()
    const stream = await openStream(server, client, callId)
    stream.say({ type: 'final', segment: 's1', text: `我要转人工，我叫王小明，电话${PHONE}，${WAGES}` })
    await stream.next('suggestions')
    await server.hotline.live.recorded(callId)
    expect(await database.db.selectFrom('tickets').select('id').execute()).toEqual([])
    expect(await database.db.selectFrom('messages').select('id').execute()).toEqual([])
    const stored = await database.db.selectFrom('suggestions').selectAll().execute()
    expect(JSON.stringify(stored)).not.toMatch(/王小明|1391234/)
    await stream.close()
  })

  it('waits for the pause, hears a final result at once, and takes what a second result says instead', async () => {
    const stream = await openStream(server, client, await call())
    stream.say({ type: 'partial', segment: 's1', text: '今天天气' })
    stream.say({ type: 'final', segment: 's1', text: WAGES })
    const first = await stream.next('suggestions')
    expect(first).toMatchObject({ list: 1, matter: 'labour' })
    stream.say({ type: 'final', segment: 's2', speaker: 'worker', text: '离婚财产怎么分' })
    stream.say({ type: 'final', segment: 's1', text: WAGES })
    stream.say({ type: 'final', segment: 's3', text: '没有签劳动合同' })
    const later = await stream.next('suggestions', stream.messages.indexOf(first) + 1)
    expect(later).toMatchObject({ list: 2, matter: 'labour' })
    await stream.close()
  })

  it('shares a call between the page and a recogniser, and tells who joins what was heard', async () => {
    const callId = await call()
    const [page, recogniser] = [
      await openStream(server, client, callId),
      await openStream(server, client, callId),
    ]
    recogniser.say({ type: 'partial', segment: 'asr-1', text: WAGES })
    expect(await page.next('heard')).toEqual({
      ...{ type: 'heard', segment: 'asr-1', speaker: 'caller', text: WAGES, final: false },
    })
    await Promise.all([page.next('suggestions'), recogniser.next('suggestions')])
    expect(recogniser.messages.some(({ type }) => type === 'heard')).toBe(false)
    const late = await openStream(server, client, callId)
    expect(await late.next('heard')).toMatchObject({ text: WAGES })
    await late.next('suggestions')
    for (const stream of [page, recogniser, late]) await stream.close()
  })

  it('refuses whoever is not signed in, comes from another site or another office, and plain requests', async () => {
    const callId = await call()
    const url = `/api/desk/hotline/calls/${callId}/stream`
    const nobody = createStaffClient(server)
    const refusals = await Promise.all([
      openStream(server, nobody, callId),
      openStream(server, client, callId, { origin: 'https://evil.example' }),
      openStream(server, elsewhere, callId),
      openStream(server, client, 'h_none'),
    ])
    expect(refusals.map(({ status }) => status)).toEqual([401, 403, 404, 404])
    expect((await client.request('GET', url)).status).toBe(426)
  })

  it('says what it did not take, and goes on', async () => {
    const stream = await openStream(server, client, await call())
    for (const wrong of [
      'no json',
      { type: 'partial' },
      { type: 'final', segment: 's', text: 'x', more: 1 },
    ]) {
      const before = stream.messages.length
      stream.say(wrong)
      expect(await stream.next('problem', before)).toMatchObject({ code: 'bad_message' })
    }
    stream.say({ type: 'final', segment: 's1', text: WAGES })
    await stream.next('suggestions')
    for (let n = 0; n < 5; n++) {
      stream.say({ type: 'final', segment: `long ${n}`, speaker: 'worker', text: '好'.repeat(8000) })
    }
    expect(await stream.next('problem', stream.messages.length)).toMatchObject({ code: 'too_long' })
    await stream.close()
  })

  it('records what was used, edited with its distance, and rejected, for the figures of those above', async () => {
    const callId = await call()
    const stream = await openStream(server, client, callId)
    stream.say({ type: 'final', segment: 's1', text: WAGES })
    const { suggestions } = (await stream.next('suggestions')) as List
    const choose = async (body: unknown, who = client) =>
      who.request('POST', `/api/desk/hotline/calls/${callId}/choices`, body)
    const [first, second, third] = suggestions
    const used = await choose({ kind: 'taken', key: first!.key, text: first!.copy })
    expect(used.body).toEqual({ choice: 'used', distance: 0 })
    const edited = await choose({ kind: 'taken', key: second!.key, text: `${second!.copy}请您放心` })
    expect(edited.body).toEqual({ choice: 'edited', distance: 4 })
    expect((await choose({ kind: 'rejected', key: third!.key })).body.choice).toBe('rejected')
    expect((await choose({ kind: 'rejected', key: 'answer:none' })).status).toBe(404)
    expect((await choose({ kind: 'rejected', key: third!.key }, elsewhere)).status).toBe(404)

    // What comes later does not change what was chosen.
    stream.say({ type: 'final', segment: 's2', text: '没有签劳动合同' })
    await stream.next('suggestions', stream.messages.length)
    await server.hotline.live.recorded(callId)
    const rows = await database.db
      .selectFrom('suggestions')
      .select(['key', 'list', 'choice'])
      .where('call_id', '=', callId)
      .execute()
    expect(rows.find(({ key }) => key === first!.key)).toMatchObject({ list: 1, choice: 'used' })

    const period = { from: '2000-01-01', to: '2100-01-01' }
    const figures = `/api/desk/hotline/acceptance?${new URLSearchParams(period)}`
    expect((await client.request('GET', figures)).status).toBe(403)
    const supervisors = await Promise.all(
      ['320100', '320500'].map(async (code) => {
        const { id } = await database.db
          .selectFrom('offices')
          .select('id')
          .where('region_code', '=', code)
          .executeTakeFirstOrThrow()
        const supervisor = createStaffClient(server)
        await supervisor.become(
          await activeAccount(server, { name: `主管${code}`, role: 'supervisor', officeId: id }),
        )
        return supervisor
      }),
    )
    const [own, others] = await Promise.all(supervisors.map((each) => each.request('GET', figures)))
    const labour = own!.body.matters.find(({ matter }: { matter: string }) => matter === 'labour')
    expect(labour).toMatchObject({ used: 1, edited: 1, rejected: 1, meanDistance: 4 })
    expect(labour.acceptance).toBeCloseTo(2 / labour.shown)
    expect(others!.body.matters).toEqual([])
    await stream.close()
  })

  it('turns a call into one ticket, and the next call of the number shows it where staff may see it', async () => {
    const callId = await call()
    const path = `/api/desk/hotline/calls/${callId}`
    const first = await client.request('PUT', `${path}/caller`, { phone: '+86 139-1234-5678' })
    expect(first.body).toEqual({ calls: [], tickets: [] })
    const text = `我在南京玄武区的工地干活，老板去年6月开始拖欠工资，我想知道怎么要回来，我叫王小明`
    const draft = await client.request('POST', `${path}/ticket-draft`, { text, regionCode: null })
    expect(draft.body).toMatchObject({
      matter: 'labour',
      regionCode: '320102',
      urgency: 'normal',
      facts: { who: expect.stringContaining('老板'), when: expect.stringContaining('去年6月') },
    })
    expect(draft.body.answer).not.toBe('')
    expect(draft.body.sources.length).toBeGreaterThan(0)

    const { sources: _, notice, ...fields } = draft.body
    expect(notice).toContain('由示例省司法厅加密保存，办结满 3 年后删除')
    const asked = { ...fields, text, phone: PHONE }
    const refused = await client.request('POST', `${path}/ticket`, asked)
    expect([refused.status, refused.body.error.message]).toEqual([400, expect.stringContaining('consent')])
    const form = {
      ...fields,
      text,
      phone: PHONE,
      consent: 'guardian',
      facts: { ...fields.facts, wish: '要回三个月工资' },
    }
    const opened = await client.request('POST', `${path}/ticket`, form)
    expect(opened.status).toBe(201)
    const { number, queryCode, line } = opened.body
    expect(line).toContain(queryCode.split('-')[0])
    const again = await client.request('POST', `${path}/ticket`, { ...form, urgency: 'urgent' })
    expect(again.body).toEqual(opened.body)
    expect((await client.request('POST', `${path}/ticket`, { ...form, regionCode: '999999' })).status).toBe(
      400,
    )

    const row = await database.db
      .selectFrom('tickets')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      channel: 'hotline',
      matter: 'labour',
      urgency: 'normal',
      reason: 'on_request',
    })
    expect(row.summary_masked).toContain('要回三个月工资')
    expect(JSON.stringify(row)).not.toContain(PHONE)
    const ticket = await server.tickets.show(number)
    expect(ticket).toMatchObject({ contact: PHONE, facts: { wish: '要回三个月工资' } })
    expect(ticket.events[0]!.actor).toMatchObject({ kind: 'staff', name: `话务${CITY.name}` })
    expect(ticket.transcript[0]!.text).toBe(text)
    const consents = await database.db.selectFrom('contact_consents').selectAll().execute()
    expect(consents).toMatchObject([{ ticket_id: row.id, by_guardian: 1, withdrawn_at: null }])
    expect(consents[0]!.notice_version).toMatch(/^hotline /)
    const byCode = await server.request(`/api/tickets/${number}`, { bearer: queryCode })
    expect(byCode.body).toMatchObject({ number, status: 'waiting' })
    const audited = await server.staff.audit.list({ limit: 10, subject: number })
    expect(audited.map(({ action }) => action)).toEqual(['ticket.open'])

    const next = await call()
    const known = await client.request('PUT', `/api/desk/hotline/calls/${next}/caller`, { phone: PHONE })
    expect(known.body.tickets).toMatchObject([{ number, matter: 'labour' }])
    expect(known.body.calls).toMatchObject([{ ticketNumber: number }])
    const foreign = await call(elsewhere)
    const hidden = await elsewhere.request('PUT', `/api/desk/hotline/calls/${foreign}/caller`, {
      phone: PHONE,
    })
    expect(hidden.body).toEqual({ calls: [], tickets: [] })
    const calls = await database.db.selectFrom('hotline_calls').selectAll().execute()
    expect(JSON.stringify(calls)).not.toContain(PHONE)
  })

  it('says at once what to do in danger, and the ticket of such a call is urgent', async () => {
    const callId = await call()
    const stream = await openStream(server, client, callId)
    const text = '我不想活了，站在楼顶上'
    stream.say({ type: 'final', segment: 's1', text })
    const { suggestions } = await stream.next('suggestions')
    expect(suggestions[0]).toMatchObject({ digit: 1, kind: 'script', probability: 1 })
    expect(suggestions[0]!.text).toContain('12356')
    const draft = await client.request('POST', `/api/desk/hotline/calls/${callId}/ticket-draft`, {
      ...{ text, regionCode: null },
    })
    expect(draft.body.urgency).toBe('urgent')
    expect((await client.request('POST', `/api/desk/hotline/calls/${callId}/end`)).status).toBe(204)
    await stream.close()
  })

  it('lets the server stop while calls go on', async () => {
    const other = await startTestServer({ database })
    const stream = await openStream(other, client, await call())
    const closed = once(stream.socket, 'close')
    const startedMs = performance.now()
    await other.close()
    await closed
    expect(performance.now() - startedMs).toBeLessThan(5000)
  })
})
