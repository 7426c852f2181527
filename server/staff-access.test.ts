import fc from 'fast-check'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import type { ParsedOffice } from '../knowledge/parse-offices.js'
import { addStaffAccess, parametersOf, type StaffRoute } from '../platform/staff/access/add-staff-access.js'
import { createSessionCookie } from '../platform/staff/access/session-cookie.js'
import { memberOf, STAFF_ROLES, type StaffRole } from '../platform/staff/staff-member.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { createStaffClient, type StaffClient } from './staff-client.js'

const office = (name: string, level: ParsedOffice['level'], regionCode: string, parent: string | null) => ({
  ...{ name, level, regionCode, parent, address: '', phone: '', hours: '' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})
/** The street stands below its district, and the district of the second city below that, by region alone. */
const OFFICES: ParsedOffice[] = [
  office('示例省中心', 'province', '320000', null),
  office('示例宁市中心', 'city', '320100', '示例省中心'),
  office('示例玄武区中心', 'county', '320102', '示例宁市中心'),
  office('示例街道工作站', 'township', '320102007', null),
  office('示例苏市中心', 'city', '320500', '示例省中心'),
  office('示例姑苏区中心', 'county', '320508', null),
]
/** Where somebody works, and where they may look. `全省`: bound to no office. */
const SEES: Record<string, string[]> = {
  全省: ['全省', ...OFFICES.map(({ name }) => name)],
  示例省中心: OFFICES.map(({ name }) => name),
  示例宁市中心: ['示例宁市中心', '示例玄武区中心', '示例街道工作站'],
  示例玄武区中心: ['示例玄武区中心', '示例街道工作站'],
  示例街道工作站: ['示例街道工作站'],
  示例苏市中心: ['示例苏市中心', '示例姑苏区中心'],
  示例姑苏区中心: ['示例姑苏区中心'],
}
const PLACES = Object.keys(SEES)

/** Where else a ticket may go is told with it, as is who from above came into a conversation. */
function withoutOthers(url: string, text: string, body: { transferTargets?: unknown } | null): string {
  if (body?.transferTargets) return JSON.stringify({ ...body, transferTargets: undefined })
  return url.includes(':conversationId')
    ? text.replace(/"(?:hotline|handler|supervisor)-[^"]+"/g, '""')
    : text
}

describe.each(testDatabases())('every staff route on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let client: StaffClient
  let routes: StaffRoute[]
  /** By role and place. */
  const actors = new Map<string, StaffRow>()
  /** What a path's parameter names, by place: a new parameter needs an entry, its routes join by themselves. */
  const subjects: Record<string, Map<string, string>> = {
    memberId: new Map(),
    callId: new Map(),
    number: new Map(),
    conversationId: new Map(),
    /** The province itself is no office. */
    officeId: new Map(),
    sampleId: new Map(),
    letterId: new Map(),
    proposalId: new Map(),
    viewId: new Map(),
  }

  beforeAll(async () => {
    database = await open()
    await database.db.transaction().execute((trx) => storeOffices(trx, OFFICES))
    // Nobody listens there: what is sent to the work platform fails at once.
    server = await startTestServer({ database, exchangeUrl: 'http://127.0.0.1:9/wenfa' })
    client = createStaffClient(server)
    // A stream has no end to wait for; who may open it is tested in desk-tickets.test.ts and desk-events.test.ts.
    routes = server.staffRoutes.filter(({ method, url }) => method !== 'HEAD' && url !== '/api/desk/events')
    for (const place of PLACES) {
      const row = await database.db
        .selectFrom('offices')
        .select('id')
        .where('name', '=', place)
        .executeTakeFirst()
      const account = async (role: StaffRole, name: string) => {
        const { accounts } = server.staff
        const invited = await accounts.invite({ name, role, officeId: row?.id ?? null }, null)
        await database.db
          .updateTable('staff')
          .set({ status: 'active' })
          .where('id', '=', invited.account.id)
          .execute()
        return invited.account
      }
      for (const role of STAFF_ROLES) actors.set(`${role} ${place}`, await account(role, `${role}-${place}`))
      const clerk = await account('handler', `经办-${place}`)
      subjects.memberId!.set(place, clerk.id)
      subjects.callId!.set(place, await server.hotline.calls.start(memberOf(clerk)))
      subjects.viewId!.set(place, (await server.desk.views.add({ name: place, query: '' }, clerk)).id)
      if (row) subjects.officeId!.set(place, row.id)
      const ticket = await openTicketIn(place)
      subjects.number!.set(place, ticket.number)
      subjects.conversationId!.set(place, ticket.conversation_id)
      const sample = { id: `q-${place}`, ticket_id: ticket.id, office_id: row?.id ?? null }
      await database.db
        .insertInto('quality_samples')
        .values({ ...sample, week: '2026-11-23', drawn_at: '' })
        .execute()
      subjects.sampleId!.set(place, sample.id)
      const letter = await database.db
        .updateTable('exchange_outbox')
        .set({ status: 'dead', last_error: 'HTTP 422' })
        .where('ticket_id', '=', ticket.id)
        .returning('message_id')
        .executeTakeFirstOrThrow()
      subjects.letterId!.set(place, letter.message_id)
      const proposal = { id: `qa-${place}`, ticket_number: ticket.number, office_id: row?.id ?? null }
      await database.db
        .insertInto('qa_proposals')
        .values({
          ...proposal,
          ...{ status: 'in_review', version: 1, question: place, answer: '答', matter: 'labour' },
          ...{ citations: '[]', author_id: clerk.id, author_name: clerk.name, submitted_at: '' },
        })
        .execute()
      subjects.proposalId!.set(place, proposal.id)
    }
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  async function openTicketIn(place: string) {
    const citizen = await server.converse(OFFICES.find(({ name }) => name === place)?.regionCode)
    await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    return database.db
      .selectFrom('tickets')
      .select(['id', 'number', 'conversation_id'])
      .where('conversation_id', '=', citizen.id)
      .executeTakeFirstOrThrow()
  }

  const targetsOf = ({ url, access }: StaffRoute): { place: string | null; path: string }[] => {
    const names = parametersOf(url)
    // All who have the role keep it together: who may is asked here, whether it is there is not.
    if (access.scope === 'shared')
      return [{ place: null, path: names.reduce((path, name) => path.replace(`:${name}`, 'none'), url) }]
    const path = (place: string) =>
      names.reduce((done, name) => {
        const known = subjects[name]
        if (!known) throw new Error(`Teach this matrix what :${name} of ${url} is, in every place`)
        return done.replace(`:${name}`, known.get(place)!)
      }, url)
    return names.length > 0
      ? PLACES.filter((place) => names.every((name) => subjects[name]?.has(place) ?? true)).map((place) => ({
          place,
          path: path(place),
        }))
      : [{ place: null, path: url }]
  }
  const send = ({ method }: StaffRoute, path: string, headers?: Record<string, string>) =>
    client.request(method, path, /^(POST|PUT|PATCH)$/.test(method) ? {} : undefined, { headers })
  const closed = () => routes.filter(({ access }) => access.roles !== 'anyone')

  it('is there', () => {
    expect(routes.length).toBeGreaterThan(15)
    expect(routes.filter(({ access }) => access.scope === 'office').length).toBeGreaterThan(5)
  })

  it('is shut without a session, and opens nothing while a second factor is due', async () => {
    for (const route of closed()) {
      const { path } = targetsOf(route)[0]!
      const anonymous = await send(route, path, { cookie: '' })
      expect([route.url, anonymous.status]).toEqual([route.url, 401])
      if (route.access.roles === 'signing_in') continue
      const administrator = actors.get('administrator 全省')!
      for (const stage of ['second_factor', 'enrolment'] as const) {
        await client.become(administrator, stage)
        const early = await send(route, path)
        expect([route.url, early.status]).toEqual([route.url, 403])
      }
    }
  })

  it('refuses what changes something without the token of the session, or from another site', async () => {
    for (const route of closed().filter(({ method }) => method !== 'GET')) {
      const { path } = targetsOf(route)[0]!
      await client.become(actors.get('administrator 全省')!)
      for (const headers of [{ 'x-wenfa-csrf': '' }, { 'sec-fetch-site': 'cross-site' }] as const) {
        const reply = await send(route, path, headers as unknown as Record<string, string>)
        expect([route.url, reply.body?.error?.code]).toEqual([route.url, 'foreign_request'])
      }
    }
  })

  const everybody = STAFF_ROLES.flatMap((role) => PLACES.map((place) => ({ role, place })))
  it.each(everybody)('lets $role of $place do what is declared, where they stand above', async (who) => {
    const { role, place } = who
    const visible = new Set(SEES[place])
    const hidden = PLACES.filter((other) => !visible.has(other))
    const wrong: unknown[] = []
    await client.become(actors.get(`${role} ${place}`)!)
    for (const route of routes) {
      const { roles, scope } = route.access
      const hasRole = typeof roles === 'string' || roles.includes(role)
      // Whose role may not is refused wherever it is.
      for (const target of targetsOf(route).slice(0, hasRole ? undefined : 1)) {
        let reply = await send(route, target.path)
        if (reply.status === 401) {
          // The route before signed out.
          await client.become(actors.get(`${role} ${place}`)!)
          reply = await send(route, target.path)
        }
        const { status, body, text } = reply
        const code = body?.error?.code
        const seen = [route.method, route.url, target.place, status, code]
        if (!hasRole) {
          if (status !== 403 || code !== 'forbidden') wrong.push(seen)
        } else if (target.place !== null && (scope === 'own' || !visible.has(target.place))) {
          // What somebody else owns is seen by nobody.
          if (status !== 404 || code !== 'not_found') wrong.push(seen)
        } else if ((scope === 'shared' ? [401, 403] : [401, 403, 404]).includes(status) || status >= 500) {
          wrong.push(seen)
        }
        if (scope === 'office') {
          const told = withoutOthers(route.url, text, body)
          const leaked = hidden.filter((other) => other !== '全省' && told.includes(other))
          const leakedId = Object.entries(subjects).some(
            ([name, known]) =>
              name !== 'officeId' && hidden.some((other) => told.includes(known.get(other)!)),
          )
          if (leaked.length > 0 || leakedId) wrong.push([...seen, 'shows', leaked])
        }
      }
    }
    expect(wrong).toEqual([])
  })

  it('shows an administrator the accounts of the office and of those below', async () => {
    for (const place of PLACES) {
      await client.become(actors.get(`administrator ${place}`)!)
      const { members } = (await client.request('GET', '/members')).body
      const shown = new Set(members.map(({ name }: { name: string }) => name.split('-')[1]))
      expect([...shown].sort()).toEqual([...SEES[place]!].sort())
    }
  })

  it('lets an administrator neither invite nor move anybody to where they do not stand above', async () => {
    const idOf = (place: string) => actors.get(`handler ${place}`)!.office_id
    await client.become(actors.get('administrator 示例宁市中心')!)
    const member = subjects.memberId!.get('示例玄武区中心')
    for (const place of PLACES) {
      const expected = SEES.示例宁市中心!.includes(place)
      const invited = await client.request('POST', '/members', {
        name: `新人${place}`,
        role: 'handler',
        officeId: idOf(place),
      })
      expect([place, invited.status]).toEqual([place, expected ? 201 : 400])
    }
    const none = await client.request('POST', '/members', {
      name: '新人甲',
      role: 'handler',
      officeId: 'no-such-office',
    })
    expect(none.body.error.code).toBe('no_office')
    for (const place of ['全省', '示例省中心', '示例姑苏区中心']) {
      const moved = await client.request('PATCH', `/members/${member}`, { officeId: idOf(place) })
      expect([place, moved.body.error.code]).toEqual([place, 'no_office'])
    }
    const moved = await client.request('PATCH', `/members/${member}`, { officeId: idOf('示例街道工作站') })
    expect(moved.status).toBe(200)
    await client.request('PATCH', `/members/${member}`, { officeId: idOf('示例玄武区中心') })
  })

  it('lets nobody shut out or raise themselves, or set their password without the old one', async () => {
    const self = actors.get('administrator 示例宁市中心')!
    await client.become(self)
    for (const [method, path, json] of [
      ['POST', 'disable', {}],
      ['PATCH', '', { role: 'handler' }],
      ['DELETE', 'second-factor', undefined],
      ['POST', 'link', undefined],
    ] as const) {
      const reply = await client.request(method, `/members/${self.id}/${path}`.replace(/\/$/, ''), json)
      expect([path, reply.status, reply.body.error.code]).toEqual([path, 409, 'own_account'])
    }
  })

  it('ends the sessions of whoever gets another role or office, and audits it', async () => {
    const target = actors.get('handler 示例姑苏区中心')!
    const theirs = createStaffClient(server)
    await theirs.become(target)
    const administrator = actors.get('administrator 示例苏市中心')!
    await client.become(administrator)
    const changed = await client.request('PATCH', `/members/${target.id}`, { role: 'supervisor' })
    expect(changed.body).toMatchObject({ role: 'supervisor', name: target.name })
    expect((await theirs.request('GET', '/session')).status).toBe(401)
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({
      actorId: administrator.id,
      action: 'staff.change',
      subject: target.id,
      details: { from: { role: 'handler' }, to: { role: 'supervisor' } },
    })
  })

  it('is never answered with a fault, whatever somebody who may use it sends', async () => {
    const roleFor = ({ access: { roles } }: StaffRoute) =>
      `${typeof roles === 'string' || roles.includes('administrator') ? 'administrator' : roles[0]} 全省`
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('\0', 'a\0b', '\ud800', '王芳', ''),
    )
    const anyRole = fc.oneof(fc.constantFrom(...STAFF_ROLES), anyText)
    const anyBody = fc.record(
      {
        ...{ login: anyText, name: anyText, role: anyRole, officeId: fc.oneof(anyText, fc.constant(null)) },
        ...{ token: anyText, code: anyText, password: anyText, current: anyText, next: anyText },
      },
      { requiredKeys: [] },
    )
    const anyId = fc.oneof(anyText, fc.constantFrom(...subjects.memberId!.values()))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), anyBody, anyId, async (route, body, id) => {
        await client.become(actors.get(roleFor(route))!)
        const named = encodeURIComponent(id.replace(/\p{Cs}/gu, ''))
        const path = parametersOf(route.url).reduce((url, name) => url.replace(`:${name}`, named), route.url)
        const { status, text } = await client.request(
          route.method,
          path.replace(/^\/api\/staff/, ''),
          route.method === 'GET' ? undefined : body,
        )
        expect([route.url, status < 500, text]).toEqual([route.url, true, text])
      }),
      { numRuns: 300 },
    )
  })
})

describe('a staff route', () => {
  const access = () => {
    const server = fastify()
    addStaffAccess(server, {
      sessions: { find: async () => null },
      cookie: createSessionCookie(undefined),
      visibleOffices: async () => ({ officeIds: [] }),
      findKey: async () => null,
      subjects: { number: async () => null },
      publicUrl: undefined,
    })
    return server
  }

  it.each(['/api/staff/secrets', '/api/desk/queue'])('is not registered undeclared: %s', async (url) => {
    const server = access()
    expect(() => server.get(url, async () => 'open')).toThrow('does not declare who may use it')
    await server.close()
  })

  it('is not registered where nobody can say whose the thing in its path is', async () => {
    const server = access()
    const config = { access: { roles: ['handler'], scope: 'office' } } as const
    expect(() => server.get('/api/desk/notes/:noteId', { config }, async () => 'open')).toThrow(
      'whose :noteId is',
    )
    server.get('/api/desk/tickets/:number', { config }, async () => 'open')
    await server.close()
  })
})
