import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, addSecondFactor, createStaffClient } from './staff-client.js'

const MINUTE_MS = 60_000

describe.each(testDatabases())('the list of accounts on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let at: Date
  beforeEach(async () => {
    at = new Date('2026-11-30T01:00:00Z')
    database = await open()
    server = await startTestServer({
      database,
      now: () => at,
      staffSettings: { secondFactor: 'leaders' },
    })
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })

  async function administrator() {
    const client = createStaffClient(server)
    await client.become(await activeAccount(server, { name: '管理', role: 'administrator' }))
    const shown = async (name: string) => {
      const { members } = (await client.request('GET', '/members')).body
      return members.find((member: { name: string }) => member.name === name)
    }
    return { client, shown }
  }

  it('says who was signed in when, where still, and until when a link may be used', async () => {
    const { client, shown } = await administrator()
    const { link } = (
      await client.request('POST', '/members', { name: '王芳', role: 'handler', officeId: null })
    ).body
    expect(await shown('王芳')).toMatchObject({
      status: 'invited',
      lastSignedInAt: null,
      sessions: 0,
      linkExpiresAt: link.expiresAt,
    })
    at = new Date(at.getTime() + MINUTE_MS)
    const theirs = createStaffClient(server)
    await theirs.request('POST', '/set-up', {
      token: new URL(link.url).hash.slice(1),
      password: '秋天的银杏叶落满院子',
    })
    expect(await shown('王芳')).toMatchObject({
      status: 'active',
      lastSignedInAt: at.toISOString(),
      sessions: 1,
      linkExpiresAt: null,
    })
    at = new Date(at.getTime() + 61 * MINUTE_MS)
    await client.become(await server.staff.accounts.named('管理').then((account) => account!))
    expect(await shown('王芳')).toMatchObject({ sessions: 0 })
  })

  it('counts as signed in only who has shown the second factor', async () => {
    const account = await activeAccount(server, { name: '李主管', role: 'supervisor' })
    const theirs = createStaffClient(server)
    await theirs.signIn('李主管')
    const { shown } = await administrator()
    expect(await shown('李主管')).toMatchObject({
      secondFactor: false,
      secondFactorRequired: true,
      lastSignedInAt: null,
      sessions: 0,
    })
    await addSecondFactor(theirs, at)
    expect(await shown('李主管')).toMatchObject({
      id: account.id,
      secondFactor: true,
      lastSignedInAt: at.toISOString(),
      sessions: 1,
    })
  })

  it('ends what somebody has open, and writes down who did', async () => {
    const account = await activeAccount(server, { name: '王芳' })
    const [laptop, phone] = [createStaffClient(server), createStaffClient(server)]
    for (const each of [laptop, phone]) await each.signIn('王芳')
    const { client, shown } = await administrator()
    expect(await shown('王芳')).toMatchObject({ sessions: 2 })
    expect((await client.request('DELETE', `/members/${account.id}/sessions`)).status).toBe(204)
    expect((await laptop.request('GET', '/session')).status).toBe(401)
    expect(await shown('王芳')).toMatchObject({ sessions: 0 })
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({ actorName: '管理', action: 'session.end_all', subject: account.id })
  })
})
