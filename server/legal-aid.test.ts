import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeApplication } from '../bot/legal-aid/aid-application.js'
import type { AidCase } from '../bot/legal-aid/aid-case.js'
import { APPLICATION_NOTICE } from '../channels/web/contact-notice.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServer } from './http-test-server.js'
import { publishText } from './publish-text.js'

const LAW = `# 中华人民共和国法律援助法

2021年8月20日 第十三届全国人民代表大会常务委员会第三十次会议通过

<!-- INFO END -->

## 第三章 形式和范围

第三十一条 下列事项的当事人，因经济困难没有委托代理人的，可以向法律援助机构申请法律援助：

（一）依法请求国家赔偿；

（二）请求给予社会保险待遇或者社会救助；

（三）请求发给抚恤金；

（四）请求给付赡养费、抚养费、扶养费；

（五）请求确认劳动关系或者支付劳动报酬；

（六）请求认定公民无民事行为能力或者限制民事行为能力；

（七）请求工伤事故、交通事故、食品药品安全事故、医疗事故人身损害赔偿；

（八）请求环境污染、生态破坏损害赔偿；

（九）法律、法规、规章规定的其他情形。

第四十二条 法律援助申请人有材料证明属于下列人员之一的，免予核查经济困难状况：

（一）无固定生活来源的未成年人、老年人、残疾人等特定群体；

（二）社会救助、司法救助或者优抚对象；

（三）申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员；

（四）法律、法规、规章规定的其他人员。

第七十一条 本法自2022年1月1日起施行。
`
const WAGES: AidCase = {
  ...{ matter: 'wages', free: null, hasLawyer: false, appointed: null, notChecked: 'migrant' },
}
const CONTENT = {
  aidCase: WAGES,
  ...{ whatHappened: '老板三个月没给工资', otherParty: '示例建筑有限公司', request: '支付工资' },
  applicant: {
    ...{ name: '郭铁柱', identityNumber: '320102198503071230', phone: '138 5172 4096' },
    ...{ address: '梧桐路18号', agent: '' },
  },
}
const AGREED = { notice: APPLICATION_NOTICE, agreed: true }

describe.each(testDatabases())('legal aid on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  beforeEach(async () => {
    database = await open()
    server = await startTestServer({ database })
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })
  const handIn = ({ id, secret }: { id: string; secret: string }, json: object) =>
    server.request(`/api/conversations/${id}/legal-aid`, { json, bearer: secret })
  const eligibility = (aidCase: unknown) =>
    server.request('/api/legal-aid/eligibility', { json: { aidCase } })

  it('names the article of each choice, also where its text is not loaded', async () => {
    const { free, keeper } = (await server.request('/api/legal-aid')).body
    expect(keeper).toBe('示例省司法厅')
    expect(free[0].bases).toMatchObject([
      { lawTitle: '法律援助法', number: '第三十二条第四项', loaded: false, quote: null },
    ])
  })

  it('quotes the article of each choice', async () => {
    await publishText(database.db, '法律援助法(2021-08-20).md', LAW)
    const { matters } = (await server.request('/api/legal-aid')).body
    expect(matters.find(({ id }: { id: string }) => id === 'wages').bases).toMatchObject([
      { number: '第三十一条第五项', quote: '（五）请求确认劳动关系或者支付劳动报酬；', loaded: true },
    ])
  })

  it('holds a case against the law, and says who decides', async () => {
    await publishText(database.db, '法律援助法(2021-08-20).md', LAW)
    const { verdict, answer } = (await eligibility(WAGES)).body
    expect(verdict).toBe('meets')
    expect(answer.points[0].text).toBe('讨要工资（劳动报酬），法律列为可以申请的事项。')
    expect(answer.bases[answer.points[0].citationIds[0] - 1].quote).toContain('支付劳动报酬')
    expect(answer.notices.join()).toContain('由法律援助机构审查决定')
    const open = (await eligibility({ ...WAGES, notChecked: null })).body
    expect(open.verdict).toBe('may_meet')
    const said = JSON.stringify(open.answer.points)
    expect(said).toContain('12348')
    // The limit is local, and nobody here knows it.
    expect(said).not.toMatch(/\d+ ?元/)
    expect((await eligibility({ ...WAGES, matter: null })).body).toMatchObject({
      verdict: 'outside',
      answer: { materials: [], steps: [{ text: expect.stringContaining('12348') }, {}, {}, {}] },
    })
    expect((await eligibility({ ...WAGES, matter: 'divorce' })).status).toBe(400)
  })

  it('begins an application with what was said, for nobody else', async () => {
    const [mine, other] = [await server.converse('320100'), await server.converse()]
    await server.ask(mine, 'm1', '你好')
    await server.ask(mine, 'm2', '示例建筑有限公司拖了我三个月工资，我叫郭铁柱')
    const path = `/api/conversations/${mine.id}/legal-aid`
    expect((await server.request(path, { bearer: mine.secret })).body).toEqual({
      ...{ matter: 'wages', free: null, request: '请求支付拖欠的工资。' },
      whatHappened: '示例建筑有限公司拖了我三个月工资，我叫郭铁柱',
      otherParty: '示例建筑有限公司',
      region: { code: '320100', name: '江苏省南京市' },
    })
    expect((await server.request(path, { bearer: other.secret })).status).toBe(403)
  })

  it('becomes one ticket, whole inside it and masked elsewhere', async () => {
    const citizen = await server.converse('320100')
    const body = { ...CONTENT, ...AGREED, messageId: 'a1' }
    const reply = await handIn(citizen, body)
    expect(reply.body).toMatchObject({
      outcome: 'handed_off_application',
      ticket: { status: 'waiting', queryCode: expect.stringMatching(/-/) },
    })
    expect((await handIn(citizen, body)).body).toEqual(reply.body)
    const { number, queryCode } = reply.body.ticket
    expect((await server.request(`/api/tickets/${number}`, { bearer: queryCode })).body.status).toBe(
      'waiting',
    )

    const ticket = await server.tickets.show(number)
    expect(ticket).toMatchObject({
      ...{ reason: 'application', matter: 'labour', serviceLine: 'legal_aid', contact: '13851724096' },
      facts: { what: '老板三个月没给工资', where: '江苏省南京市', wish: '支付工资' },
    })
    expect(ticket.transcript[0]?.text).toContain('申请人：郭铁柱\n证件号码：320102198503071230')
    const stored = await database.db.selectFrom('messages').selectAll().execute()
    const summaries = await database.db.selectFrom('tickets').select('summary_masked').execute()
    for (const { text_masked, input } of stored)
      expect(text_masked + input + JSON.stringify(summaries)).not.toMatch(/郭铁柱|3201021985|5172|梧桐路/)
    expect(stored).toHaveLength(1)
  })

  it('is told only once it is stored: what a dead server left becomes the same ticket', async () => {
    const citizen = await server.converse('320100')
    const { text, ...written } = writeApplication(
      { ...CONTENT, applicant: { ...CONTENT.applicant, phone: '13851724096' } },
      '320100',
    )
    await server.conversations.accept({
      ...{ conversationId: citizen.id, clientMessageId: 'a1', kind: 'application', text, written },
      regionCode: '320100',
    })
    expect(await server.runTurn.recover()).toBe(1)
    const reply = await handIn(citizen, { ...CONTENT, ...AGREED, messageId: 'a1' })
    expect(reply.body).toMatchObject({ outcome: 'handed_off_application', ticket: { status: 'waiting' } })
    expect(await server.tickets.show(reply.body.ticket.number)).toMatchObject({
      ...{ reason: 'application', serviceLine: 'legal_aid' },
      facts: { what: '老板三个月没给工资' },
    })
    expect(await database.db.selectFrom('tickets').select('id').execute()).toHaveLength(1)
  })

  it('is no part of what later questions lean on', async () => {
    await server.close()
    let history: unknown[] = []
    server = await startTestServer({
      database,
      respond: async (input) => {
        history = await server.conversations.history(input.conversationId)
        return scriptedResult(input)
      },
    })
    const citizen = await server.converse()
    await server.ask(citizen, 'm1', '老板欠薪')
    await handIn(citizen, { ...CONTENT, ...AGREED, messageId: 'a1' })
    await server.ask(citizen, 'm2', '那要多久')
    expect(history).toMatchObject([{ question: '老板欠薪' }])
    expect(history).toHaveLength(1)
  })

  it.each([
    ['without consent', { agreed: false }],
    ['with an older notice', { notice: '2020-01-01' }],
    ['without what happened', { whatHappened: ' ' }],
    ['without a phone that can be called', { applicant: { ...CONTENT.applicant, phone: '123' } }],
  ])('takes nothing in %s', async (_, change) => {
    const citizen = await server.converse()
    const { status } = await handIn(citizen, { ...CONTENT, ...AGREED, messageId: 'a1', ...change })
    expect(status).toBe(400)
    expect(await database.db.selectFrom('messages').select('id').execute()).toEqual([])
  })

  it('is not taken in while the page is switched off, and says so', async () => {
    await server.switches.set({ name: 'web', off: true, reason: '维护', actorId: null })
    const citizen = await server.converse()
    const { body } = await handIn(citizen, { ...CONTENT, ...AGREED, messageId: 'a1' })
    expect(body).toMatchObject({ outcome: 'declined_channel_off' })
    expect(body.ticket).toBeUndefined()
  })

  it('gets its ticket also while staff hold the conversation, and the bot says nothing', async () => {
    const citizen = await server.converse()
    const held = { conversation_id: citizen.id, staff_id: 's', staff_name: '王芳' }
    const [taken_at, ends_at] = [new Date().toISOString(), '2099-01-01T00:00:00.000Z']
    await database.db
      .insertInto('live_takeovers')
      .values({ ...held, taken_at, ends_at })
      .execute()
    const { body } = await handIn(citizen, { ...CONTENT, ...AGREED, messageId: 'a1' })
    expect(body).toMatchObject({ outcome: 'silent_live', ticket: { status: 'waiting' } })
  })
})
