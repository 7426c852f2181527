import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import {
  scriptedResult,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './http-test-server.js'
import { guide, kiteLaw, NIGHT, NOW, SAFE } from './kite-texts.js'
import { publishText } from './publish-text.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

describe.each(testDatabases())('staff and what rests on a changed article on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: OpenRetriever
  let server: TestServer
  let staff: StaffClient
  let administrator: StaffClient
  /** Passages of guides on which the bot's next answers rest. */
  let restsOn: string[] = []
  const now = () => new Date(NOW)

  beforeAll(async () => {
    database = await open()
    const { db, dataDir } = database
    await publishText(db, '风筝法(2010-03-01).md', kiteLaw('五十米'), now)
    await publishText(db, '安全.md', SAFE, now)
    await publishText(db, '夜间.md', NIGHT, now)
    retriever = await openRetriever({ db, dataDir, log: () => {} })
    const respond: TestServerOptions['respond'] = async (input) => {
      const result = scriptedResult(input)
      return { ...result, trace: { ...result.trace, entries: restsOn } }
    }
    server = await startTestServer({ database, search: retriever, now, respond })
    staff = createStaffClient(server)
    await staff.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
    administrator = createStaffClient(server)
    await administrator.become(await activeAccount(server, { name: '赵管', role: 'administrator' }))
    await publishText(
      db,
      '风筝法(2022-01-01).md',
      kiteLaw('一百米', '　2022年1月1日修订　自2022年6月1日起施行').replace('夜间', '日落后'),
      now,
    )
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await retriever.close()
    await database.drop()
  })

  const list = async (query = '') => (await staff.request('GET', `/api/knowledge/dependents${query}`)).body
  const decide = (kind: string, ...rows: { versionId: string; seen: string }[]) =>
    staff.request('POST', '/api/knowledge/dependents/decisions', {
      kind,
      items: rows.map(({ versionId, seen }) => ({ versionId, seen })),
    })
  const found = async (text: string) => {
    await retriever.refresh()
    const { hits } = await retriever.search(text, { k: 10, entries: 10 })
    const passages = await createPassages(database.db).byIds(hits.map(({ passageId }) => passageId))
    return passages.filter(({ kind }) => kind !== 'statute').map(({ title }) => title)
  }

  it('are shown what the article said, what it says now, and that nothing of it is found', async () => {
    const { dependents, open, suspended, policy } = await list()
    expect({ open, suspended, policy }).toMatchObject({ open: 2, suspended: 2, policy: { mode: 'suspend' } })
    const row = dependents.find(({ title }: { title: string }) => title === '放风筝要离电线多远')
    expect(row).toMatchObject({
      ...{ kind: 'guide', status: 'open', isSuspended: true, canReturn: true, openDraftId: null },
      text: '离电线至少五十米。〔风筝法第二条〕',
    })
    expect(row.articles).toMatchObject([
      {
        ...{ law: '风筝法', label: '第二条', why: 'changed', movedTo: null },
        ...{ oldVersion: { versionDate: '2010-03-01' }, newVersion: { versionDate: '2022-01-01' } },
      },
    ])
    expect(row.articles[0].words).toContainEqual({ text: '一百', is: 'added' })
    expect(await found('放风筝要离电线多远')).toEqual([])
    expect((await list('?q=晚上')).dependents).toHaveLength(1)
  })

  it('put it back with one confirmation, after which it is found again', async () => {
    const { dependents } = await list('?q=晚上')
    const stale = await decide('keep', { ...dependents[0], seen: 'x' })
    expect(stale.body).toMatchObject({ done: 0, refused: [{ title: '晚上能放风筝吗' }] })
    expect((await decide('keep', ...dependents)).body).toEqual({ done: 1, refused: [] })
    expect(await found('晚上能放风筝吗')).toContain('晚上能放风筝吗')
    expect((await list()).open).toBe(1)
    expect((await list('?status=decided')).dependents).toMatchObject([
      { title: '晚上能放风筝吗', status: 'kept', deciderName: '孙识' },
    ])
    await publishText(database.db, '别的法(2022-01-01).md', kiteLaw('一米').replace('风筝法', '别的法'), now)
    expect((await list()).open).toBe(1)
  })

  it('write it anew, and the old text is done with', async () => {
    const [row] = (await list()).dependents
    const draft = await staff.request('POST', '/api/knowledge/drafts', {
      ...{ from: 'version', versionId: row.versionId },
    })
    const { id, version } = draft.body.draft
    expect((await list()).dependents[0].openDraftId).toBe(id)
    const text = draft.body.text.replace('五十', '一百')
    const edited = await staff.request('PUT', `/api/knowledge/drafts/${id}`, { version, text })
    expect(edited.status).toBe(200)
    const row2 = edited.body.draft
    await staff.request('POST', `/api/knowledge/drafts/${id}/step`, { kind: 'submit', version: row2.version })
    const published = await administrator.request('POST', `/api/knowledge/drafts/${id}/decision`, {
      ...{ kind: 'publish', version: row2.version + 1 },
    })
    expect(published.status).toBe(200)
    expect(await list()).toMatchObject({ open: 0, dependents: [] })
    expect(await found('放风筝要离电线多远')).toContain('放风筝要离电线多远')
  })

  it('see which guides a law carries', async () => {
    const { sources } = (await staff.request('GET', '/api/knowledge/sources?q=风筝法&kind=statute')).body
    const law = sources.find(({ title }: { title: string }) => title.endsWith('风筝法'))
    const { body } = await staff.request('GET', `/api/knowledge/sources/${law.id}/dependencies`)
    expect(body.citedBy).toMatchObject([
      { title: '放风筝要离电线多远', number: 2 },
      { title: '晚上能放风筝吗', number: 3 },
    ])
  })

  it('only list it where an administrator says so, and take it out', async () => {
    const refused = await staff.request('PUT', '/api/knowledge/dependents/policy', {
      ...{ mode: 'flag', version: 0 },
    })
    expect(refused.status).toBe(403)
    const policy = await administrator.request('PUT', '/api/knowledge/dependents/policy', {
      ...{ mode: 'flag', version: 0 },
    })
    expect(policy.body).toMatchObject({ mode: 'flag', version: 1, changedBy: '赵管' })
    await publishText(
      database.db,
      '风筝法(2023-01-01).md',
      kiteLaw('一百米', '　2023年1月1日修订　自2023年6月1日起施行').replace('夜间', '大风天'),
      now,
    )
    const { dependents, suspended } = await list()
    expect(suspended).toBe(0)
    expect(dependents).toMatchObject([{ title: '晚上能放风筝吗', isSuspended: false }])
    expect(await found('晚上能放风筝吗')).toContain('晚上能放风筝吗')
    expect((await decide('withdraw', ...dependents)).body.done).toBe(1)
    expect(await found('晚上能放风筝吗')).not.toContain('晚上能放风筝吗')
    await server.knowledge.dependents.watch()
    const entries = await database.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'knowledge.%')
      .execute()
    const actions = entries.map(({ action }) => action)
    for (const what of ['suspend', 'flag', 'keep', 'take_out', 'policy'])
      expect(actions).toContain(`knowledge.${what}`)
  })

  it('tell citizens who got the old answer, once and when two agree', async () => {
    const law = (distance: string, day: string) =>
      kiteLaw(distance, `　${day.slice(0, 4)}年1月1日修订　自${day.slice(0, 4)}年6月1日起施行`)
    await publishText(
      database.db,
      '陀螺法(2020-01-01).md',
      law('一米', '2020').replaceAll('风筝', '陀螺'),
      now,
    )
    await publishText(database.db, '陀螺.md', guide('抽陀螺多远', '至少一米。〔陀螺法第二条〕'), now)
    const passage = await database.db
      .selectFrom('passages')
      .select('id')
      .where('title', '=', '抽陀螺多远')
      .executeTakeFirstOrThrow()
    restsOn = [passage.id]
    const [asked, again, other] = [await server.converse(), await server.converse(), await server.converse()]
    await server.ask(asked, 'a', '抽陀螺多远')
    await server.ask(asked, 'b', '真的吗')
    await server.ask(again, 'a', '抽陀螺多远')
    restsOn = []
    await server.ask(other, 'a', '别的')
    const { versionId } = await database.db
      .selectFrom('passages')
      .select('version_id as versionId')
      .where('id', '=', passage.id)
      .executeTakeFirstOrThrow()
    const post = (client: StaffClient, path: string, json: object) =>
      client.request('POST', `/api/knowledge/corrections${path}`, json)
    const notice = { versionId, days: 30, text: '您好，抽陀螺的距离有了新规定，请再问一次。' }
    expect((await post(staff, '', notice)).status).toBe(409)
    await publishText(
      database.db,
      '陀螺法(2022-01-01).md',
      law('两米', '2022').replaceAll('风筝', '陀螺'),
      now,
    )
    const affected = await staff.request('GET', `/api/knowledge/corrections/affected?versionId=${versionId}`)
    expect(affected.body).toMatchObject({
      ...{ answers: 3, conversations: 2, told: 0, days: 30 },
      byChannel: [{ channel: 'web', conversations: 2 }],
    })
    const { id } = (await post(staff, '', notice)).body
    expect((await post(staff, `/${id}/decision`, { kind: 'send', version: 1 })).status).toBe(409)
    const events = async (id: string) =>
      (await server.conversations.eventsOf(id, 0)).filter(({ kind }) => kind === 'correction')
    expect(await events(asked.id)).toEqual([])
    const sent = await post(administrator, `/${id}/decision`, { kind: 'send', version: 1 })
    expect(sent.body).toMatchObject({ status: 'sent', conversations: 2, deciderName: '赵管' })
    const second = (await post(staff, '', notice)).body
    await post(administrator, `/${second.id}/decision`, { kind: 'send', version: 1 })
    expect(await events(asked.id)).toMatchObject([{ text: notice.text }])
    expect(await events(again.id)).toHaveLength(1)
    expect(await events(other.id)).toEqual([])
    const { body } = await staff.request('GET', '/api/knowledge/corrections')
    const reached = body.notices.map(({ conversations }: { conversations: number }) => conversations)
    expect(reached.sort()).toEqual([0, 2])

    // The text stays word for word, and its row moves on to the new version.
    const draft = (await staff.request('POST', '/api/knowledge/drafts', { from: 'version', versionId })).body
    const path = `/api/knowledge/drafts/${draft.draft.id}`
    const text = draft.text.replace('---\n', '---\nfee: 十元\n')
    expect((await staff.request('PUT', path, { version: 1, text })).status).toBe(200)
    await staff.request('POST', `${path}/step`, { kind: 'submit', version: 2 })
    const decision = { kind: 'publish', version: 3 }
    expect((await administrator.request('POST', `${path}/decision`, decision)).status).toBe(200)
    const later = await staff.request('GET', `/api/knowledge/corrections/affected?versionId=${versionId}`)
    expect(later.body).toMatchObject({ answers: 3, conversations: 2, told: 2 })
    const decided = await staff.request('GET', '/api/knowledge/dependents?status=decided')
    expect(decided.body.dependents.map(({ text }: { text: string }) => text)).not.toContain('')
  })
})
