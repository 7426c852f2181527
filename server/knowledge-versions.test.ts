import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdrawVersions } from '../knowledge/ingest/withdraw-versions.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { publishText } from './publish-text.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const OLD = `# 中华人民共和国风筝法

（2010年3月1日第一届风筝大会通过　自2010年5月1日起施行）

第一条　为了让风筝飞得高，制定本法。

第二条　放风筝应当远离电线，距离不少于五十米。

第三条　夜间不得放风筝。

第四条　本法自2010年5月1日起施行。
`
const NEW = `# 中华人民共和国风筝法

（2010年3月1日第一届风筝大会通过　2022年1月1日修订　自2022年6月1日起施行）

第一条　为了让风筝飞得高，制定本法。

第二条　放风筝应当远离电线，距离不少于一百米。

第三条　儿童放风筝由成年人陪同。

第四条　夜间不得放风筝。

第五条　本法自2022年6月1日起施行。
`

describe.each(testDatabases())('versions of a law on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let staff: StaffClient
  let sourceId: string
  let newest: string
  let first: string

  beforeAll(async () => {
    database = await open()
    const { db } = database
    await publishText(db, '风筝法(2010-03-01).md', OLD)
    await publishText(db, '风筝法(2022-01-01).md', NEW)
    server = await startTestServer({ database, now: () => new Date('2024-03-01T04:00:00Z') })
    staff = createStaffClient(server)
    await staff.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
    const { sources } = (await staff.request('GET', '/api/knowledge/sources?q=风筝')).body
    sourceId = sources[0].id
    const { versions } = (await staff.request('GET', `/api/knowledge/sources/${sourceId}`)).body
    ;[newest, first] = versions.map(({ id }: { id: string }) => id)
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  const get = (path: string) => staff.request('GET', `/api/knowledge/${path}`)

  it('are compared article by article, by default with the one before', async () => {
    const { body } = await get(`versions/${newest}/diff`)
    expect(body.before.id).toBe(first)
    expect(body.counts).toEqual({ added: 1, removed: 0, changed: 2, renumbered: 1, unchanged: 1 })
    expect(body.changes[0]).toMatchObject({ kind: 'changed', before: { label: '第二条' } })
    expect(body.changes[0].words).toContainEqual({ text: '五十', is: 'removed' })
    expect(body.changes[2]).toMatchObject({
      kind: 'renumbered',
      before: { label: '第三条' },
      after: { label: '第四条' },
      words: [{ text: '夜间不得放风筝。', is: 'same' }],
    })
    const { body: alone } = await get(`versions/${first}/diff`)
    expect(alone).toMatchObject({ before: null, counts: { added: 4, unchanged: 0 } })
    expect((await get(`versions/${newest}/diff?with=none`)).status).toBe(404)
    expect((await get('versions/none/diff')).status).toBe(404)
  })

  it('are listed with what each changed', async () => {
    const { body } = await get(`sources/${sourceId}/lineage`)
    expect(body.versions.map(({ comparedWith }: { comparedWith: string }) => comparedWith)).toEqual([
      first,
      null,
    ])
    expect(body.versions[0].counts).toMatchObject({ changed: 2, added: 1 })
    expect(body.versions[1].counts).toBeNull()
  })

  it('count on a day, or it is said why none does', async () => {
    const on = async (date: string) => (await get(`sources/${sourceId}/as-of?date=${date}`)).body
    const before = await on('2015-01-01')
    expect(before).toMatchObject({ none: null, inForce: [{ version: { id: first } }] })
    expect(before.inForce[0].parts[1]).toMatchObject({ label: '第二条' })
    expect((await on('2022-06-01')).inForce).toMatchObject([{ version: { id: newest } }])
    expect(await on('2009-01-01')).toMatchObject({ none: 'not_yet', since: '2010-05-01', inForce: [] })
    expect((await get(`sources/${sourceId}/as-of?date=gestern`)).status).toBe(400)
    await withdrawVersions(database.db, { ids: [newest, first] })
    expect(await on('2015-01-01')).toMatchObject({ none: 'withdrawn', inForce: [] })
    expect((await get(`versions/${newest}/diff`)).body.counts.changed).toBe(2)
  })
})
