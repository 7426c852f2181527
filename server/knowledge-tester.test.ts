import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBot } from '../bot/bot.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { ingest } from '../knowledge/ingest/ingest.js'
import { createOffices } from '../knowledge/offices.js'
import type { TryReply } from '../platform/knowledge/tester/try-wire.js'
import { type OpenRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import type { AnsweringDeps } from './knowledge-parts.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const KNOWLEDGE = join(import.meta.dirname, '../bot/fixtures/knowledge')
const NOW = () => new Date('2026-11-24T02:00:00Z')

describe.each(testDatabases())('trying questions out on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: OpenRetriever
  let server: TestServer
  let staff: StaffClient

  beforeAll(async () => {
    database = await open()
    const { db, dataDir } = database
    const add = (kind: 'statute' | 'faq' | 'guide', ...files: string[]) =>
      ingest({ db, paths: files.map((file) => join(KNOWLEDGE, file)), kind, now: NOW })
    await add('statute', '劳动合同法(2012-12-28).md', '婚姻法(2001-04-28).md', '民法典(2020-05-28).md')
    await add('statute', '江苏省公园管理试行办法(2020-01-01).md')
    await add('faq', '工资.faq.md')
    await add('guide', '申请法律援助.guide.md', '逛公园.guide.md')
    retriever = await openRetriever({ db, dataDir, log: () => {}, now: NOW })
    const botDeps: AnsweringDeps = {
      conversations: { history: async () => [] },
      retriever,
      passages: createPassages(db, () => retriever.revision),
      offices: createOffices(db),
      openTicket: null,
      findTickets: async () => [],
      dataAsOf: () => '2025-04',
      now: NOW,
      words: zhCN,
    }
    server = await startTestServer({
      database,
      search: retriever,
      botDeps,
      now: NOW,
      respond: createBot(botDeps).respond,
    })
    staff = createStaffClient(server)
    await staff.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await retriever.close()
    await database.drop()
  })

  const attempt = (question: string, more: object = {}) =>
    staff.request('POST', '/api/knowledge/try', { question, ...more })
  const tried = async (question: string, more: object = {}): Promise<TryReply> =>
    (await attempt(question, more)).body
  const named = ({ title, article }: { title: string; article: string | null }) => title + (article ?? '')

  it.each<[string, string?]>([
    ['老板三个月没发工资，也没签合同'],
    ['怎么申请法律援助', '320100'],
    ['民法典1077条', '320100'],
    ['公园几点开门，要门票吗', '320100'],
    ['二倍工资怎么算'],
    ['帮我写首诗'],
    ['我不想活了'],
    ['你好'],
    ['邻居家的狗叫了一夜'],
    ['我女儿没死，请求查找'],
  ])('gives the answer of the chat to %s', async (question, regionCode) => {
    const citizen = await server.converse(regionCode)
    const told = (await server.ask(citizen, 'm', question)).body
    const { outcome, answer } = await tried(question, { regionCode: regionCode ?? null })
    expect(outcome).toBe(told.outcome)
    expect(answer).toEqual({
      ...told.answer,
      bases: told.answer.bases.map(({ passageKey: _, ...basis }: { passageKey?: string }) => basis),
    })
  })

  it('stores nothing of it', async () => {
    const count = async () => {
      const { db } = database
      const tables = ['conversations', 'messages', 'turns', 'tickets'] as const
      return Promise.all(
        tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length),
      )
    }
    const before = await count()
    await tried('我要投诉，转人工')
    await tried('老板不发工资')
    expect(await count()).toEqual(before)
  })

  it('shows what was understood, what was found by which way, and what the answer cites', async () => {
    const reply = await tried('老板不发工资怎么办', { regionCode: '320100' })
    expect(reply.understanding).toMatchObject({
      intent: 'legal_question',
      matter: 'labour',
      regionName: '江苏省南京市',
      asOf: '2026-11-24',
    })
    const [first] = reply.candidates!
    expect(first).toMatchObject({ kind: 'faq', leftOut: null, citedAs: 1 })
    expect(first!.ways).toContain('asked')
    expect(first!.evidence.said).toBeGreaterThan(0.5)
    expect(first!.evidence.titled).toBeLessThanOrEqual(first!.evidence.said)
    const article = reply.candidates!.find((each) => named(each) === '劳动合同法第三十条')
    expect(article).toMatchObject({ leftOut: null, text: expect.stringContaining('劳动报酬') })
    expect(reply.answer.bases[article!.citedAs! - 1]).toMatchObject({ number: '第三十条' })
    expect(reply.weighed!.entries[0]).toMatchObject({ passageId: first!.passageId })
    expect(reply.weighed!.entries[0]!.probability).toBeGreaterThan(reply.thresholds.entry)
    expect(reply.plan).toBe('entry')
    expect(reply.steps.map(({ name }) => name)).toContain('find-sources')
  })

  it('says why law is left out: no longer in force and by what, another region, another day', async () => {
    const divorce = await tried('男女一方要求离婚，可以直接向人民法院提出离婚诉讼吗')
    expect(divorce.excluded.find(({ title }) => title === '婚姻法')).toMatchObject({
      why: 'ended',
      effectiveTo: '2021-01-01',
      endedBy: { title: '民法典' },
    })
    const then = await tried('男女一方要求离婚，可以直接向人民法院提出离婚诉讼吗', { asOf: '2015-06-01' })
    expect(then.candidates!.map(named)).toContain('婚姻法第三十二条')
    expect(then.excluded.find(({ title }) => title === '民法典')).toMatchObject({
      why: 'not_yet',
      effectiveFrom: '2021-01-01',
    })
    const park = await tried('公园开放多少个小时', { regionCode: '310000' })
    expect(park.excluded.find(({ kind }) => kind === 'statute')).toMatchObject({
      why: 'other_region',
      regionName: '江苏省',
    })
  })

  it('shows what came of articles that were asked for by name', async () => {
    expect((await tried('民法典1077条')).named).toMatchObject([
      { name: '民法典1077条', status: 'found', articles: [{ article: '第一千零七十七条' }] },
    ])
    const { candidates } = await tried('民法典1077条')
    expect(candidates!.find(({ leftOut }) => leftOut === null)?.article).toBe('第一千零七十七条')
    expect((await tried('婚姻法第三十二条')).named).toMatchObject([
      { status: 'not_in_force', period: { to: '2021-01-01' } },
    ])
  })

  it('refuses a region that is none, a day that is none, and nothing', async () => {
    expect((await attempt('工资', { regionCode: '999999' })).body).toMatchObject({
      error: { code: 'no_region' },
    })
    expect((await attempt('工资', { asOf: '2026-02-31' })).status).toBe(400)
    expect((await attempt('  ')).status).toBe(400)
  })

  describe('keeps cases', () => {
    const add = async (json: object) => staff.request('POST', '/api/knowledge/cases', json)
    const run = async (id: string) => (await staff.request('POST', `/api/knowledge/cases/${id}/run`)).body

    it('with the articles marked or named, and without personal data', async () => {
      const { status, body } = await add({
        question: '老板不发工资，我叫李建国，电话13912345678',
        expected: [{ title: '劳动合同法', article: '第八十二条' }],
        named: ['劳动合同法30条'],
        note: '来自工单',
      })
      expect(status).toBe(201)
      expect(body).toMatchObject({
        question: '老板不发工资，我叫[姓名1]，电话[电话1]',
        expected: [
          { title: '劳动合同法', article: '第八十二条' },
          { title: '劳动合同法', article: '第三十条' },
        ],
        lastRun: null,
        authorName: '孙识',
      })
      const unmet = await add({ question: '工资', named: ['劳动合同法第九百条'] })
      expect(unmet.body.error).toMatchObject({ code: 'unfit' })
    })

    it('and says of each run where the article stands, whether it is cited, and whether the answer changed', async () => {
      const { id } = (await add({ question: '老板不发工资怎么办', named: ['劳动合同法第三十条'] })).body
      const first = (await run(id)).lastRun
      expect(first).toMatchObject({
        outcome: 'answered_from_sources',
        answered: true,
        cited: true,
        changed: null,
      })
      expect(first.place).toBeGreaterThan(0)
      expect((await run(id)).lastRun).toMatchObject({ changed: false })
      const [faq] = await database.db
        .selectFrom('source_versions as v')
        .innerJoin('sources as s', 's.id', 'v.source_id')
        .select('v.id')
        .where('s.title', 'like', '老板拖欠工资%')
        .execute()
      const withdraw = (step: string, json?: object) =>
        staff.request('POST', `/api/knowledge/versions/${faq!.id}/${step}`, json)
      expect((await withdraw('withdraw', { reason: '试' })).status).toBe(200)
      await retriever.refresh()
      expect((await run(id)).lastRun).toMatchObject({ changed: true })
      await withdraw('restore')
      await retriever.refresh()
      expect((await run(id)).lastRun).toMatchObject({ changed: true, cited: true })
    })

    it('lists them by words and by what came of them, page by page', async () => {
      const list = async (query: string) => (await staff.request('GET', `/api/knowledge/cases?${query}`)).body
      const never = await list('verdict=never')
      expect([never.total, never.cases[0].verdict]).toEqual([1, 'never'])
      const right = await list('verdict=right')
      expect(right.cases.map(({ question }: { question: string }) => question)).toEqual([
        '老板不发工资怎么办',
      ])
      expect((await list('verdict=changed')).total).toBe(1)
      expect((await list('verdict=missed')).total).toBe(0)
      expect((await list(`q=${encodeURIComponent('怎么办')}`)).total).toBe(1)
      const second = await list(`q=${encodeURIComponent('老板')}&limit=1&offset=1`)
      expect([second.total, second.cases.length]).toEqual([2, 1])
    })

    it('gives them in the format of wenfa eval, and drops one', async () => {
      const { id } = (await add({ question: '火星上怎么打官司' })).body
      const file = await staff.request('GET', '/api/knowledge/cases/export')
      const cases = file.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(new Map(cases.map(({ question, expect: { cites } }) => [question, cites]))).toEqual(
        new Map([
          ['老板不发工资，我叫[姓名1]，电话[电话1]', ['劳动合同法第八十二条', '劳动合同法第三十条']],
          ['老板不发工资怎么办', ['劳动合同法第三十条']],
          ['火星上怎么打官司', undefined],
        ]),
      )
      expect(cases.find((each) => each.id === id)).toEqual({
        id,
        question: '火星上怎么打官司',
        expect: { outcome: ['handed_off_', 'declined_'] },
      })
      expect((await staff.request('DELETE', `/api/knowledge/cases/${id}`)).status).toBe(204)
      expect((await run(id)).error.code).toBe('not_found')
      const { cases: left, total } = (await staff.request('GET', '/api/knowledge/cases')).body
      expect([left.length, total]).toEqual([2, 2])
    })
  })
})
