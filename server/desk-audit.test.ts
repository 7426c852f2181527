import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const CITY = {
  ...{ name: '示例湖州市中心', level: 'city' as const, regionCode: '330500', parent: null },
  ...{ address: '', phone: '', hours: '', serviceLines: [], longitude: null, latitude: null },
}

describe.each(testDatabases())('the audit log at the desk on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let province: StaffClient
  let city: StaffClient
  let at = new Date('2026-11-29T15:30:00Z')
  beforeAll(async () => {
    database = await open()
    server = await startTestServer({ database, now: () => at })
    await database.transact((trx) => storeOffices(trx, [CITY]))
    const { id: officeId } = await database.db.selectFrom('offices').select('id').executeTakeFirstOrThrow()
    province = createStaffClient(server)
    await activeAccount(server, { name: '省管理', role: 'administrator' })
    await province.signIn('省管理')
    city = createStaffClient(server)
    await activeAccount(server, { name: '市管理', role: 'administrator', officeId })
    await city.signIn('市管理')
    // 29 November in China until here; the next half hour is the 30th.
    at = new Date('2026-11-29T16:00:00Z')
    await province.request('POST', '/members', { name: '王芳', role: 'handler', officeId: null })
    await city.request('POST', '/members', { name: '李雷', role: 'handler', officeId })
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  const list = async (client: StaffClient, query = '') => {
    const { status, body } = await client.request('GET', `/api/desk/audit?${query}`)
    return status === 200
      ? body.entries.map(
          ({ actorName, action, subjectName }: Record<string, string>) =>
            `${actorName ?? '系统'} ${action} ${subjectName}`,
        )
      : body.error.code
  }

  it('shows everything to who has the province, newest first, and to an office what its people did', async () => {
    expect(await list(province)).toEqual([
      '市管理 staff.invite 李雷',
      '省管理 staff.invite 王芳',
      '市管理 session.begin 市管理',
      '市管理 password.set 市管理',
      '系统 staff.invite 市管理',
      '省管理 session.begin 省管理',
      '省管理 password.set 省管理',
      '系统 staff.invite 省管理',
    ])
    expect(await list(city)).toEqual([
      '市管理 staff.invite 李雷',
      '市管理 session.begin 市管理',
      '市管理 password.set 市管理',
    ])
  })

  it('is narrowed by who, what, whom and when', async () => {
    const self = (await province.request('GET', '/session')).body.member.id
    expect(await list(province, `actor=${self}&action=staff`)).toEqual(['省管理 staff.invite 王芳'])
    expect(await list(province, 'actor=system')).toHaveLength(2)
    expect(await list(province, 'action=session.begin')).toHaveLength(2)
    expect(await list(province, `subject=${encodeURIComponent('王芳')}`)).toEqual([
      '省管理 staff.invite 王芳',
    ])
    expect(await list(province, 'from=2026-11-30')).toHaveLength(2)
    expect(await list(province, 'to=2026-11-29')).toHaveLength(6)
    expect(await list(province, 'from=2026-11-30&to=2026-11-30&action=session')).toEqual([])
    expect(await list(province, 'from=2026-13-30')).toBe('invalid_request')
    expect(await list(city, 'actor=system')).toEqual([])
  })

  it('is read page by page without a gap', async () => {
    const seen: number[] = []
    let next: number | null = null
    do {
      const query = new URLSearchParams({ limit: '3', ...(next !== null && { before: String(next) }) })
      const { body } = await province.request('GET', `/api/desk/audit?${query}`)
      seen.push(...body.entries.map(({ seq }: { seq: number }) => seq))
      next = body.next
    } while (next !== null)
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
  })

  it('is verified, also against a row that was noted', async () => {
    const verify = async (json: object) =>
      (await province.request('POST', '/api/desk/audit/verification', json)).body
    const whole = await verify({})
    expect(whole).toMatchObject({ checked: 8, broken: null, note: expect.stringMatching(/^8:[0-9a-f]{64}$/) })
    expect(await verify({ noted: whole.note })).toEqual(whole)
    expect(await verify({ noted: `8:${'0'.repeat(64)}` })).toMatchObject({
      broken: { seq: 8, why: 'other_than_noted' },
    })
    expect(await verify({ noted: `9:${'0'.repeat(64)}` })).toMatchObject({
      broken: { seq: 9, why: 'cut_off' },
    })
    expect((await verify({ noted: '8' })).error.code).toBe('invalid_request')
  })
})
