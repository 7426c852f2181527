import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chinaDate } from '../knowledge/china-date.js'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import type { ParsedOffice } from '../knowledge/parse-offices.js'
import type { StaffRole } from '../platform/staff/staff-member.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const office = (name: string, level: ParsedOffice['level'], regionCode: string, parent: string | null) => ({
  ...{ name, level, regionCode, parent, address: '', phone: '', hours: '' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})
const OFFICES = [
  office('甲市中心', 'city', '320100', null),
  office('甲区中心', 'county', '320102', '甲市中心'),
  office('乙市中心', 'city', '320500', null),
]

describe.each(testDatabases())('tickets at the desk on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  const people = new Map<string, StaffRow>()
  const officeIds = new Map<string, string>()
  let asked = 0

  beforeAll(async () => {
    database = await open()
    await database.db.transaction().execute((trx) => storeOffices(trx, OFFICES))
    server = await startTestServer({ database })
    for (const { id, name } of await database.db.selectFrom('offices').select(['id', 'name']).execute()) {
      officeIds.set(name, id)
    }
    const add = async (name: string, role: StaffRole, place: string) =>
      people.set(name, await activeAccount(server, { name, role, officeId: officeIds.get(place) }))
    await add('王芳', 'handler', '甲区中心')
    await add('李雷', 'handler', '甲区中心')
    await add('周主管', 'supervisor', '甲市中心')
    await add('赵外', 'handler', '乙市中心')
    await add('钱管', 'administrator', '甲市中心')
    await add('孙识', 'knowledge', '甲市中心')
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  async function signedIn(name: string): Promise<StaffClient> {
    const client = createStaffClient(server)
    await client.become(people.get(name)!)
    return client
  }
  async function newTicket(text = '老板拖欠工资三个月，我的电话13912345678', region = '320102') {
    const citizen = await server.converse(region)
    await server.ask(citizen, `q${++asked}`, text)
    const opened = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: `h${asked}` },
      bearer: citizen.secret,
    })
    return { citizen, number: opened.body.ticket.number as string }
  }
  const show = async (client: StaffClient, number: string) =>
    (await client.request('GET', `/api/desk/tickets/${number}`)).body
  async function command(client: StaffClient, number: string, what: object, version?: number) {
    return client.request('POST', `/api/desk/tickets/${number}/commands`, {
      command: what,
      version: version ?? (await show(client, number)).version,
    })
  }

  it('list what is mine, of my office, and below it', async () => {
    const { number } = await newTicket()
    const [wang, zhou, zhao] = [await signedIn('王芳'), await signedIn('周主管'), await signedIn('赵外')]
    const numbers = async (client: StaffClient, query: string) =>
      (await client.request('GET', `/api/desk/tickets?${query}`)).body.tickets.map(
        (row: { number: string }) => row.number,
      )
    expect(await numbers(wang, 'view=office')).toContain(number)
    expect(await numbers(wang, 'view=mine')).not.toContain(number)
    expect(await numbers(zhou, 'view=office')).not.toContain(number)
    expect(await numbers(zhou, 'view=below')).toContain(number)
    expect(await numbers(zhao, 'view=below')).not.toContain(number)
    await command(wang, number, { kind: 'take' })
    expect(await numbers(wang, 'view=mine')).toContain(number)
    expect(await numbers(wang, 'view=office&status=waiting')).not.toContain(number)
    expect(await numbers(wang, `view=office&q=${number.slice(-4)}`)).toContain(number)
    expect(await numbers(wang, 'view=office&q=拖欠')).toContain(number)
    expect(await numbers(wang, 'view=office&q=离婚')).not.toContain(number)
    expect((await zhou.request('GET', `/api/desk/tickets?office=${officeIds.get('乙市中心')}`)).status).toBe(
      400,
    )
  })

  it('bring the answer to the citizen, and leave an audit record of each step', async () => {
    const { citizen, number } = await newTicket()
    const wang = await signedIn('王芳')
    expect((await command(wang, number, { kind: 'take' })).body).toMatchObject({ status: 'taken' })
    expect((await command(wang, number, { kind: 'reply', text: '可以向劳动监察大队投诉。' })).status).toBe(
      200,
    )
    const history = await server.request(`/api/conversations/${citizen.id}/messages`, {
      bearer: citizen.secret,
    })
    expect(history.body.events).toContainEqual(
      expect.objectContaining({ kind: 'staff_reply', text: '可以向劳动监察大队投诉。' }),
    )
    const log = await server.staff.audit.list({ limit: 10, subject: number })
    expect(log.map(({ action, actorName }) => [action, actorName])).toEqual([
      ['ticket.reply', '王芳'],
      ['ticket.take', '王芳'],
    ])
    expect(JSON.stringify(log)).not.toContain('劳动监察')
  })

  it('refuse a command on what has changed, and say who did what', async () => {
    const { number } = await newTicket()
    const [wang, li] = [await signedIn('王芳'), await signedIn('李雷')]
    const { version } = await show(li, number)
    await command(wang, number, { kind: 'note', text: '已电话核实' })
    const before = (await server.staff.audit.list({ limit: 50, subject: number })).length
    const late = await command(li, number, { kind: 'take' }, version)
    expect(late.status).toBe(409)
    expect(late.body.error).toMatchObject({
      code: 'changed',
      message: '王芳刚刚对这张工单做了“备注”，请看过最新情况再操作。',
      version: version + 1,
      changes: [{ kind: 'noted', by: '王芳' }],
    })
    expect(await server.staff.audit.list({ limit: 50, subject: number })).toHaveLength(before)
  })

  it('hand a ticket out once, however many press at once', async () => {
    const { number } = await newTicket()
    const [wang, li] = [await signedIn('王芳'), await signedIn('李雷')]
    const { version } = await show(wang, number)
    const pressed = await Promise.all(
      [wang, li, wang, li].map((client) => command(client, number, { kind: 'take' }, version)),
    )
    expect(pressed.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const taken = (await show(wang, number)).events.filter(
      (event: { kind: string }) => event.kind === 'taken',
    )
    expect(taken).toHaveLength(1)
  })

  it('let only who has it speak to the citizen, and a supervisor give it to another', async () => {
    const { number } = await newTicket()
    const [wang, li, zhou] = [await signedIn('王芳'), await signedIn('李雷'), await signedIn('周主管')]
    await command(wang, number, { kind: 'take' })
    const refused = await command(li, number, { kind: 'reply', text: '您好' })
    expect(refused.body.error).toMatchObject({ code: 'taken', message: expect.stringContaining('王芳') })
    const theirs = people.get('李雷')!.id
    expect((await command(li, number, { kind: 'assign', staffId: theirs })).body.error.code).toBe('taken')
    expect((await command(zhou, number, { kind: 'assign', staffId: theirs })).body).toMatchObject({
      status: 'taken',
    })
    const ticket = await show(li, number)
    expect(ticket.assigneeName).toBe('李雷')
    expect(ticket.events.at(-1)).toMatchObject({ kind: 'taken', assignedBy: '周主管' })
    for (const name of ['赵外', '孙识', '钱管']) {
      const staffId = people.get(name)!.id
      const given = await command(zhou, number, { kind: 'assign', staffId })
      expect([name, given.body.error.code]).toEqual([name, 'no_colleague'])
    }
    expect((await show(li, number)).assigneeName).toBe('李雷')
  })

  it('do the same to many, and tell which could not be done', async () => {
    const [one, two] = [await newTicket(), await newTicket()]
    const [wang, li] = [await signedIn('王芳'), await signedIn('李雷')]
    await command(li, two.number, { kind: 'take' })
    const bulk = await wang.request('POST', '/api/desk/tickets/bulk', {
      numbers: [one.number, two.number, '2026-0101-9999'],
      command: { kind: 'take' },
    })
    expect(bulk.body.done).toMatchObject([{ number: one.number, status: 'taken' }])
    expect(bulk.body.failed).toMatchObject([
      { number: two.number, code: 'taken' },
      { number: '2026-0101-9999', code: 'not_found' },
    ])
  })

  it('show originals and contact to who handles it, tokens to who only looks', async () => {
    const { number } = await newTicket()
    const [wang, zhou] = [await signedIn('王芳'), await signedIn('周主管')]
    // Mentioned alone it is no contact.
    expect(await show(wang, number)).toMatchObject({ contact: null, hasContact: false })
    const consent = { noticeVersion: '2026-11-28', byGuardian: false }
    await server.tickets.keepContact(number, '13912345678', consent)
    const [handled, looked] = [await show(wang, number), await show(zhou, number)]
    expect(handled).toMatchObject({ personalDataShown: true, contact: '13912345678', hasContact: true })
    expect(JSON.stringify(handled.transcript)).toContain('13912345678')
    const said = handled.transcript.find(({ role }: { role: string }) => role === 'bot')
    expect(said.AIGC).toMatchObject({ Label: '1', ProduceID: expect.any(String) })
    expect(looked).toMatchObject({ personalDataShown: false, contact: null, hasContact: true, masks: [] })
    expect(JSON.stringify(looked)).not.toContain('13912345678')
    expect(JSON.stringify(looked.transcript)).toContain('[电话1]')
  })

  it('are not there for who stands neither above nor at the office, also after they moved away', async () => {
    const { number } = await newTicket()
    const [wang, zhao, zhou] = [await signedIn('王芳'), await signedIn('赵外'), await signedIn('周主管')]
    const { version } = await show(wang, number)
    for (const reply of [
      await zhao.request('GET', `/api/desk/tickets/${number}`),
      await command(zhao, number, { kind: 'take' }, version),
    ]) {
      expect([reply.status, reply.body.error.code]).toEqual([404, 'not_found'])
    }
    const foreign = await newTicket('乙市的事', '320500')
    const merged = await command(wang, number, { kind: 'merge', into: foreign.number, reason: '重复' })
    expect(merged.status).toBe(404)
    const officeId = officeIds.get('乙市中心')
    const moved = await command(wang, number, { kind: 'transfer', officeId, reason: '属乙市' })
    expect(moved.body).toMatchObject({ visible: false, officeId })
    expect((await zhou.request('GET', `/api/desk/tickets/${number}`)).status).toBe(404)
    expect((await show(zhao, number)).events.at(-1)).toMatchObject({
      kind: 'transferred',
      fromOfficeName: '甲区中心',
      toOfficeName: '乙市中心',
    })
  })

  it('let administrators edit offices below them, and nobody make a circle', async () => {
    const admin = await signedIn('钱管')
    const blank = { address: '', phone: '', hours: '', serviceLines: [], longitude: null, latitude: null }
    const body = { name: '甲街道站', level: 'township', regionCode: '320102007', ...blank }
    const parentId = officeIds.get('甲区中心')
    const added = await admin.request('POST', '/api/desk/offices', { ...body, parentId })
    expect([added.status, added.body.parentId]).toEqual([201, parentId])
    const again = await admin.request('POST', '/api/desk/offices', { ...body, parentId })
    expect(again.body.error.code).toBe('office_exists')
    const listed = (await admin.request('GET', '/api/desk/offices')).body.offices
    expect(listed.map(({ name }: { name: string }) => name)).toContain('甲街道站')
    const foreign = await admin.request('POST', '/api/desk/offices', {
      ...{ ...body, name: '别处站' },
      parentId: officeIds.get('乙市中心'),
    })
    expect(foreign.body.error.code).toBe('no_office')
    const top = await admin.request('POST', '/api/desk/offices', { ...body, name: '顶', parentId: null })
    expect(top.body.error.code).toBe('no_office')
    const district = { ...body, name: '甲区中心', level: 'county', regionCode: '320102' }
    const loop = await admin.request('PUT', `/api/desk/offices/${parentId}`, {
      ...district,
      parentId: added.body.id,
    })
    expect(loop.body.error.code).toBe('office_loop')
    const changed = await admin.request('PUT', `/api/desk/offices/${parentId}`, {
      ...{ ...district, phone: '025-12348' },
      parentId: officeIds.get('甲市中心'),
    })
    expect(changed.body.phone).toBe('025-12348')
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({
      action: 'office.change',
      details: { phone: { from: '', to: '025-12348' } },
    })
    const wang = await signedIn('王芳')
    expect((await wang.request('POST', '/api/desk/offices', { ...body, parentId })).status).toBe(403)
  })

  it('are looked for again by views that belong to their member alone', async () => {
    const [wang, li] = [await signedIn('王芳'), await signedIn('李雷')]
    const saved = await wang.request('POST', '/api/desk/views', { name: '我的加急', query: 'urgency=urgent' })
    expect(saved.status).toBe(201)
    expect((await wang.request('POST', '/api/desk/views', { name: '我的加急', query: '' })).status).toBe(409)
    expect((await li.request('GET', '/api/desk/views')).body.views).toEqual([])
    expect((await li.request('DELETE', `/api/desk/views/${saved.body.id}`)).status).toBe(404)
    expect((await wang.request('DELETE', `/api/desk/views/${saved.body.id}`)).status).toBe(204)
    expect((await wang.request('GET', '/api/desk/views')).body.views).toEqual([])
  })

  it('are counted for the supervisor, with the calls that are owed', async () => {
    const { citizen, number } = await newTicket()
    const [wang, zhou] = [await signedIn('王芳'), await signedIn('周主管')]
    const loadOf = async () => {
      const { body } = await zhou.request('GET', '/api/desk/supervision')
      const here = body.offices.find(
        (row: { officeId: string }) => row.officeId === officeIds.get('甲区中心'),
      )
      const wangs = body.members.find((row: { name: string }) => row.name === '王芳')
      return { here, wangs, body }
    }
    const before = await loadOf()
    await command(wang, number, { kind: 'take' })
    const taken = await loadOf()
    expect(taken.here.waiting).toBe(before.here.waiting - 1)
    expect(taken.here.taken).toBe(before.here.taken + 1)
    expect(taken.wangs).toMatchObject({ open: before.wangs.open + 1, active: true })
    const theirs = await zhou.request('GET', `/api/desk/tickets?view=below&assignee=${taken.wangs.staffId}`)
    expect(theirs.body.total).toBe(taken.wangs.open)
    await command(wang, number, { kind: 'reply', text: '好了' })
    await command(wang, number, { kind: 'close', reason: '已答复' })
    await server.request(`/api/conversations/${citizen.id}/tickets/${number}/rating`, {
      json: { satisfied: false },
      bearer: citizen.secret,
    })
    const closed = await loadOf()
    expect(closed.here.closed).toBe(before.here.closed + 1)
    expect(closed.body.callBacks.map((row: { number: string }) => row.number)).toContain(number)
    expect((await command(wang, number, { kind: 'call_back', text: '已回访' })).status).toBe(200)
    const called = await loadOf()
    expect(called.body.callBacks.map((row: { number: string }) => row.number)).not.toContain(number)
    expect((await wang.request('GET', '/api/desk/supervision')).status).toBe(403)
  })

  it('are drawn for a look at their quality, at least one in twenty of each office and week', async () => {
    const [wang, zhou] = [await signedIn('王芳'), await signedIn('周主管')]
    for (let i = 0; i < 21; i++) {
      const { number } = await newTicket()
      await command(wang, number, { kind: 'close', reason: '已答复' })
    }
    const today = chinaDate(new Date())
    await zhou.request('POST', '/api/desk/samples', { week: today })
    const page = (await zhou.request('GET', `/api/desk/samples?week=${today}`)).body
    const share = page.shares.find((row: { officeName: string }) => row.officeName === '甲区中心')
    expect(share.closed).toBeGreaterThanOrEqual(21)
    expect(share).toMatchObject({ sampled: Math.ceil(share.closed * 0.05), reviewed: 0 })
    expect((await zhou.request('POST', '/api/desk/samples', { week: today })).body).toEqual({ drawn: 0 })
    const [sample] = page.samples
    const marks = { correct: 5, basis: 4, complete: 5, wording: 3, timely: 5 }
    const review = await zhou.request('PUT', `/api/desk/samples/${sample.id}`, {
      marks,
      note: '引用可更准确',
    })
    expect(review.status).toBe(204)
    const after = (await zhou.request('GET', `/api/desk/samples?week=${today}`)).body.samples
    expect(after.find((row: { id: string }) => row.id === sample.id)).toMatchObject({
      marks,
      note: '引用可更准确',
      reviewedBy: '周主管',
      reviewerId: expect.any(String),
    })
    const bad = await zhou.request('PUT', `/api/desk/samples/${sample.id}`, { marks: { ...marks, basis: 6 } })
    expect(bad.status).toBe(400)
    expect((await wang.request('GET', '/api/desk/samples')).status).toBe(403)
  }, 60_000)

  it('is shut for knowledge staff and administrators', async () => {
    const { number } = await newTicket()
    for (const name of ['孙识', '钱管']) {
      const client = await signedIn(name)
      for (const path of ['tickets', `tickets/${number}`, 'conversations', 'staff', 'events']) {
        expect((await client.request('GET', `/api/desk/${path}`)).status).toBe(403)
      }
    }
  })

  it('leave no fault behind', () => expect(server.errors).toEqual([]))
})
