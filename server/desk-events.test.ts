import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeOffices } from '../knowledge/ingest/store-offices.js'
import { createDeskFeed } from '../platform/desk/feed/desk-feed.js'
import type { StaffRow } from '../storage/tables.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { readEvents, startTestServer, type TestServer, testDataKey } from './http-test-server.js'
import { runWenfa } from './spawn-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const SESSIONS = 200
/** Generous: how fast they come is measured by the benchmark, and said here. */
const WAIT_MS = 10_000
const office = (name: string, level: 'city' | 'county', regionCode: string, parent: string | null) => ({
  ...{ name, level, regionCode, parent, address: '', phone: '', hours: '' },
  ...{ serviceLines: [], longitude: null, latitude: null },
})

type Change = { number: string; kind: string; at: string }
interface Seen {
  event: string
  data: unknown
}

describe.each(testDatabases())('live events of the desk on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let wang: StaffRow
  let zhao: StaffRow
  let below: string
  let elsewhere: string

  beforeAll(async () => {
    database = await open()
    await database.db
      .transaction()
      .execute((trx) =>
        storeOffices(trx, [
          office('甲市中心', 'city', '320100', null),
          office('甲区中心', 'county', '320102', '甲市中心'),
          office('乙市中心', 'city', '320500', null),
        ]),
      )
    server = await startTestServer({ database })
    const offices = await database.db.selectFrom('offices').select(['id', 'region_code']).execute()
    const idOf = (code: string) => offices.find(({ region_code }) => region_code === code)!.id
    elsewhere = idOf('320500')
    below = idOf('320102')
    wang = await activeAccount(server, { name: '王芳', role: 'handler', officeId: idOf('320100') })
    zhao = await activeAccount(server, { name: '赵外', role: 'handler', officeId: elsewhere })
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  async function signedIn(account: StaffRow): Promise<StaffClient> {
    const client = createStaffClient(server)
    await client.become(account)
    return client
  }
  const watch = (client: StaffClient) =>
    fetch(`${server.url}/api/desk/events`, {
      headers: { cookie: client.cookie!, 'sec-fetch-site': 'same-origin' },
    })
  async function newTicket(): Promise<string> {
    const citizen = await server.converse('320100')
    const opened = await server.request(`/api/conversations/${citizen.id}/handoff`, {
      json: { messageId: 'h' },
      bearer: citizen.secret,
    })
    return opened.body.ticket.number
  }
  const changesOf = (seen: readonly Seen[], number: string) =>
    seen
      .filter(({ event }) => event === 'ticket')
      .map(({ data }) => data as Change)
      .filter((change) => change.number === number)

  it('tell what another process did', async () => {
    const number = await newTicket()
    const stream = await watch(await signedIn(wang))
    let arrivedAt = 0
    const reading = readEvents(stream, (seen) => {
      const taken = changesOf(seen, number).some(({ kind }) => kind === 'taken')
      if (taken) arrivedAt = Date.now()
      return taken
    })
    const ran = await runWenfa(['tickets', 'take', number, '--as', '李雷', '--data', database.dataDir], {
      DATABASE_URL: database.databaseUrl,
      WENFA_DATA_KEY: Buffer.alloc(32, 7).toString('hex'),
    })
    expect([ran.code, ran.stderr]).toEqual([0, expect.any(String)])
    const taken = changesOf(await reading, number).at(-1)
    expect(taken).toMatchObject({ kind: 'taken', by: '李雷', status: 'taken' })
    const tookMs = arrivedAt - Date.parse(taken!.at)
    console.info(`Told of another process after ${tookMs} ms`)
    expect(tookMs).toBeLessThan(WAIT_MS)
  }, 60_000)

  it('go to who may see the ticket only, and to the office that it leaves', async () => {
    const number = await newTicket()
    const [mine, theirs] = [await signedIn(wang), await signedIn(zhao)]
    const hears = async (client: StaffClient, kind: string) =>
      readEvents(await watch(client), (seen) =>
        changesOf(seen, number).some((change) => change.kind === kind),
      )
    let heard: Change[] = []
    const foreign = readEvents(await watch(theirs), (seen) => {
      heard = changesOf(seen, number)
      return heard.length > 0
    })
    const { version } = (await mine.request('GET', `/api/desk/tickets/${number}`)).body
    const [taken, moved] = [hears(mine, 'taken'), hears(mine, 'transferred')]
    await mine.request('POST', `/api/desk/tickets/${number}/commands`, { command: { kind: 'take' }, version })
    await taken
    expect(heard).toEqual([])
    await mine.request('POST', `/api/desk/tickets/${number}/commands`, {
      command: { kind: 'transfer', officeId: elsewhere, reason: '属乙市' },
      version: version + 1,
    })
    await Promise.all([moved, foreign])
    expect(heard.map(({ kind }) => kind)).toEqual(['transferred'])
  })

  it('tell those above at once of danger to life at an office below, whose tickets they see with it', async () => {
    const chief = await signedIn(wang)
    const citizen = await server.converse('320102')
    await server.ask(citizen, 'q', '他拿刀要杀我')
    const message = await database.db
      .selectFrom('messages')
      .select('id')
      .where('conversation_id', '=', citizen.id)
      .executeTakeFirstOrThrow()
    const stream = await watch(chief)
    const { number } = await server.tickets.openTicket({
      ...{ conversationId: citizen.id, messageId: message.id, reason: 'crisis', urgency: 'urgent' },
      ...{ matter: 'criminal', serviceLine: null, regionCode: '320102', summaryMasked: '有人要杀我' },
    })
    const [opened] = changesOf(await readEvents(stream, (seen) => changesOf(seen, number).length > 0), number)
    expect(opened).toMatchObject({ kind: 'opened', urgency: 'urgent', officeId: below })
    const { tickets } = (
      await chief.request('GET', '/api/desk/tickets?view=below&urgency=urgent&status=waiting')
    ).body
    expect(tickets[0]).toMatchObject({ number, urgency: 'urgent', officeId: below })
  })

  it('end with the session', async () => {
    const client = await signedIn(wang)
    const reading = readEvents(await watch(client), () => false)
    await client.request('DELETE', '/session')
    await reading
  })

  it(`reach ${SESSIONS} open desks`, async () => {
    const clients = await Promise.all(Array.from({ length: SESSIONS }, () => signedIn(wang)))
    const streams = await Promise.all(clients.map(watch))
    const number = { now: '' }
    const arrivals = streams.map((stream) =>
      readEvents(stream, (seen) => number.now !== '' && changesOf(seen, number.now).length > 0),
    )
    number.now = await newTicket()
    // How soon is measured by the benchmark of tickets.
    const heard = await Promise.all(arrivals)
    expect(heard.filter((seen) => changesOf(seen, number.now).length === 0)).toEqual([])
  })

  it('cost the database the same, however many desks are open', async () => {
    let queries = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const feed = createDeskFeed({
      db: database.db.withPlugin(counting),
      dataKey: testDataKey,
      now: () => new Date(),
      visibleOffices: server.staff.visibleOffices,
      sessions: { alive: async (tokens) => new Set(tokens) },
      pollMs: 50,
      onError: (error) => server.errors.push(error),
    })
    const member = { id: wang.id, name: wang.name, role: wang.role, officeId: wang.office_id }
    const ends = await Promise.all(
      Array.from({ length: SESSIONS }, () =>
        feed.subscribe({ member, tokenHash: '', send: () => {}, end: () => {} }),
      ),
    )
    queries = 0
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // Twenty polls of four tables, and nothing for each desk.
    expect(queries).toBeGreaterThan(3)
    expect(queries).toBeLessThan(SESSIONS)
    for (const end of ends) end()
    await new Promise((resolve) => setTimeout(resolve, 200))
    queries = 0
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(queries).toBe(0)
    feed.stop()
  })

  it('leave no fault behind', () => expect(server.errors).toEqual([]))
})
