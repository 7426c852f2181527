import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExportPerson } from '../platform/privacy/export-person.js'
import { createAuditLog } from '../platform/staff/audit/audit-log.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer, testDataKey } from './http-test-server.js'

const PHONE = '13912345678'
const AGREED = { phone: PHONE, agreed: true, notice: '2026-11-28' }

describe.each(testDatabases())('a number that a citizen leaves on the page, on $name', ({ open }) => {
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

  async function handedOff(text = `老板欠薪，我的电话是${PHONE}`) {
    const citizen = await server.converse()
    await server.ask(citizen, 'm1', text)
    const reply = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    const { number } = reply.body.ticket as { number: string }
    const path = `/api/conversations/${citizen.id}/tickets/${number}/contact`
    const call = (method: string, json?: unknown, bearer = citizen.secret) =>
      server.request(path, { method, json, bearer })
    return { citizen, number, call }
  }
  const rowOf = (number: string) =>
    database.db
      .selectFrom('tickets')
      .select(['id', 'contact_encrypted', 'contact_hash'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  const consents = () => database.db.selectFrom('contact_consents').selectAll().orderBy('given_at').execute()

  it('is not kept because it was mentioned, but offered', async () => {
    const { number, call } = await handedOff()
    expect(await rowOf(number)).toMatchObject({ contact_encrypted: null, contact_hash: null })
    expect((await call('GET')).body).toEqual({
      ...{ kept: null, mentioned: PHONE, keeper: '示例省司法厅', keepDays: 1095 },
    })
    const without = await handedOff('老板欠薪')
    expect((await without.call('GET')).body).toMatchObject({ kept: null, mentioned: null })
  })

  it('is kept with consent to the notice that was shown, and staff see when', async () => {
    const { number, call } = await handedOff()
    for (const wrong of [
      { phone: PHONE },
      { ...AGREED, agreed: false },
      { ...AGREED, notice: '2020-01-01' },
      { ...AGREED, phone: '12345' },
      { ...AGREED, phone: '没有' },
    ])
      expect([wrong, (await call('POST', wrong)).status]).toEqual([wrong, 400])
    expect((await rowOf(number)).contact_encrypted).toBeNull()
    expect(await consents()).toEqual([])

    expect((await call('POST', { ...AGREED, phone: '+86 139-1234-5678' })).status).toBe(204)
    expect((await server.tickets.show(number)).contact).toBe(PHONE)
    expect((await call('GET')).body).toMatchObject({ kept: '139****5678', mentioned: null })
    expect(await consents()).toMatchObject([
      { notice_version: '2026-11-28', by_guardian: 0, withdrawn_at: null, given_at: expect.any(String) },
    ])
    const last = (await server.tickets.show(number)).events.at(-1)
    expect([last?.kind, last?.actor.kind]).toEqual(['noted', 'citizen'])
    expect(JSON.stringify(last)).not.toContain(PHONE)
  })

  it('of a child under 14 is kept with the consent of a guardian, which is part of what is handed out', async () => {
    const { citizen, call } = await handedOff('我十三岁，同学打我')
    await call('POST', { ...AGREED, phone: '0571-87654321', byGuardian: true })
    expect(await consents()).toMatchObject([{ by_guardian: 1 }])
    const now = () => new Date()
    const audit = createAuditLog({ db: database.db, dataKey: testDataKey, now })
    const deps = { ...database, dataKey: testDataKey, audit, mask: (text: string) => text, now }
    const { conversations } = await createExportPerson(deps)({ conversationId: citizen.id })
    expect(conversations[0]?.tickets[0]).toMatchObject({
      contact: '057187654321',
      consents: [{ notice: '2026-11-28', byGuardian: true, withdrawnAt: null }],
    })
  })

  it('goes with its consent when the citizen says so, also after the end', async () => {
    const { number, call } = await handedOff()
    await call('POST', AGREED)
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'cancel', reason: '重复' }, staff)
    expect((await call('POST', AGREED)).status).toBe(409)
    for (const again of [1, 2]) expect([again, (await call('DELETE')).status]).toEqual([again, 204])
    expect(await rowOf(number)).toMatchObject({ contact_encrypted: null, contact_hash: null })
    expect(await consents()).toMatchObject([{ withdrawn_at: expect.any(String) }])
  })

  it('is nobody else’s to read or to change', async () => {
    const [one, other] = [await handedOff(), await handedOff()]
    await one.call('POST', AGREED)
    for (const [method, json] of [
      ['GET', undefined],
      ['POST', AGREED],
      ['DELETE', undefined],
    ] as const) {
      expect((await one.call(method, json, 'wrong')).status).toBe(403)
      const path = `/api/conversations/${other.citizen.id}/tickets/${one.number}/contact`
      const reply = await server.request(path, { method, json, bearer: other.citizen.secret })
      expect([method, reply.status]).toEqual([method, 404])
    }
    expect((await server.tickets.show(one.number)).contact).toBe(PHONE)
  })

  it('is kept at once where a life is at stake', async () => {
    const citizen = await server.converse()
    await server.ask(citizen, 'm1', `我老公正在打我，我的电话是${PHONE}`)
    const { id } = await database.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', citizen.id)
      .executeTakeFirstOrThrow()
    const { number } = await server.tickets.openTicket({
      ...{ conversationId: citizen.id, messageId: id, reason: 'crisis', urgency: 'urgent' },
      ...{ matter: 'marriage_family', serviceLine: null, regionCode: null, summaryMasked: '家暴' },
    })
    expect((await server.tickets.show(number)).contact).toBe(PHONE)
  })
})
