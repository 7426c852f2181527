import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { copyStarter } from './copy-starter.js'
import { killWhileStarting, spawnServer } from './spawn-server.js'
import { freePort, type SpawnedPlatform, spawnWorkPlatform } from './spawn-work-platform.js'

const KILLS = { SQLite: 50, PostgreSQL: 6 }
/** Every so many rounds the work platform is killed too. */
const PLATFORM_DIES_EVERY = 7
const CLIENTS = 3
const KEYS = 'k1:a-secret-of-the-crash-test-32-bytes'
const ANSWER = '可以向劳动人事争议仲裁委员会申请仲裁。'
const DRAIN_LIMIT_MS = 60_000

interface Told {
  conversationId: string
  secret: string
  number: string
}

it.each(testDatabases())(
  'brings each ticket there once and each answer back once, over kills at any moment, on $name',
  async ({ name, open }) => {
    const database = await open(copyStarter)
    const kills = KILLS[name as keyof typeof KILLS]
    const [port, platformPort] = [await freePort(), await freePort()]
    const journal = join(database.dataDir, 'work-platform.jsonl')
    const startPlatform = () =>
      spawnWorkPlatform(
        [
          '--port',
          String(platformPort),
          '--journal',
          journal,
          '--wenfa',
          `http://127.0.0.1:${port}`,
          '--answer',
          ANSWER,
          '--close',
        ],
        KEYS,
      )
    const environment = {
      DATABASE_URL: database.databaseUrl,
      EXCHANGE_URL: `http://127.0.0.1:${platformPort}`,
      EXCHANGE_KEYS: KEYS,
      EXCHANGE_TIMEOUT_MS: '250',
      WENFA_MESSAGES_PER_MINUTE: '100000',
      WENFA_CONVERSATIONS_PER_MINUTE: '100000',
      WENFA_LOG_LEVEL: 'silent',
    }
    const startServer = () => spawnServer(database.dataDir, environment, port)
    const told: Told[] = []
    let platform: SpawnedPlatform | undefined
    try {
      platform = await startPlatform()
      for (let round = 1; round <= kills; round++) {
        // Messages and callbacks go on before questions can be answered: every other time it does not get that far.
        if (round % 2 === 0) {
          await killWhileStarting(database.dataDir, environment, port, 500 + Math.random() * 1500)
          continue
        }
        const server = await startServer()
        let running = true
        const clients = Array.from({ length: CLIENTS }, () => openTickets(server.url, told, () => running))
        if (round % PLATFORM_DIES_EVERY === 0) {
          await sleep(Math.random() * 200)
          await platform.kill()
          platform = await startPlatform()
        }
        // At a random moment of work under way: some tickets into the round, and a little later.
        const enough = told.length + 1 + Math.floor(Math.random() * 4)
        await until(() => told.length >= enough, 10_000)
        await sleep(Math.random() * 250)
        running = false
        await server.kill()
        await Promise.all(clients)
      }
      const server = await startServer()
      await drained(database)
      expect(told.length).toBeGreaterThan(kills / 2)
      await checkEffects(server.url, database, told, journal)
      expect(await server.stop()).toBe(0)
    } finally {
      await platform?.kill()
      await database.drop()
    }
  },
  600_000,
)

/** Citizens who ask for a human, one after another, until the server is gone. */
async function openTickets(url: string, told: Told[], running: () => boolean) {
  while (running()) {
    try {
      const { id, secret } = (await call(url, '/api/conversations', {})) as { id: string; secret: string }
      const message = { messageId: 'm1', text: '转人工' }
      const reply = (await call(url, `/api/conversations/${id}/messages`, message, secret)) as {
        ticket: { number: string }
      }
      told.push({ conversationId: id, secret, number: reply.ticket.number })
      await sleep(40)
    } catch {
      // Killed in between: what was not acknowledged counts only if it is there.
    }
  }
}

async function until(reached: () => boolean, limitMs: number) {
  const giveUpAt = performance.now() + limitMs
  while (!reached() && performance.now() < giveUpAt) await sleep(5)
}

/** Until every message has arrived and every ticket is closed. */
async function drained({ db }: TestDatabase) {
  const giveUpAt = performance.now() + DRAIN_LIMIT_MS
  for (;;) {
    const waiting = await db
      .selectFrom('exchange_outbox')
      .select('ticket_number')
      .where('status', '!=', 'delivered')
      .execute()
    const open = await db.selectFrom('tickets').select('number').where('status', '!=', 'closed').execute()
    if (waiting.length + open.length === 0) return
    if (performance.now() > giveUpAt) {
      throw new Error(`Not delivered ${JSON.stringify(waiting)}, not closed ${JSON.stringify(open)}`)
    }
    await sleep(200)
  }
}

async function checkEffects(url: string, { db }: TestDatabase, told: readonly Told[], journal: string) {
  const tickets = await db.selectFrom('tickets').select(['number', 'conversation_id']).execute()
  const numbers = tickets.map(({ number }) => number).sort()
  expect(told.filter(({ number }) => !numbers.includes(number))).toEqual([])

  const entries = readFileSync(journal, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const opened = entries.filter(({ message }) => message?.kind === 'opened')
  expect(opened.map(({ message }) => message.ticketNumber).sort()).toEqual(numbers)
  expect(entries.flatMap(({ sent }) => (sent ? [sent.result] : []))).toEqual(
    Array(numbers.length * 3).fill('applied'),
  )

  const events = await db.selectFrom('conversation_events').select(['conversation_id', 'kind']).execute()
  const answered = events.filter(({ kind }) => kind === 'staff_reply').map((event) => event.conversation_id)
  expect(answered.sort()).toEqual(tickets.map((ticket) => ticket.conversation_id).sort())
  for (const { conversationId, secret } of told.slice(-50)) {
    const shown = (await call(url, `/api/conversations/${conversationId}/messages`, undefined, secret)) as {
      events: { kind: string; text?: string }[]
    }
    expect(shown.events.flatMap(({ text }) => text ?? [])).toEqual([ANSWER])
  }
}

async function call(url: string, path: string, body?: unknown, secret?: string): Promise<unknown> {
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
