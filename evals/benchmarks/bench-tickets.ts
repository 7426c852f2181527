import { sql } from 'kysely'
import { storeOffices } from '../../knowledge/ingest/store-offices.js'
import { officeIdsWithin } from '../../knowledge/office-tree.js'
import { childRegions } from '../../knowledge/regions.js'
import { foldEvent, type TicketState } from '../../platform/tickets/fold-event.js'
import { createListTickets, type TicketFilter } from '../../platform/tickets/list-tickets.js'
import type { TicketEvent } from '../../platform/tickets/ticket-event.js'
import { rowOf } from '../../platform/tickets/ticket-row.js'
import { startTestServer } from '../../server/http-test-server.js'
import { activeAccount, createStaffClient } from '../../server/staff-client.js'
import type { Db } from '../../storage/database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { percentile } from '../metrics/percentile.js'
import { atMost, type BenchmarkRow } from './benchmark-row.js'

const OPEN = 10_000
/** What years leave behind: it must not slow down what is open. */
const ENDED = 50_000
const RUNS = 40
const LISTENERS = 200
const LIMIT_MS = 150
/** Sums over all that is open and a week of what was closed, looked at now and then. */
const FIGURES_LIMIT_MS = 300
const HOUR_MS = 3_600_000
const STAFF = { kind: 'staff', id: 's1', name: '王芳' } as const

/** First page of the queue over 10,000 open tickets, by who looks and what for; PostgreSQL where TEST_DATABASE_URL is set. */
export async function benchTickets(): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = []
  for (const { name, open } of testDatabases()) {
    const database = await open()
    try {
      const offices = await storeSome(database.db)
      // As PostgreSQL does by itself, but not within the seconds of a benchmark.
      if (database.engine === 'postgres') await sql`analyze`.execute(database.db)
      const filters = await filtersOf(database.db, offices)
      const { list } = createListTickets({ db: database.db, now: () => new Date() })
      for (const [what, filter] of Object.entries(filters)) {
        const times: number[] = []
        for (let i = 0; i < RUNS; i++) {
          const startedAt = performance.now()
          await list(filter)
          times.push(performance.now() - startedAt)
        }
        rows.push(atMost(`tickets, ${name}: ${what}, p95`, percentile(times, 0.95), LIMIT_MS, 'ms'))
      }
      rows.push(...(await benchDesk(name, database, offices)))
    } finally {
      await database.drop()
    }
  }
  return rows
}

/** The same as staff get it: over HTTP, signed in, the last with so many desks listening. */
async function benchDesk(name: string, database: TestDatabase, offices: string[]): Promise<BenchmarkRow[]> {
  const server = await startTestServer({ database })
  const leave = new AbortController()
  try {
    const [province = null, city = null] = offices
    const client = createStaffClient(server)
    const supervisor = await activeAccount(server, { name: '周主管', role: 'supervisor', officeId: province })
    const handler = await activeAccount(server, { name: '李雷', role: 'handler', officeId: city })
    const time = async (what: string, path: string, limitMs = LIMIT_MS) => {
      const times: number[] = []
      for (let i = 0; i < RUNS; i++) {
        const startedAt = performance.now()
        const { status } = await client.request('GET', `/api/desk/${path}`)
        times.push(performance.now() - startedAt)
        if (status !== 200) throw new Error(`GET /api/desk/${path} answered ${status}`)
      }
      return atMost(`desk, ${name}: ${what}, p95`, percentile(times, 0.95), limitMs, 'ms')
    }
    const rows: BenchmarkRow[] = []
    await client.become(handler)
    rows.push(await time('queue, a city and below', 'tickets?view=below'))
    await client.become(supervisor)
    rows.push(await time('queue, a province and below', 'tickets?view=below'))
    rows.push(await time('queue, words of the summary', 'tickets?view=below&q=劳动合同'))
    rows.push(await time('supervision', 'supervision', FIGURES_LIMIT_MS))
    for (let i = 0; i < LISTENERS; i++) {
      await client.become(supervisor)
      const headers = { cookie: client.cookie ?? '', 'sec-fetch-site': 'same-origin' }
      await fetch(`${server.url}/api/desk/events`, { headers, signal: leave.signal })
    }
    rows.push(await time(`queue, ${LISTENERS} desks listening`, 'tickets?view=below'))
    return rows
  } finally {
    leave.abort()
    await server.close()
  }
}

async function filtersOf(db: Db, offices: string[]): Promise<Record<string, TicketFilter>> {
  const [province = '', city = '', county = ''] = offices
  const scope = async (id: string) => ({ scope: { officeIds: await officeIdsWithin(db, id) } })
  const { next } = await createListTickets({ db, now: () => new Date() }).list({ limit: 5000 })
  return {
    'first page, all': {},
    'first page, a province and below': await scope(province),
    'first page, a city and below': await scope(city),
    'first page, a county': await scope(county),
    'first page, mine': { assigneeId: 's1' },
    'first page, overdue': { ...(await scope(province)), overdue: true },
    'first page, urgent labour': { matter: 'labour', urgency: 'urgent' },
    'first page, a region': { regionCode: '320100' },
    'first page, by number': { number: '0042' },
    'hundredth page': { after: next ?? '' },
  }
}

/** @returns ids of the offices: the province, then its cities, then their counties */
async function storeSome(db: Db): Promise<string[]> {
  const province = {
    code: '320000',
    name: '江苏省',
    level: 'province' as const,
    parent: null as string | null,
  }
  const cities = childRegions('320000').map((region) => ({
    ...region,
    level: 'city' as const,
    parent: '江苏省',
  }))
  const counties = cities.flatMap((city) =>
    childRegions(city.code).map((region) => ({ ...region, level: 'county' as const, parent: city.name })),
  )
  const blank = { address: '', phone: '', hours: '', serviceLines: [], longitude: null, latitude: null }
  const all = [province, ...cities, ...counties]
  await db.transaction().execute((trx) =>
    storeOffices(
      trx,
      all.map(({ code, ...office }) => ({ ...blank, ...office, regionCode: code })),
    ),
  )
  const rows = await db.selectFrom('offices').select(['id', 'region_code']).execute()
  const idOf = new Map(rows.map(({ id, region_code }) => [region_code, id]))
  await db
    .insertInto('conversations')
    .values({ id: 'c', channel: 'web', secret_hash: '', region_code: null, created_at: '' })
    .execute()
  for (let from = 0; from < OPEN + ENDED; from += 500) {
    const numbers = Array.from({ length: 500 }, (_, i) => from + i)
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('messages')
        .values(
          numbers.map((i) => ({
            ...{ id: `m${i}`, conversation_id: 'c', client_message_id: `${i}`, text_encrypted: '' },
            ...{ text_masked: '', input: '{}', created_at: '' },
          })),
        )
        .execute()
      const tickets = numbers.map((i) => ticketRow(i, counties[i % counties.length]!.code, idOf))
      await trx.insertInto('tickets').values(tickets).execute()
    })
  }
  return all.map(({ code }) => idOf.get(code)!)
}

function ticketRow(i: number, regionCode: string, idOf: ReadonlyMap<string, string>) {
  const created = new Date(Date.now() - (i % 400) * HOUR_MS)
  const due = (hours: number) => new Date(created.getTime() + hours * HOUR_MS).toISOString()
  const origin = {
    number: `2026-1128-${String(i).padStart(5, '0')}`,
    urgency: i % 20 === 0 ? ('urgent' as const) : ('normal' as const),
    created_at: created.toISOString(),
  }
  const deadlines = { firstResponseDueAt: due(4), resolutionDueAt: due(120), alarms: [] }
  let state: TicketState | null = null
  const happens = (event: Pick<TicketEvent, 'kind' | 'payload'>) => {
    state = foldEvent(state, { ...event, actor: STAFF, at: due(1) } as TicketEvent)
  }
  const place = { officeId: idOf.get(regionCode) ?? null, level: 'county' as const }
  happens({ kind: 'opened', payload: { reason: 'on_request', ...place, deadlines } })
  if (i % 3 === 1) happens({ kind: 'taken', payload: {} })
  if (i % 5 === 1) happens({ kind: 'replied', payload: { text: '' } })
  if (i >= OPEN) happens({ kind: 'closed', payload: { reason: '' } })
  return {
    ...origin,
    ...rowOf(state!, origin),
    ...{ id: `t${i}`, query_code_hash: '', conversation_id: 'c', message_id: `m${i}`, reason: 'on_request' },
    ...{ matter: i % 4 ? 'other' : 'labour', service_line: null, region_code: regionCode, channel: 'web' },
    ...{ summary_masked: '老板拖欠三个月工资，一直没签劳动合同', contact_encrypted: null },
  }
}
