import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'

/** For each of the two kinds of requests: with both engines and their start a minute at most. */
const FOR_MS = 9_000
const SLOWEST_MS = 20_000
/** Heap that may stay behind after thousands of requests. */
const LEFT_BYTES = 40_000_000
const AS_LONG_AS = { numRuns: 1_000_000, interruptAfterTimeLimit: FOR_MS, markInterruptAsFailure: false }

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
function heapBytes() {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

describe.each(testDatabases())('whatever is sent to the API on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let conversation: { id: string; secret: string }
  let asked = 0
  let heapBefore: number
  beforeAll(async () => {
    database = await open()
    server = await startTestServer({ database })
    conversation = await server.converse()
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  const anyText = fc.string({ unit: 'binary', maxLength: 60 })
  const anyJson = fc.oneof(
    fc.json(),
    fc
      .record({ messageId: anyText, text: anyText, regionCode: anyText })
      .map((value) => JSON.stringify(value)),
    fc
      .record({ messageId: fc.string({ minLength: 1, maxLength: 20 }), text: anyText, note: anyText })
      .map((value) => JSON.stringify(value)),
    fc
      .record({ rating: fc.constantFrom('helpful', 'x'), comment: anyText })
      .map((value) => JSON.stringify(value)),
    fc.record({ login: anyText, password: anyText, token: anyText }).map((value) => JSON.stringify(value)),
  )
  const anyBody = fc.oneof(
    anyJson.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  )
  const anyPath = fc.oneof(
    fc
      .constantFrom('messages', 'handoff', 'events?after=x')
      .map((end) => `conversations/${conversation.id}/${end}`),
    fc.constantFrom('staff/session', 'staff/set-up', 'staff/set-up/link', 'staff/members/x/disable'),
    fc.constantFrom('conversations', 'replies/r_x/rating', 'tickets/2026-1123-0001', 'regions?parent=1'),
    anyText.map((text) => `passages/${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`),
    anyText.map((text) => `tickets/${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}`),
    anyText.map((text) => `conversations/${encodeURIComponent(text.replace(/\p{Cs}/gu, ''))}/messages`),
  )

  async function expectCalm(path: string, init: RequestInit) {
    const signal = AbortSignal.timeout(SLOWEST_MS)
    const response = await fetch(`${server.url}/api/${path}`, { ...init, signal })
    asked++
    const text = await response.text()
    expect([response.status < 500, response.status, text]).toEqual([true, response.status, text])
    if (response.status >= 400) expect(JSON.parse(text).error.message).toMatch(/[\u4e00-\u9fff]/)
  }

  it('is never answered with a fault: bodies', async () => {
    // What the first requests load stays.
    for (const path of ['regions?parent=1', 'start']) await expectCalm(path, {})
    heapBefore = heapBytes()
    await fc.assert(
      fc.asyncProperty(anyPath, anyBody, fc.boolean(), async (path, body, authorised) => {
        await expectCalm(path, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(authorised && { authorization: `Bearer ${conversation.secret}` }),
          },
          body,
        })
      }),
      AS_LONG_AS,
    )
    expect(server.errors).toEqual([])
  })

  it('is never answered with a fault: addresses', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPath.filter((path) => !path.includes('/events')),
        fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
        async (path, token) => {
          await expectCalm(path, { headers: { authorization: `Bearer ${token.trim()}` } })
        },
      ),
      AS_LONG_AS,
    )
    expect(server.errors).toEqual([])
  })

  it('leaves no memory behind', () => {
    expect(asked).toBeGreaterThan(50)
    expect(heapBytes() - heapBefore).toBeLessThan(LEFT_BYTES)
  })

  it('still leaves it answering', async () => {
    const fresh = await server.converse()
    const { body } = await server.ask(fresh, 'm1', '老板欠薪')
    expect(body.answer.summary).toBe('答：老板欠薪')
    // The implicit label goes with what a machine made.
    const label = { Label: '1', ContentProducer: '问法 Wenfa', ProduceID: body.replyId }
    expect([body.answer.aiGenerated, body.AIGC]).toEqual([true, label])
    expect(await server.conversations.unanswered()).toEqual([])
  })
})
