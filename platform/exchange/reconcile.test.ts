import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { lastDue } from './daily-reconciliation.js'
import type { RemoteTicket } from './exchange-messages.js'
import { openTestExchange, type ScriptedPlatform, startScriptedPlatform, testKeys } from './test-exchange.js'

describe.each(testDatabases())('reconciliation on $name', ({ open }) => {
  let database: TestDatabase
  let platform: ScriptedPlatform
  let here: ReturnType<typeof openTestExchange>
  let clock: number
  const now = () => new Date(clock)
  const MINUTE_MS = 60_000
  beforeEach(async () => {
    clock = Date.parse('2026-11-28T04:00:00Z')
    database = await open()
    platform = await startScriptedPlatform(now)
    here = openTestExchange(database, platform.url, now)
  })
  afterEach(async () => {
    await platform.stop()
    await database.drop()
  })

  const theirs = (
    count: number,
    status: RemoteTicket['status'] = 'waiting',
    more: object = {},
  ): RemoteTicket => ({
    number: `2026-1128-${String(count).padStart(4, '0')}`,
    status,
    messages: 1,
    callbacks: 0,
    ...more,
  })
  async function openDelivered(count: number) {
    for (let i = 0; i < count; i++) await here.openTicket()
    await here.deliverWaiting()
  }
  const found = async () =>
    (await here.exchange.reconcile()).differences.map(
      ({ number, kind, count }) => `${number.slice(-1)} ${kind} ${count}`,
    )

  it('finds nothing where both sides agree, page by page', async () => {
    await openDelivered(5)
    platform.tickets = [1, 2, 3, 4, 5].map((count) => theirs(count))
    clock += 11 * MINUTE_MS
    const result = await here.exchange.reconcile()
    expect(result).toMatchObject({ trigger: 'manual', compared: 5, differences: [], error: null })
    expect(await here.exchange.status()).toMatchObject({ lastReconciliation: result })
    expect(platform.requests).toBe(5 + 3)
  })

  it('names what is missing, different, or lost on its way', async () => {
    await openDelivered(7)
    platform.tickets = [
      theirs(1),
      theirs(3, 'answered'),
      theirs(4, 'waiting', { messages: 0 }),
      theirs(5, 'answered', { callbacks: 2 }),
      theirs(6),
      theirs(7),
      theirs(9),
    ]
    const signed = { at: now().toISOString(), actorName: '李明' }
    await here.call({
      messageId: 'message-1',
      ticketNumber: theirs(6).number,
      seq: 2,
      kind: 'accepted',
      ...signed,
    })
    platform.behave = () => ({ status: 500 })
    await here.work(theirs(7).number, { kind: 'reply', text: '好' })
    await here.deliverWaiting()
    clock += 11 * MINUTE_MS
    expect(await found()).toEqual([
      '2 missing_there 0',
      '3 state_differs 0',
      '4 messages_missing 1',
      '5 callbacks_missing 2',
      '6 callbacks_missing 1',
      '7 undelivered 1',
      '9 missing_here 0',
    ])
  })

  it('leaves alone what may still be under way', async () => {
    await openDelivered(1)
    platform.tickets = []
    clock += 9 * MINUTE_MS
    expect(await found()).toEqual([])
    clock += 2 * MINUTE_MS
    expect(await found()).toEqual(['1 missing_there 0'])
  })

  it('compares a listed ticket of any age, and no other of before', async () => {
    await openDelivered(2)
    clock += 100 * 86_400_000
    platform.tickets = [theirs(1, 'closed')]
    expect(await found()).toEqual(['1 state_differs 0'])
  })

  it('says why it could not compare', async () => {
    await openDelivered(1)
    platform.keys = []
    expect(await here.exchange.reconcile()).toMatchObject({
      differences: [],
      error: 'The work platform refused to list its tickets: HTTP 401',
    })
    await platform.stop()
    expect((await here.exchange.reconcile()).error).toMatch(/could not be asked for its tickets: [A-Z_]+$/)
  })

  it('is made once after three in the morning in China, and again an hour after it failed', async () => {
    const listings = async () => {
      const before = platform.requests
      await Promise.all([here.exchange.reconcileIfDue(), here.exchange.reconcileIfDue()])
      return platform.requests - before
    }
    clock = Date.parse('2026-11-28T19:00:00Z')
    platform.keys = []
    expect(await listings()).toBe(1)
    clock += 59 * MINUTE_MS
    expect(await listings()).toBe(0)
    platform.keys = testKeys
    clock += MINUTE_MS
    expect(await listings()).toBe(1)
    clock = Date.parse('2026-11-29T18:59:59Z')
    expect(await listings()).toBe(0)
    // The server was down at three.
    clock = Date.parse('2026-11-29T23:00:00Z')
    expect(await listings()).toBe(1)
    expect(await listings()).toBe(0)
    expect((await here.exchange.status()).lastReconciliation).toMatchObject({ trigger: 'daily', error: null })
  })
})

it('is due at 03:00 in China', () => {
  const due = (instant: string) => lastDue(new Date(instant)).toISOString()
  expect(due('2026-11-28T18:59:59.999Z')).toBe('2026-11-27T19:00:00.000Z')
  expect(due('2026-11-28T19:00:00.000Z')).toBe('2026-11-28T19:00:00.000Z')
  expect(due('2026-11-29T10:00:00.000Z')).toBe('2026-11-28T19:00:00.000Z')
})
