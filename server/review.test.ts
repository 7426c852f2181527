import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBot } from '../bot/bot.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { readConfirmedPairs } from '../knowledge/confirmed-pairs.js'
import { ingest } from '../knowledge/ingest/ingest.js'
import { whenNobodyIngests } from '../knowledge/ingest/ingest-lock.js'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import { createOffices } from '../knowledge/offices.js'
import type { StaffRole } from '../platform/staff/staff-member.js'
import { type OpenRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const KNOWLEDGE = join(import.meta.dirname, '../bot/fixtures/knowledge')
const QUESTION = '厂里把我的工资拖到年底才发，可以去法院要支付令吗？'
const ANSWER =
  '可以。用人单位拖欠劳动报酬的，您可以依法向当地人民法院申请支付令（《劳动合同法》第三十条）。请带上考勤和工资条。'

describe.each(testDatabases())('the review of questions with answers on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let retriever: OpenRetriever
  const people = new Map<string, StaffRow>()
  let asked = 0

  beforeAll(async () => {
    database = await open()
    const { db, dataDir } = database
    await ingest({ db, paths: [join(KNOWLEDGE, '劳动合同法(2012-12-28).md')], kind: 'statute' })
    await ingest({ db, paths: [join(KNOWLEDGE, '工资.faq.md')], kind: 'faq' })
    const office = (name: string, regionCode: string, phone: string) => ({
      ...{ name, level: 'city' as const, regionCode, parent: null, address: '', phone, hours: '' },
      ...{ serviceLines: [], longitude: null, latitude: null },
    })
    await db
      .transaction()
      .execute((trx) =>
        storeOffices(trx, [office('甲市中心', '320100', '025-83591111'), office('乙市中心', '320500', '')]),
      )
    retriever = await openRetriever({ db, dataDir, log: () => {} })
    server = await startTestServer({ database, search: retriever })
    const ids = await db.selectFrom('offices').select(['id', 'name']).execute()
    const add = async (name: string, role: StaffRole, place: string) => {
      const officeId = ids.find((row) => row.name === place)!.id
      people.set(name, await activeAccount(server, { name, role, officeId }))
    }
    await add('王芳', 'handler', '甲市中心')
    await add('周主管', 'supervisor', '甲市中心')
    await add('孙识', 'knowledge', '甲市中心')
    await add('吴识', 'knowledge', '乙市中心')
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await retriever.close()
    await database.drop()
  })

  async function signedIn(name: string): Promise<StaffClient> {
    const client = createStaffClient(server)
    await client.become(people.get(name)!)
    return client
  }
  async function answeredTicket(text = QUESTION, answer = `您好，${ANSWER}`): Promise<string> {
    const citizen = await server.converse('320100')
    await server.ask(citizen, `q${++asked}`, text)
    const opened = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: `h${asked}` },
      bearer: citizen.secret,
    })
    const { number } = opened.body.ticket as { number: string }
    await server.tickets.run(
      number,
      { kind: 'reply', text: answer },
      { kind: 'staff', id: people.get('王芳')!.id, name: '王芳' },
    )
    return number
  }
  const propose = (client: StaffClient, number: string, change: object = {}) =>
    client.request('POST', `/api/desk/tickets/${number}/qa`, {
      ...{ question: QUESTION, answer: ANSWER, matter: 'labour', regionCode: null },
      ...change,
    })
  const decide = (client: StaffClient, id: string, decision: object) =>
    client.request('POST', `/api/desk/reviews/${id}/decision`, decision)
  async function answerTo(text: string) {
    await retriever.refresh()
    const bot = createBot({
      conversations: { history: async () => [] },
      retriever,
      passages: createPassages(database.db),
      offices: createOffices(database.db),
      openTicket: null,
      findTickets: async () => [],
      dataAsOf: () => null,
      now: () => new Date(),
      words: zhCN,
      maxTextLength: 2000,
    })
    const input = { conversationId: 'c', messageId: 'm', text, channel: 'web' } as const
    const { signal } = new AbortController()
    return bot.respond(input, { signal, onProgress() {} })
  }

  it('begins with what the citizen asked and staff answered, without personal data, which the handler sees', async () => {
    const number = await answeredTicket(
      '我叫李建国，厂里把我的工资拖到年底才发，能要支付令吗？我的电话13912345678',
      '您好，可以申请支付令（《劳动合同法》第三十条）。李建国先生，请打13912345678或025-83591111。',
    )
    const { draft, hidden } = (
      await (await signedIn('王芳')).request('GET', `/api/desk/tickets/${number}/qa`)
    ).body
    expect(draft.question).toBe('我叫当事人甲，厂里把我的工资拖到年底才发，能要支付令吗？')
    expect(draft.answer).toBe(
      '可以申请支付令（《劳动合同法》第三十条）。当事人甲先生，请打某电话或025-83591111。',
    )
    expect(hidden).toEqual(
      expect.arrayContaining([
        { kind: '姓名', value: '李建国', put: '当事人甲' },
        { kind: '电话', value: '13912345678', put: '某电话' },
      ]),
    )
    const supervisors = (await (await signedIn('周主管')).request('GET', `/api/desk/tickets/${number}/qa`))
      .text
    expect(supervisors).not.toMatch(/李建国|13912345678/)
    expect((await propose(await signedIn('王芳'), number, draft)).status).toBe(201)
  })

  it.each([
    ['cites nothing', { answer: '可以申请支付令。' }, '没有写明依据的条文'],
    [
      'cites a law that is not there',
      { answer: '可以（《火星劳动法》第三条）。' },
      '《火星劳动法》第三条（知识库里没有这部法）',
    ],
    [
      'cites an article that is not there',
      { answer: '可以（《劳动合同法》第九百条）。' },
      '第九百条（这部法没有这一条）',
    ],
    [
      'names no law',
      { answer: '可以，见第三十一条。另见《劳动合同法》第三十条。' },
      '第三十一条（没有写是哪部法）',
    ],
    ['tells a telephone number', { question: `${QUESTION}打13912345678` }, '还有个人信息：13912345678'],
  ])('refuses what %s, and says so', async (_, change, reason) => {
    const number = await answeredTicket()
    const refused = await propose(await signedIn('王芳'), number, change)
    expect([refused.status, refused.body.error.code]).toEqual([400, 'unfit'])
    expect(refused.body.error.message).toContain(reason)
  })

  it('refuses a ticket that nobody answered, and the same one twice', async () => {
    const citizen = await server.converse('320100')
    const opened = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    const wang = await signedIn('王芳')
    expect((await propose(wang, opened.body.ticket.number)).body.error.code).toBe('not_answered')
    const number = await answeredTicket()
    const both = await Promise.all([propose(wang, number), propose(wang, number)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('shows what is near: entries with such a question, and what waits with the same', async () => {
    const wang = await signedIn('王芳')
    const check = async (question: string) =>
      (
        await wang.request('POST', '/api/desk/qa-check', {
          ...{ question, answer: ANSWER, regionCode: null, proposalId: null },
        })
      ).body
    const { similar, citations, problem } = await check('老板不发工资怎么办')
    expect(similar[0]).toMatchObject({ kind: 'faq', isSame: true })
    expect(citations).toEqual([
      { name: '《劳动合同法》第三十条', status: 'found', passageId: expect.any(String) },
    ])
    expect(problem).toBeNull()
    const number = await answeredTicket()
    const { id } = (await propose(wang, number, { question: '工资拖了三年还能要吗？' })).body
    expect((await check('工资拖了三年还能要吗')).waiting.map((row: { id: string }) => row.id)).toEqual([id])
  })

  it('publishes one answer for all that ask the same, and keeps their wordings', async () => {
    const [wang, sun] = [await signedIn('王芳'), await signedIn('孙识')]
    const answer = '可以向当地人民法院申请支付令（《劳动合同法》第三十条）。'
    const asked = [
      '试用期的工资被扣光了怎么办？',
      '试用期工资被扣光了，怎么办',
      '试用期里老板扣光工资怎么办？',
    ]
    const numbers: string[] = []
    const ids: string[] = []
    for (const question of asked) {
      const number = await answeredTicket()
      numbers.push(number)
      ids.push((await propose(wang, number, { question, answer })).body.id)
    }
    const [first, second, third] = ids as [string, string, string]
    expect((await decide(sun, first, { kind: 'publish', version: 1 })).body.status).toBe('published')
    const { check } = (await sun.request('GET', `/api/desk/reviews/${second}`)).body
    expect(check.waiting).toMatchObject([{ id: third, version: 1, authorName: '王芳' }])
    await retriever.refresh()
    const { similar } = (await sun.request('GET', `/api/desk/reviews/${second}`)).body.check
    const published = similar.find(({ title }: { title: string }) => title === asked[0])
    const choice = { merges: [{ id: third, version: 1 }], replaces: [published.passageId] }
    const late = { ...choice, merges: [{ id: third, version: 2 }] }
    expect((await decide(sun, second, { kind: 'publish', version: 1, ...late })).status).toBe(409)
    const none = { ...choice, replaces: ['none'] }
    expect((await decide(sun, second, { kind: 'publish', version: 1, ...none })).status).toBe(400)
    const done = await decide(sun, second, { kind: 'publish', version: 1, ...choice })
    expect(done.body).toMatchObject({ id: second, status: 'published' })
    const merged = (await sun.request('GET', '/api/desk/reviews?status=merged')).body.proposals
    expect(merged).toMatchObject([{ id: third, reason: asked[1], deciderName: '孙识' }])
    const withdrawn = (await sun.request('GET', `/api/desk/reviews/${first}`)).body.proposal
    expect(withdrawn.status).toBe('withdrawn')
    await retriever.refresh()
    for (const question of asked) {
      const { hits } = await retriever.search(question, { k: 1, entries: 3 })
      const likest = hits.filter(({ evidence }) => (evidence?.asked ?? 0) > 0.95)
      expect(likest.map(({ kind }) => kind)).toEqual(['faq'])
    }
    const ofTicket = (await wang.request('GET', `/api/desk/tickets/${numbers[2]}/qa`)).body
    expect(ofTicket).toMatchObject({ draft: null, proposal: { status: 'merged' } })
    // What it was merged into is taken out: it may be proposed again.
    await decide(sun, second, { kind: 'withdraw', version: done.body.version })
    const again = (await wang.request('GET', `/api/desk/tickets/${numbers[2]}/qa`)).body
    expect(again).toMatchObject({ draft: { question: asked[2] }, proposal: { status: 'withdrawn' } })
  })

  it('publishes for somebody else than the author only; then the bot answers from it with its article', async () => {
    const number = await answeredTicket()
    const zhou = await signedIn('周主管')
    const { id, version } = (await propose(zhou, number)).body
    const own = await decide(zhou, id, { kind: 'publish', version })
    expect([own.status, own.body.error.code]).toEqual([409, 'own_proposal'])
    expect((await (await signedIn('吴识')).request('GET', `/api/desk/reviews/${id}`)).status).toBe(404)

    const sun = await signedIn('孙识')
    const listed = (await sun.request('GET', '/api/desk/reviews?status=in_review')).body.proposals
    expect(listed).toContainEqual(expect.objectContaining({ id, authorName: '周主管', isOwn: false }))
    const before = await answerTo(QUESTION)
    expect(before.answer.summary).not.toContain('支付令')
    const both = await Promise.all([1, 2].map(() => decide(sun, id, { kind: 'publish', version })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])

    const { outcome, answer } = await answerTo(QUESTION)
    expect(outcome).toBe('answered_from_sources')
    expect([answer.summary, ...answer.points.map(({ text }) => text)].join('')).toContain(
      '用人单位拖欠劳动报酬的，您可以依法向当地人民法院申请支付令',
    )
    expect(answer.bases).toContainEqual(
      expect.objectContaining({ lawTitle: '劳动合同法', number: '第三十条', loaded: true }),
    )
    const [pair] = (await readConfirmedPairs(database.db)).filter(({ question }) => question === QUESTION)
    expect(pair).toMatchObject({ cites: ['《劳动合同法》第三十条'], withdrawnAt: null })
    const ofTicket = (await zhou.request('GET', `/api/desk/tickets/${number}/qa`)).body
    expect(ofTicket).toMatchObject({ draft: null, proposal: { status: 'published', deciderName: '孙识' } })
    const log = await server.staff.audit.list({ limit: 5, subject: number })
    expect(log.map(({ action }) => action)).toEqual(['qa.publish', 'qa.propose'])

    const { version: published } = ofTicket.proposal
    expect((await decide(sun, id, { kind: 'withdraw', version: published })).body.status).toBe('withdrawn')
    expect((await answerTo(QUESTION)).answer.summary).not.toContain('支付令')
    // What was withdrawn may be proposed and published again.
    const again = (await propose(zhou, number)).body
    expect((await decide(sun, id, { kind: 'publish', version: again.version })).body.status).toBe('published')
    expect(JSON.stringify((await answerTo(QUESTION)).answer)).toContain('支付令')
  })

  it('sends back with a reason that the author sees, who improves it; tells who edited meanwhile', async () => {
    const number = await answeredTicket()
    const [wang, sun] = [await signedIn('王芳'), await signedIn('孙识')]
    const { id, version } = (await propose(wang, number)).body
    await decide(sun, id, { kind: 'return', version, reason: '请写明向哪个法院申请' })
    const { proposal, draft } = (await wang.request('GET', `/api/desk/tickets/${number}/qa`)).body
    expect(proposal).toMatchObject({ status: 'draft', reason: '请写明向哪个法院申请', deciderName: '孙识' })
    expect(draft.answer).toBe(ANSWER)
    const second = (await propose(wang, number, { question: '工资年底才发能申请支付令吗？' })).body
    expect(second).toMatchObject({ id, status: 'in_review', reason: null })
    const edit = {
      question: '工资拖欠能申请支付令吗？',
      answer: ANSWER,
      matter: 'labour',
      regionCode: '320000',
    }
    const edited = await sun.request('PUT', `/api/desk/reviews/${id}`, { ...edit, version: second.version })
    expect(edited.body).toMatchObject({ editorName: '孙识', regionName: '江苏省' })
    const late = await decide(sun, id, { kind: 'publish', version: second.version })
    expect(late.body.error).toMatchObject({ code: 'changed', message: expect.stringContaining('孙识') })
  })

  it('waits for nobody who brings knowledge in: whoever publishes is told', async () => {
    const number = await answeredTicket()
    const { id, version } = (await propose(await signedIn('王芳'), number)).body
    const sun = await signedIn('孙识')
    const busy = await whenNobodyIngests(database.db, () => decide(sun, id, { kind: 'publish', version }))
    expect([busy.status, busy.body.error.code]).toEqual([409, 'busy'])
    expect((await sun.request('GET', `/api/desk/reviews/${id}`)).body.proposal.status).toBe('in_review')
  })
})
