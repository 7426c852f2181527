import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { publishText } from './publish-text.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const kiteLaw = (distance: string, year: number) =>
  `# 中华人民共和国风筝法\n\n（2010年3月1日通过　${year}年1月1日修订　自${year}年6月1日起施行）\n\n第一条　为了让风筝飞得高，制定本法。\n\n第二条　离电线不少于${distance}。\n\n第三条　夜间不得放风筝。\n`
const guide = (title: string, text: string) => `---\ntitle: ${title}\nmatter: other\n---\n${text}\n`
const TOMORROW = '2024-03-02T04:00:00Z'

describe.each(testDatabases())('what was approved before a law changed on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let author: StaffClient
  let reviewer: StaffClient
  let at = new Date('2024-03-01T04:00:00Z')
  const now = () => at

  beforeAll(async () => {
    database = await open()
    await publishText(database.db, '风筝法(2020-01-01).md', kiteLaw('五十米', 2020), now)
    server = await startTestServer({ database, now })
    await enter()
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  /** Sessions end long before the next day. */
  const enter = async () => {
    author = createStaffClient(server)
    await author.become(await activeAccount(server, { name: `孙识${at.getTime()}`, role: 'knowledge' }))
    reviewer = createStaffClient(server)
    await reviewer.become(await activeAccount(server, { name: `赵管${at.getTime()}`, role: 'administrator' }))
  }
  const approve = async (title: string, text: string, publishAt?: string): Promise<string> => {
    const draft = await author.request('POST', '/api/knowledge/drafts', {
      ...{ from: 'text', kind: 'guide', text: guide(title, text) },
    })
    const { id } = draft.body.draft
    await author.request('POST', `/api/knowledge/drafts/${id}/step`, { kind: 'submit', version: 1 })
    const decision = { kind: 'publish', version: 2, ...(publishAt && { publishAt }) }
    expect((await reviewer.request('POST', `/api/knowledge/drafts/${id}/decision`, decision)).status).toBe(
      200,
    )
    return id
  }
  const draftOf = async (id: string) =>
    (await author.request('GET', `/api/knowledge/drafts/${id}`)).body.draft

  it('waits for a new look at its hour, and what rests on other articles is published', async () => {
    const distance = await approve('离电线多远', '五十米。〔风筝法第二条〕', TOMORROW)
    const night = await approve('晚上能放吗', '不能。〔风筝法第三条〕', TOMORROW)
    await publishText(database.db, '风筝法(2022-01-01).md', kiteLaw('一百米', 2022), now)
    at = new Date('2024-03-02T04:00:01Z')
    await server.knowledge.drafts.publishDue()
    await enter()
    expect(await draftOf(night)).toMatchObject({ status: 'published' })
    expect(await draftOf(distance)).toMatchObject({
      ...{ status: 'in_review', publishAt: null, deciderName: null },
      reason: '依据的法条有变化，请重新核对。',
    })
    const entry = await database.db
      .selectFrom('audit_log')
      .select(['actor_id', 'subject'])
      .where('action', '=', 'knowledge.return')
      .execute()
    expect(entry).toEqual([{ actor_id: null, subject: distance }])
    const { version } = await draftOf(distance)
    await reviewer.request('POST', `/api/knowledge/drafts/${distance}/decision`, { kind: 'publish', version })
    expect(await draftOf(distance)).toMatchObject({ status: 'published' })
  })

  it('is published where the law that begins by then was known', async () => {
    at = new Date('2024-04-01T04:00:00Z')
    await enter()
    await publishText(database.db, '风筝法(2024-01-01).md', kiteLaw('两百米', 2024), now)
    const id = await approve('新法离电线多远', '两百米。〔风筝法第二条〕', '2024-06-01T04:00:00Z')
    at = new Date('2024-06-01T04:00:01Z')
    await enter()
    await server.knowledge.drafts.publishDue()
    expect(await draftOf(id)).toMatchObject({ status: 'published' })
  })

  it('is not brought back in one step', async () => {
    const versionOf = async (title: string) => {
      const row = await database.db
        .selectFrom('source_versions as v')
        .innerJoin('sources as s', 's.id', 'v.source_id')
        .select('v.id')
        .where('s.title', '=', title)
        .where('v.status', '=', 'published')
        .executeTakeFirstOrThrow()
      return row.id
    }
    const rollBack = (id: string) => reviewer.request('POST', `/api/knowledge/versions/${id}/roll-back`)
    await approve('多远', '两百米。〔风筝法第二条〕')
    await approve('晚上', '不能。〔风筝法第三条〕')
    const [distance, night] = [await versionOf('多远'), await versionOf('晚上')]
    await approve('多远', '至少两百米。〔风筝法第二条〕')
    await approve('晚上', '夜间不能。〔风筝法第三条〕')
    await publishText(database.db, '风筝法(2024-02-01).md', kiteLaw('三百米', 2024), now)
    const { status, body } = await rollBack(distance)
    expect([status, body.error.code]).toEqual([409, 'law_changed'])
    await approve('多远', '至少三百米。〔风筝法第二条〕')
    expect((await rollBack(distance)).status).toBe(409)
    expect((await rollBack(night)).status).toBe(200)
  })
})
