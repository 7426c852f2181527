import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DuplicatePair } from '../platform/knowledge/duplicates/duplicate-wire.js'
import { GROUPED_AT_ONCE } from '../platform/knowledge/gaps/find-gaps.js'
import type { GapReply, GapView } from '../platform/knowledge/gaps/gap-wire.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const DAY_MS = 86_400_000
const TODAY = new Date('2026-11-24T02:00:00Z')
const DEPOSIT = ['电动车押金不退怎么办', '租的电动车押金一直不退怎么办', '电动车的押金不退给我，怎么办呢']

describe.each(testDatabases())('gaps in the knowledge base on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let staff: StaffClient
  let other: StaffClient
  let account: StaffRow
  let today = TODAY
  let asked = 0
  /** Questions with any of these words are answered. */
  let known = ['工资']

  beforeAll(async () => {
    database = await open()
    server = await startTestServer({
      database,
      now: () => today,
      respond: async (input) => {
        const isKnown = known.some((word) => input.text.includes(word))
        const result = scriptedResult(input)
        const standaloneQuestion = input.text.replace(/1\d{10}/g, '[电话1]')
        return {
          ...result,
          outcome: isKnown ? 'answered_from_sources' : 'handed_off_low_confidence',
          trace: { ...result.trace, standaloneQuestion },
        }
      },
    })
    staff = createStaffClient(server)
    other = createStaffClient(server)
    account = await activeAccount(server, { name: '孙识', role: 'knowledge' })
    await staff.become(account)
    await other.become(await activeAccount(server, { name: '吴识', role: 'knowledge' }))
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  async function ask(text: string, daysAgo: number, rating?: 'unhelpful'): Promise<void> {
    const before = today
    today = new Date(today.getTime() - daysAgo * DAY_MS)
    const citizen = await server.converse()
    const { body } = await server.ask(citizen, `m${++asked}`, text)
    today = before
    if (rating) {
      const rated = database.db.updateTable('turns').set({ rating }).where('id', '=', body.replyId)
      expect((await rated.executeTakeFirst()).numUpdatedRows).toBe(1n)
    }
  }
  const list = async (query = ''): Promise<GapView[]> =>
    (await staff.request('GET', `/api/knowledge/gaps${query}`)).body.gaps
  const show = async (id: string): Promise<GapReply> =>
    (await staff.request('GET', `/api/knowledge/gaps/${id}`)).body

  it('are questions without an answer and answers found unhelpful, like ones together, by number or trend', async () => {
    for (const daysAgo of [1, 2, 9, 16]) await ask(DEPOSIT[0]!, daysAgo)
    await ask(DEPOSIT[1]!, 3)
    await ask(`${DEPOSIT[2]}，我的电话13912345678`, 3)
    await ask('工资发得晚怎么办', 1)
    for (const daysAgo of [1, 1, 2]) await ask('工资条上少了钱找谁', daysAgo, 'unhelpful')
    for (const daysAgo of [9, 10, 11, 12]) await ask('河里能不能钓鱼', daysAgo)
    const gaps = await list()
    expect(gaps.map(({ question, count }) => [question, count])).toEqual([
      [DEPOSIT[0], 6],
      ['河里能不能钓鱼', 4],
      ['工资条上少了钱找谁', 3],
    ])
    expect(gaps[0]).toMatchObject({ status: 'open', unanswered: 6, unhelpful: 0, draftId: null })
    expect(gaps[0]!.weeks).toEqual([0, 0, 0, 0, 0, 1, 1, 4])
    expect(gaps[2]).toMatchObject({ unanswered: 0, unhelpful: 3 })
    expect((await list('?sort=trend')).map(({ question }) => question)).toEqual([
      DEPOSIT[0],
      '工资条上少了钱找谁',
      '河里能不能钓鱼',
    ])
    expect(await list('?limit=1&offset=1')).toMatchObject([{ question: '河里能不能钓鱼' }])
  })

  it('show other words for it, and never those of somebody', async () => {
    const [gap] = await list()
    const { examples } = await show(gap!.id)
    expect(examples).toEqual([
      { question: DEPOSIT[0], count: 4 },
      { question: DEPOSIT[1], count: 1 },
    ])
  })

  it('become a draft with one step, which closes them when it is published, and tell what came of it', async () => {
    const [gap] = await list()
    const take = () => staff.request('POST', `/api/knowledge/gaps/${gap!.id}/draft`)
    const [{ body, status }, second] = (await Promise.all([take(), take()])).toSorted(
      (a, b) => a.status - b.status,
    ) as [Awaited<ReturnType<typeof take>>, Awaited<ReturnType<typeof take>>]
    expect([status, body.draft.title, body.sources[0].asks]).toEqual([201, `${DEPOSIT[0]}？`, [DEPOSIT[1]]])
    for (const refused of [second, await take()]) {
      expect([refused.status, refused.body.error.code]).toEqual([409, 'wrong_state'])
      expect(refused.body.error.message).toContain('孙识已经在起草')
    }
    expect(await database.db.selectFrom('drafts').select('id').execute()).toHaveLength(1)
    expect(await list('?status=drafted')).toMatchObject([{ id: gap!.id, draftId: body.draft.id }])
    const text = body.text.replace(/\{\{.*\}\}/, '可以要求退还。')
    const path = `/api/knowledge/drafts/${body.draft.id}`
    expect((await staff.request('PUT', path, { version: 1, text })).status).toBe(200)
    expect((await staff.request('POST', `${path}/step`, { kind: 'submit', version: 2 })).status).toBe(200)
    const published = await other.request('POST', `${path}/decision`, { kind: 'publish', version: 3 })
    expect(published.status).toBe(200)
    known = ['工资', '电动车']
    today = new Date(TODAY.getTime() + 3 * DAY_MS)
    await ask(DEPOSIT[1]!, 1)
    await ask(DEPOSIT[0]!, 1, 'unhelpful')
    await ask(DEPOSIT[0]!, 0)
    // The session of three days ago has ended.
    await staff.become(account)
    expect(await list('?status=closed')).toMatchObject([{ id: gap!.id, closedBy: '吴识' }])
    expect((await show(gap!.id)).effect).toEqual({
      before: { answered: 0, all: 6 },
      after: { answered: 2, all: 3 },
    })
  })

  it('are closed by hand with a note, once', async () => {
    const fishing = (await list()).find(({ question }) => question === '河里能不能钓鱼')!
    const close = (client: StaffClient) =>
      client.request('POST', `/api/knowledge/gaps/${fishing.id}/close`, { note: '由水务部门答复' })
    expect((await close(staff)).body.gap).toMatchObject({ status: 'closed', note: '由水务部门答复' })
    expect((await close(staff)).body.error.code).toBe('wrong_state')
    expect((await list()).map(({ question }) => question)).not.toContain('河里能不能钓鱼')
  })

  it('are opened again, whether somebody or a draft had closed them', async () => {
    const reopen = (id: string) => staff.request('POST', `/api/knowledge/gaps/${id}/reopen`)
    const closed = await list('?status=closed')
    expect(closed).toHaveLength(2)
    for (const { id } of closed) {
      expect((await reopen(id)).body).toMatchObject({
        gap: { status: 'open', closedAt: null, note: null, draftId: null },
        effect: null,
      })
      expect((await reopen(id)).body.error.code).toBe('wrong_state')
    }
    expect(await list('?status=closed')).toEqual([])
    expect((await list()).map(({ question }) => question)).toContain('河里能不能钓鱼')
    const [first] = closed
    const draft = await staff.request('POST', `/api/knowledge/gaps/${first!.id}/draft`)
    expect(draft.status).toBe(201)
    const close = await staff.request('POST', `/api/knowledge/gaps/${first!.id}/close`, { note: '' })
    expect(close.body.gap.status).toBe('closed')
    // Its draft goes on.
    expect((await reopen(first!.id)).body.gap).toMatchObject({
      status: 'drafted',
      draftId: draft.body.draft.id,
    })
  })

  describe('and Q&A that are asked the same', () => {
    const qa = (answer: string) => `---\nmatter: loan_debt\n---\n\n${answer}\n`
    const pairs = async () => (await staff.request('GET', '/api/knowledge/duplicates')).body

    async function publish(text: string): Promise<void> {
      const { draft } = (
        await staff.request('POST', '/api/knowledge/drafts', { from: 'text', kind: 'faq', text })
      ).body
      const path = `/api/knowledge/drafts/${draft.id}`
      await staff.request('POST', `${path}/step`, { kind: 'submit', version: 1 })
      await other.request('POST', `${path}/decision`, { kind: 'publish', version: 2 })
    }

    it('are listed side by side, contradictions first, and one is kept', async () => {
      await other.become(await activeAccount(server, { name: '郑识', role: 'knowledge' }))
      await publish(qa('## 借条没写利息，能要利息吗？\n\n不能要。〔民法典第六百八十条〕'))
      await publish(qa('## 借条没写利息能不能要利息？\n\n可以要。〔民法典第六百七十六条〕'))
      await publish(qa('## 打了借条不认账怎么办？\n\n可以起诉。〔民法典第六百七十五条〕'))
      await publish(qa('## 打了借条不认账，怎么办？\n\n去法院起诉。〔民法典第六百七十五条〕'))
      await publish(qa('## 借钱给别人有利息，多少合法？\n\n看约定。〔民法典第六百八十条〕'))
      const found = await pairs()
      expect([found.total, found.contradictions]).toEqual([2, 1])
      const told = found.pairs.map(({ left, right, isContradiction }: DuplicatePair) => [
        isContradiction,
        ...[left.question, right.question].sort(),
      ])
      expect(told).toEqual([
        [true, ...['借条没写利息，能要利息吗？', '借条没写利息能不能要利息？'].sort()],
        [false, ...['打了借条不认账，怎么办？', '打了借条不认账怎么办？'].sort()],
      ])
      const { right } = found.pairs[0]
      const path = `/api/knowledge/versions/${right.versionId}/withdraw`
      expect((await staff.request('POST', path, { reason: '和另一条重复' })).status).toBe(200)
      expect((await pairs()).total).toBe(1)
    })

    it('are not shown again once somebody said that they are not the same', async () => {
      const { left, right } = (await pairs()).pairs[0]
      const apart = (...versionIds: string[]) =>
        staff.request('POST', '/api/knowledge/duplicates/apart', { versionIds })
      expect((await apart(right.versionId, left.versionId)).status).toBe(204)
      expect((await pairs()).total).toBe(0)
      expect((await apart(left.versionId, 'nothing')).status).toBe(404)
    })
  })

  it('become a draft also where they were found in a longer period', async () => {
    await ask('屋顶上能不能搭鸽笼', 100)
    expect((await list()).map(({ question }) => question)).not.toContain('屋顶上能不能搭鸽笼')
    const gap = (await list('?days=182')).find(({ question }) => question === '屋顶上能不能搭鸽笼')!
    const made = await staff.request('POST', `/api/knowledge/gaps/${gap.id}/draft?days=182`)
    expect([made.status, made.body.draft?.title]).toEqual([201, '屋顶上能不能搭鸽笼？'])
    expect((await list('?status=drafted')).map(({ id }) => id)).toContain(gap.id)
  })

  it('are shown as they were grouped last where much is asked, and as staff left them', async () => {
    await ask('邻居的树枝伸过来了', 0)
    const { db } = database
    const turn = await db
      .selectFrom('turns')
      .selectAll()
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    const message = await db
      .selectFrom('messages')
      .selectAll()
      .where('id', '=', turn.message_id)
      .executeTakeFirstOrThrow()
    for (let n = 0; n < GROUPED_AT_ONCE; n += 100) {
      const copies = Array.from({ length: 100 }, (_, i) => `copy${n + i}`)
      await db
        .insertInto('messages')
        .values(copies.map((id) => ({ ...message, id: `m_${id}`, client_message_id: id })))
        .execute()
      await db
        .insertInto('turns')
        .values(copies.map((id) => ({ ...turn, id: `r_${id}`, message_id: `m_${id}` })))
        .execute()
    }
    const [first] = await list()
    expect(first).toMatchObject({ question: '邻居的树枝伸过来了', unanswered: GROUPED_AT_ONCE + 1 })
    await ask('阳台能不能养鸽子', 0)
    const questions = async () => (await list()).map(({ question }) => question)
    expect(await questions()).not.toContain('阳台能不能养鸽子')
    await expect.poll(questions, { timeout: 10_000 }).toContain('阳台能不能养鸽子')
    const path = `/api/knowledge/gaps/${first!.id}/close`
    expect((await staff.request('POST', path, { note: '' })).status).toBe(200)
    expect(await questions()).not.toContain(first!.question)
    expect((await list('?status=closed')).map(({ id }) => id)).toContain(first!.id)
  })

  it('are written down in the audit log', async () => {
    const rows = await database.db.selectFrom('audit_log').select('action').execute()
    const actions = rows.map(({ action }) => action)
    expect(actions).toContain('knowledge.take_gap')
    expect(actions).toContain('knowledge.close_gap')
    expect(actions).toContain('knowledge.reopen_gap')
    expect(actions).toContain('knowledge.apart')
  })
})
