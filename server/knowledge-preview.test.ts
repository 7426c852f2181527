import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBot } from '../bot/bot.js'
import { ingest } from '../knowledge/ingest/ingest.js'
import { createOffices } from '../knowledge/offices.js'
import type { PreviewReply } from '../platform/knowledge/preview/preview-wire.js'
import type { FollowingRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import { openSearchThread } from '../retrieval/thread/open-search-thread.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import type { AnsweringDeps } from './knowledge-parts.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const KNOWLEDGE = join(import.meta.dirname, '../bot/fixtures/knowledge')
const WAGES = '老板不发工资怎么办'

describe.each(testDatabases())('what a publication would change on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: FollowingRetriever
  let server: TestServer
  let author: StaffClient
  let reviewer: StaffClient
  let asked = 0

  beforeAll(async () => {
    database = await open()
    const { db, dataDir, databaseUrl } = database
    const add = (kind: 'statute' | 'faq', ...files: string[]) =>
      ingest({ db, paths: files.map((file) => join(KNOWLEDGE, file)), kind })
    await add('statute', '劳动合同法(2012-12-28).md', '民法典(2020-05-28).md')
    await add('faq', '工资.faq.md')
    retriever = await openSearchThread({ dataDir, databaseUrl, embedding: undefined, log: () => {} })
    retriever.follow(50)
    const botDeps: AnsweringDeps = {
      conversations: { history: async () => [] },
      retriever,
      passages: createPassages(db, () => retriever.revision),
      offices: createOffices(db),
      openTicket: null,
      findTickets: async () => [],
      dataAsOf: () => '2025-04',
      now: () => new Date(),
    }
    server = await startTestServer({
      database,
      search: retriever,
      botDeps,
      respond: createBot(botDeps).respond,
    })
    author = createStaffClient(server)
    await author.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
    reviewer = createStaffClient(server)
    await reviewer.become(await activeAccount(server, { name: '吴识', role: 'knowledge' }))
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await retriever.close()
    await database.drop()
  })

  async function ask(text: string) {
    return (await server.ask(await server.converse(), `m${++asked}`, text)).body
  }
  const preview = async (...draftIds: string[]): Promise<PreviewReply> =>
    (await author.request('POST', '/api/knowledge/preview', { draftIds })).body
  async function draftOf(title: string, change: (text: string) => string): Promise<string> {
    const version = await database.db
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select('v.id')
      .where('s.title', 'like', `${title}%`)
      .where('v.status', '=', 'published')
      .executeTakeFirstOrThrow()
    const begun = await author.request('POST', '/api/knowledge/drafts', {
      from: 'version',
      versionId: version.id,
    })
    const { id } = begun.body.draft
    const text = change(begun.body.text)
    expect((await author.request('PUT', `/api/knowledge/drafts/${id}`, { version: 1, text })).status).toBe(
      200,
    )
    return id
  }
  async function publish(id: string, version: number): Promise<void> {
    await author.request('POST', `/api/knowledge/drafts/${id}/step`, { kind: 'submit', version })
    const { revision } = retriever
    const decision = { kind: 'publish', version: version + 1 }
    const reply = await reviewer.request('POST', `/api/knowledge/drafts/${id}/decision`, decision)
    expect(reply.body.draft.status).toBe('published')
    await expect
      .poll(async () => {
        await retriever.search('工资', { k: 1 })
        return retriever.revision
      })
      .toBeGreaterThan(revision)
  }
  const plain = ({ bases, ...answer }: PreviewReply['differ'][number]['after']['answer']) => ({
    ...answer,
    bases: bases.map(({ passageKey: _, ...basis }) => basis),
  })

  it('is told without publishing it, for cases and for what is asked often, and comes so', async () => {
    for (const question of [WAGES, WAGES, '第三十条说什么，民法典', '民法典第1077条', '民法典第1077条'])
      await ask(question)
    const caseOf = (question: string) =>
      author.request('POST', '/api/knowledge/cases', { question, named: ['劳动合同法第八十二条'] })
    const kept = (await caseOf('没有合同怎么证明劳动关系')).body.id
    await caseOf('民法典第1077条')
    const id = await draftOf('没有合同怎么证明劳动关系', (text) =>
      text.replace('工资记录、工牌', '银行流水、工牌').replace('第三十条', '第八十二条'),
    )
    const before = await ask('没有合同怎么证明劳动关系')
    const told = await preview(id)
    expect(told.asked).toEqual({ cases: 2, frequent: 2 })
    expect(told.differ).toMatchObject([
      {
        caseId: kept,
        before: { outcome: 'answered_from_sources', cited: false },
        after: { outcome: 'answered_from_sources', cited: true },
      },
    ])
    const [changed] = told.differ
    expect(plain(changed!.before.answer)).toEqual(plain(before.answer))
    expect(changed!.after.answer.summary).toContain('银行流水')
    // Nothing has come of it yet.
    expect(plain((await ask('没有合同怎么证明劳动关系')).answer)).toEqual(plain(before.answer))
    await publish(id, 2)
    expect(plain((await ask('没有合同怎么证明劳动关系')).answer)).toEqual(plain(changed!.after.answer))
    expect((await author.request('POST', '/api/knowledge/preview', { draftIds: [id] })).body.error.code).toBe(
      'wrong_state',
    )
  })

  it('is told of a new version of a law too, whose articles take the place of those before', async () => {
    const law = readFileSync(join(KNOWLEDGE, '劳动合同法(2012-12-28).md'), 'utf8')
    const next = law.replaceAll('2012年12月28日', '2026年6月30日').replace(/足额支付/g, '足额并当面支付')
    const upload = (await author.request('POST', '/api/knowledge/uploads')).body.id
    const name = encodeURIComponent('劳动合同法(2026-06-30).md')
    await author.send('POST', `/api/knowledge/uploads/${upload}/files?name=${name}`, next)
    const { report } = (await author.request('POST', `/api/knowledge/uploads/${upload}/end`)).body
    const id = report[0].draftId
    for (const question of ['劳动合同法第三十条', '劳动合同法第三十条']) await ask(question)
    const told = await preview(id)
    const wages = told.differ.find(({ question }) => question === WAGES)
    expect(wages).toMatchObject({ count: 2, before: { outcome: 'answered_from_sources' } })
    // The Q&A rests on an article whose text would be another: it goes out of use until somebody has looked at it.
    expect(wages!.after.answer.bases.map(({ lawTitle }) => lawTitle)).not.toContain(
      '老板拖欠工资，没签合同，还能要回来吗？',
    )
    const rewritten = told.differ.find(({ question }) => question === '劳动合同法第三十条')
    expect(rewritten!.before.answer.bases[0]!.quote).not.toContain('并当面')
    expect(rewritten!.after.answer.bases[0]!.quote).toContain('并当面')
    await publish(id, 1)
    for (const { question, after } of told.differ)
      expect(plain((await ask(question)).answer)).toEqual(plain(after.answer))
  })

  it('says how far it is, line by line, and lets the next one in when nobody listens any more', async () => {
    const id = await draftOf('没有合同怎么证明劳动关系', (text) => text.replace('银行流水', '转账记录'))
    const lines = (body: object, signal?: AbortSignal) =>
      fetch(`${server.url}/api/knowledge/preview`, {
        method: 'POST',
        headers: {
          ...author.sessionHeaders(),
          ...{ origin: server.url, accept: 'application/x-ndjson', 'content-type': 'application/json' },
        },
        body: JSON.stringify(body),
        signal,
      })
    const read = async (reply: Response) =>
      (await reply.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    const all = await read(await lines({ draftIds: [id] }))
    const { asked, differ } = all.at(-1).reply as PreviewReply
    const total = asked.cases + asked.frequent
    expect(all.slice(0, -1)).toEqual([...Array(total).keys()].map((done) => ({ done, total })))
    expect(differ.map(({ question }) => question)).toContain('没有合同怎么证明劳动关系')
    const left = new AbortController()
    const begun = await lines({ draftIds: [id] }, left.signal)
    await begun.body!.getReader().read()
    left.abort()
    expect((await preview(id)).asked).toEqual(asked)
    expect((await lines({ draftIds: ['dr_none'] })).status).toBe(409)
  })

  it.each(['application/x-ndjson', 'application/json'])(
    'asks nothing for one who left while waiting for the turn, as %s',
    async (accept) => {
      const id = await draftOf('没有合同怎么证明劳动关系', (text) => text.replace('工牌', '胸牌'))
      const real = retriever.search
      const search = vi.spyOn(retriever, 'search')
      const { asked } = await preview(id)
      const once = search.mock.calls.length
      let go = () => {}
      const gate = new Promise<void>((resolve) => {
        go = resolve
      })
      search.mockImplementationOnce(async (...question) => {
        await gate
        return real(...question)
      })
      const turn = preview(id)
      await vi.waitFor(() => expect(search).toHaveBeenCalledTimes(once + 1))
      const leaving = new AbortController()
      const gone = fetch(`${server.url}/api/knowledge/preview`, {
        method: 'POST',
        headers: {
          ...author.sessionHeaders(),
          ...{ origin: server.url, accept, 'content-type': 'application/json' },
        },
        body: JSON.stringify({ draftIds: [id] }),
        signal: leaving.signal,
      })
      setTimeout(() => leaving.abort(), 50)
      await expect(gone).rejects.toThrow('aborted')
      await wait(50)
      go()
      await turn
      expect((await preview(id)).asked).toEqual(asked)
      expect(search).toHaveBeenCalledTimes(3 * once)
      search.mockRestore()
    },
  )

  it('is told of a fee that alone changes', async () => {
    const text = `---\ntitle: 申请工资调解\nmatter: labour\nfee: 不收费\nasks:\n  - 怎么申请工资调解\n---\n\n到窗口填表，申请工资调解〔劳动合同法第三十条〕。\n`
    const first = { from: 'text', kind: 'guide', text }
    await publish((await author.request('POST', '/api/knowledge/drafts', first)).body.draft.id, 1)
    for (const question of ['怎么申请工资调解', '怎么申请工资调解']) await ask(question)
    const id = await draftOf('申请工资调解', (text) => text.replace('不收费', '收费十元'))
    const { differ } = await preview(id)
    expect(differ.map(({ question }) => question)).toEqual(['怎么申请工资调解'])
    expect(JSON.stringify(differ[0]!.before.answer)).toContain('不收费')
    expect(JSON.stringify(differ[0]!.after.answer)).toContain('收费十元')
    await publish(id, 2)
    expect(plain((await ask('怎么申请工资调解')).answer)).toEqual(plain(differ[0]!.after.answer))
  })
})
