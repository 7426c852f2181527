import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreVersions } from '../knowledge/ingest/withdraw-versions.js'
import { settleFlags } from '../platform/knowledge/dependents/settle-flags.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import {
  scriptedResult,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './http-test-server.js'
import { publishText } from './publish-text.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const topLaw = (distance: string, change: string) =>
  `# 中华人民共和国陀螺法\n\n（2010年3月1日通过${change}）\n\n第一条　为了好玩，制定本法。\n\n第二条　抽陀螺离人至少${distance}。\n`
const GUIDE = '---\ntitle: 抽陀螺多远\nmatter: other\n---\n至少一米。〔陀螺法第二条〕\n'
const TEXT = '您好，抽陀螺的距离有了新规定，请再问一次。'

describe.each(testDatabases())('notices to citizens on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let author: StaffClient
  let approver: StaffClient
  let versionId: string
  const now = () => new Date('2024-03-01T04:00:00Z')

  beforeAll(async () => {
    database = await open()
    const { db } = database
    await publishText(db, '陀螺法(2010-03-01).md', topLaw('一米', ''), now)
    await publishText(db, '陀螺.md', GUIDE, now)
    const passage = await db
      .selectFrom('passages')
      .select(['id', 'version_id'])
      .where('title', '=', '抽陀螺多远')
      .executeTakeFirstOrThrow()
    versionId = passage.version_id
    const respond: TestServerOptions['respond'] = async (input) => {
      const result = scriptedResult(input)
      return { ...result, trace: { ...result.trace, entries: [passage.id] } }
    }
    server = await startTestServer({ database, now, respond })
    author = createStaffClient(server)
    await author.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
    approver = createStaffClient(server)
    await approver.become(await activeAccount(server, { name: '赵管', role: 'administrator' }))
    await publishText(db, '陀螺法(2022-01-01).md', topLaw('两米', '　2022年1月1日修订'), now)
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  const propose = async (): Promise<string> =>
    (await author.request('POST', '/api/knowledge/corrections', { versionId, days: 30, text: TEXT })).body.id
  const send = (id: string) =>
    approver.request('POST', `/api/knowledge/corrections/${id}/decision`, { kind: 'send', version: 1 })
  const told = async (id: string) =>
    (await server.conversations.eventsOf(id, 0)).filter(({ kind }) => kind === 'correction').length

  it('are counted without comparing articles', async () => {
    const { body } = await author.request('GET', '/api/knowledge/dependents?limit=0')
    expect(body).toMatchObject({ dependents: [], open: 1, total: 1 })
  })

  it('are written and approved by people, not by programs', async () => {
    const key = await approver.request('POST', '/api/knowledge/keys', {
      ...{ name: '外部程序', scopes: ['read', 'write', 'publish'], days: 30 },
    })
    const asProgram = (path: string, json: object) =>
      server.request(`/api/knowledge/corrections${path}`, { method: 'POST', json, bearer: key.body.key })
    const id = await propose()
    const refused = [
      await asProgram('', { versionId, days: 30, text: TEXT }),
      await asProgram(`/${id}/decision`, { kind: 'send', version: 1 }),
    ]
    expect(refused.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'people_only'],
      [403, 'people_only'],
    ])
    await asProgram(`/${id}/decision`, { kind: 'drop', version: 1 })
  })

  it('reach everybody else where one conversation fails, and that one later', async () => {
    const chats = [await server.converse(), await server.converse(), await server.converse()]
    for (const chat of chats) await server.ask(chat, 'a', '抽陀螺多远')
    const ids = chats.map(({ id }) => id).sort()
    const broken = ids[0]!
    const append = server.conversations.appendEvents
    server.conversations.appendEvents = async (trx, id, events) => {
      if (id === broken) throw new Error('broken conversation')
      return append(trx, id, events)
    }
    const id = await propose()
    expect((await send(id)).body.status).toBe('approved')
    expect(await Promise.all(ids.map(told))).toEqual([0, 1, 1])
    server.conversations.appendEvents = append
    await server.knowledge.corrections.send()
    expect(await Promise.all(ids.map(told))).toEqual([1, 1, 1])
    const { body } = await author.request('GET', '/api/knowledge/corrections')
    expect(body.notices.find((row: { id: string }) => row.id === id)).toMatchObject({
      ...{ status: 'sent', conversations: 3 },
    })
  })

  it('are not approved once the answer is back in use', async () => {
    const id = await propose()
    const settled = { versionIds: [versionId], status: 'kept', by: '孙识', now: now() } as const
    await restoreVersions(database.db, { ids: [versionId], now, beside: (trx) => settleFlags(trx, settled) })
    const { status, body } = await send(id)
    expect([status, body.error.code]).toEqual([409, 'back_in_use'])
    const notice = await database.db
      .selectFrom('correction_notices')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(notice.status).toBe('proposed')
  })
})
