import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import { type ScriptedPlatform, startScriptedPlatform } from '../platform/exchange/test-exchange.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient } from './staff-client.js'

const office = (name: string, level: 'city' | 'county', regionCode: string) => ({
  ...{ name, level, regionCode, parent: null, address: '', phone: '', hours: '' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})
const MINUTE_MS = 60_000

describe.each(testDatabases())('the exchange at the desk on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let platform: ScriptedPlatform
  let at: Date
  const now = () => at
  const later = (ms: number) => {
    at = new Date(at.getTime() + ms)
  }
  beforeEach(async () => {
    at = new Date('2026-11-30T01:00:00Z')
    database = await open()
    platform = await startScriptedPlatform(now)
    server = await startTestServer({ database, now, exchangeUrl: platform.url })
    const offices = [office('示例湖州市中心', 'city', '330500'), office('示例杭州市中心', 'city', '330100')]
    await database.transact((trx) => storeOffices(trx, offices))
  })
  afterEach(async () => {
    await server.close()
    await platform.stop()
    await database.drop()
  })

  async function memberOf(role: 'administrator' | 'supervisor' | 'handler', place: string | null) {
    const [row] =
      place === null
        ? []
        : await database.db.selectFrom('offices').select('id').where('name', '=', place).execute()
    const client = createStaffClient(server)
    const name = `${role}${place}`
    const known = await server.staff.accounts.named(name)
    await client.become(known ?? (await activeAccount(server, { name, role, officeId: row?.id ?? null })))
    return {
      client,
      show: async () => (await client.request('GET', '/api/desk/exchange')).body,
      post: (path: string, json: unknown = {}) => client.request('POST', `/api/desk/exchange/${path}`, json),
    }
  }
  async function openTicket(regionCode: string): Promise<string> {
    const citizen = await server.converse(regionCode)
    const reply = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    return reply.body.ticket.number
  }
  /** Until the refused ones are dead. */
  async function deliver() {
    for (let i = 0; i < 40; i++) {
      await server.exchange!.deliverWaiting()
      later(6 * MINUTE_MS)
    }
  }

  it('says how delivery goes, and shows each what concerns the tickets that they see', async () => {
    const huzhou = await openTicket('330500')
    const hangzhou = await openTicket('330100')
    const refused = new Set([huzhou, hangzhou])
    platform.behave = ({ ticketNumber }) =>
      refused.has(ticketNumber) ? { status: 422, body: 'officeCode unknown' } : { status: 200 }
    const first = await memberOf('administrator', null)
    expect((await first.show()).delivery).toMatchObject({
      waiting: 2,
      failures: 0,
      deliveredAt: null,
      problem: null,
    })
    await server.exchange!.deliverWaiting()
    expect((await first.show()).delivery).toMatchObject({
      waiting: 2,
      problem: '对方不收这条消息（HTTP 422），说的是“officeCode unknown”',
      nextAttemptAt: expect.any(String),
    })
    // While others arrive, it is the message that is at fault.
    for (let i = 0; i < 6; i++) {
      await openTicket('330100')
      await server.exchange!.deliverWaiting()
      later(6 * MINUTE_MS)
    }
    const administrator = await memberOf('administrator', null)
    const shown = await administrator.show()
    expect(shown.delivery).toMatchObject({ waiting: 0, failures: 0, deliveredAt: expect.any(String) })
    expect(shown.deadLetters.map(({ number }: { number: string }) => number)).toEqual([huzhou, hangzhou])
    const supervisor = await memberOf('supervisor', '示例湖州市中心')
    expect((await supervisor.show()).deadLetters).toMatchObject([
      { number: huzhou, kind: 'opened', reason: '对方不收这条消息（HTTP 422），说的是“officeCode unknown”' },
    ])
    const handler = await memberOf('handler', null)
    expect((await handler.client.request('GET', '/api/desk/exchange')).status).toBe(403)

    // One of another office is not there for the supervisor, alone or among all.
    const others = shown.deadLetters[1].id
    expect((await supervisor.post(`dead-letters/${others}/resend`)).status).toBe(404)
    refused.clear()
    expect((await supervisor.post('dead-letters/resend')).body).toEqual({ resent: 1 })
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({
      actorName: 'supervisor示例湖州市中心',
      action: 'exchange.resend',
      subject: huzhou,
    })
    await deliver()
    expect(platform.received.map(({ ticketNumber }) => ticketNumber)).toContain(huzhou)
    expect(platform.received.map(({ ticketNumber }) => ticketNumber)).not.toContain(hangzhou)
    const again = await (await memberOf('administrator', '示例湖州市中心')).show()
    expect(again.deadLetters).toEqual([])
  })

  it('skips a dead letter with a reason, once, and resends one', async () => {
    const number = await openTicket('330500')
    let isRefusing = true
    platform.behave = ({ ticketNumber }) => ({ status: isRefusing && ticketNumber === number ? 400 : 200 })
    await deliver()
    await openTicket('330100')
    await deliver()
    const { show, post } = await memberOf('administrator', null)
    const [{ id }] = (await show()).deadLetters
    expect((await post(`dead-letters/${id}/skip`, { reason: ' ' })).status).toBe(400)
    expect((await post(`dead-letters/${id}/resend`)).body).toEqual({ resent: 1 })
    expect((await post(`dead-letters/${id}/resend`)).body.error.code).toBe('not_dead')
    await deliver()
    await openTicket('330100')
    await deliver()
    const administrator = await memberOf('administrator', '示例湖州市中心')
    const [again] = (await administrator.show()).deadLetters
    isRefusing = false
    expect(
      (await administrator.post(`dead-letters/${again.id}/skip`, { reason: '对方已手工录入' })).status,
    ).toBe(204)
    expect((await administrator.show()).deadLetters).toEqual([])
    expect((await server.staff.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'exchange.skip',
      subject: number,
      details: { reason: '对方已手工录入' },
    })
    await deliver()
    expect(platform.received.at(-1)).toMatchObject({ kind: 'skipped', ticketNumber: number })
  })

  it('reconciles now, tells each their differences, and says in plain words why it could not', async () => {
    const huzhou = await openTicket('330500')
    const hangzhou = await openTicket('330100')
    await deliver()
    platform.tickets = [
      { number: '2026-0101-0001', status: 'waiting' },
      { number: huzhou, status: 'closed' },
      { number: hangzhou, status: 'closed' },
    ]
    const province = await memberOf('administrator', null)
    expect((await province.post('reconciliation')).body).toMatchObject({
      trigger: 'manual',
      compared: 3,
      elsewhere: 0,
      problem: null,
      differences: [
        { number: '2026-0101-0001', kind: 'missing_here', here: null, there: 'waiting' },
        { number: huzhou, kind: 'state_differs', here: 'waiting', there: 'closed' },
        { number: hangzhou, kind: 'state_differs' },
      ],
    })
    expect((await server.staff.audit.list({ limit: 1 }))[0]).toMatchObject({
      action: 'exchange.reconcile',
      details: { compared: 3, differences: 3 },
    })
    const city = await memberOf('supervisor', '示例湖州市中心')
    expect((await city.show()).reconciliation).toMatchObject({
      differences: [{ number: huzhou }],
      elsewhere: 2,
    })
    await platform.stop()
    expect((await city.post('reconciliation')).body).toMatchObject({
      differences: [],
      problem: '连不上对方：那个地址上没有程序在接收',
    })
  })
})

describe.each(testDatabases())('without a work platform on $name', ({ open }) => {
  it('there is nothing to exchange', async () => {
    const database = await open()
    const server = await startTestServer({ database })
    const client = createStaffClient(server)
    await client.become(await activeAccount(server, { name: '管理', role: 'administrator' }))
    expect((await client.request('GET', '/api/desk/exchange')).body).toMatchObject({ delivery: null })
    const refused = await client.request('POST', '/api/desk/exchange/reconciliation', {})
    expect([refused.status, refused.body.error.code]).toEqual([409, 'exchange_off'])
    await server.close()
    await database.drop()
  })
})
