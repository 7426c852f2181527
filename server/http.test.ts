import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import {
  scriptedResult,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './http-test-server.js'

describe.each(testDatabases())('the web API on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  beforeEach(async () => {
    database = await open()
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })
  const start = async (options: Partial<TestServerOptions> = {}) => {
    server = await startTestServer({ database, ...options })
  }

  it('answers a question and shows it again after a reload', async () => {
    await start()
    const conversation = await server.converse('320100')
    const reply = await server.ask(conversation, 'm1', '老板欠薪')
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      outcome: 'answered_from_sources',
      answer: { summary: '答：老板欠薪' },
    })

    const history = await server.request(`/api/conversations/${conversation.id}/messages`, {
      bearer: conversation.secret,
    })
    expect(history.body).toMatchObject({
      messages: [{ messageId: 'm1', text: '老板欠薪', reply: { ...reply.body, rating: null } }],
      events: [],
    })
  })

  it('passes the region of the conversation, and that of the message before it', async () => {
    const regions: unknown[] = []
    await start({
      respond: async (input) => {
        regions.push(input.regionCode)
        return scriptedResult(input)
      },
    })
    const { id, secret } = await server.converse('320100')
    await server.ask({ id, secret }, 'm1', '问')
    await server.request(`/api/conversations/${id}/messages`, {
      json: { messageId: 'm2', text: '问', regionCode: '440300' },
      bearer: secret,
    })
    expect(regions).toEqual(['320100', '440300'])
  })

  it('answers one message once, however often and at once it is sent', async () => {
    let calls = 0
    await start({
      respond: async (input) => {
        calls++
        await new Promise((resolve) => setTimeout(resolve, 20))
        return scriptedResult(input)
      },
    })
    const conversation = await server.converse()
    const replies = await Promise.all(
      Array.from({ length: 16 }, () => server.ask(conversation, 'm1', '老板欠薪')),
    )
    replies.push(await server.ask(conversation, 'm1', '老板欠薪'))
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    expect(calls).toBe(1)
  })

  it('keeps 64 citizens apart who ask at once', async () => {
    await start()
    const texts = await Promise.all(
      Array.from({ length: 64 }, async (_, i) => {
        const conversation = await server.converse()
        const replies = []
        for (let n = 0; n < 3; n++) replies.push(await server.ask(conversation, `m${n}`, `${i}-${n}`))
        return replies.map((reply) => reply.body.answer.summary)
      }),
    )
    expect(texts).toEqual(Array.from({ length: 64 }, (_, i) => [0, 1, 2].map((n) => `答：${i}-${n}`)))
  })

  it('goes on with a turn whose reader has left', async () => {
    await start({
      respond: async (input) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        return scriptedResult(input)
      },
    })
    const { id, secret } = await server.converse()
    const leaving = new AbortController()
    const asked = fetch(`${server.url}/api/conversations/${id}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ messageId: 'm1', text: '问' }),
      signal: leaving.signal,
    })
    setTimeout(() => leaving.abort(), 50)
    await expect(asked).rejects.toThrow()
    await expect
      .poll(async () => (await server.conversations.timeline(id))[0]?.reply?.answer.summary)
      .toBe('答：问')
  })

  it('says kindly that the last question is still open', async () => {
    let release = () => {}
    await start({
      respond: async (input) => {
        await new Promise<void>((resolve) => {
          release = resolve
        })
        return scriptedResult(input)
      },
    })
    const conversation = await server.converse()
    const first = server.ask(conversation, 'm1', '一')
    await expect.poll(() => server.runTurn.runningCount()).toBe(1)
    const second = await server.ask(conversation, 'm2', '二')
    expect([second.status, second.body.error.code]).toEqual([409, 'question_pending'])
    // A human can be called all the same.
    const handoff = await server.request(`/api/conversations/${conversation.id}/handoff`, {
      json: { messageId: 'h1' },
      bearer: conversation.secret,
    })
    expect(handoff.body.outcome).toBe('handed_off_on_request')
    release()
    expect((await first).status).toBe(200)
  })

  it('tells no more of a conversation to strangers than of none', async () => {
    await start()
    const [mine, other] = [await server.converse(), await server.converse()]
    const { body } = await server.ask(mine, 'm1', '问')
    const path = `/api/conversations/${mine.id}/messages`
    const missing = `/api/conversations/c_${'A'.repeat(22)}/messages`
    const strange = await server.request(path, { bearer: other.secret })
    const none = await server.request(missing, { bearer: other.secret })
    expect([strange.status, strange.text]).toEqual([403, none.text])
    expect((await server.request(path)).status).toBe(401)
    expect((await server.request('/api/conversations/17/messages', { bearer: mine.secret })).status).toBe(404)

    const rate = (id: string, bearer: string) =>
      server.request(`/api/replies/${id}/rating`, { json: { rating: 'helpful' }, bearer })
    const strangeRating = await rate(body.replyId, other.secret)
    const noRating = await rate(`r_${'A'.repeat(22)}`, other.secret)
    expect([strangeRating.status, strangeRating.text]).toEqual([404, noRating.text])
    expect((await rate(body.replyId, mine.secret)).status).toBe(204)
  })

  it('limits messages a conversation and conversations an address, and says when to come back', async () => {
    await start({ limits: { messagesPerMinute: 2, conversationsPerMinute: 3 } })
    const [one, two] = [await server.converse(), await server.converse()]
    const statuses = []
    for (const id of ['m1', 'm2', 'm3']) statuses.push((await server.ask(one, id, '问')).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await server.ask(two, 'm1', '问')).status).toBe(200)
    // A stranger's attempts do not count against the conversation.
    for (let i = 0; i < 5; i++) await server.ask({ id: two.id, secret: one.secret }, 'x', '问')
    expect((await server.ask(two, 'm2', '问')).status).toBe(200)

    await server.converse()
    const refused = await server.request('/api/conversations', { json: {} })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body.error.message).toMatch(/秒后再试/)
  })

  it.each([
    [0, [201, 429, 429]],
    [1, [201, 201, 429]],
  ])(
    'counts by the address that %i trusted proxies saw, not by what a client says',
    async (proxies, wanted) => {
      await start({ limits: { conversationsPerMinute: 1 }, trustedProxies: proxies })
      const from = async (forwarded: string) =>
        (
          await server.request('/api/conversations', {
            json: {},
            headers: { 'x-forwarded-for': forwarded },
          })
        ).status
      const statuses = [await from('198.51.100.1'), await from('198.51.100.2')]
      // What stands before the proxy's own entry was written by the client.
      statuses.push(await from('203.0.113.9, 198.51.100.2'))
      expect(statuses).toEqual(wanted)
    },
  )

  it('refuses what is no message, each time in words for people', async () => {
    await start()
    const { id, secret } = await server.converse()
    const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
      const response = await fetch(`${server.url}/api/conversations/${id}/messages`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: `Bearer ${secret}` },
        body,
      })
      const { error } = (await response.json()) as { error: { code: string; message: string } }
      expect(error.message).toMatch(/[\u4e00-\u9fff]/)
      return [response.status, error.code]
    }
    const message = (text: unknown, messageId: unknown = 'm1') => JSON.stringify({ messageId, text })
    expect(await post('{"messageId":')).toEqual([400, 'malformed_request'])
    expect(await post('')).toEqual([400, 'invalid_request'])
    expect(await post('[]')).toEqual([400, 'invalid_request'])
    expect(await post('{"__proto__":{"a":1},"messageId":"m1","text":"问"}')).toEqual([
      400,
      'malformed_request',
    ])
    expect(await post(message(17))).toEqual([400, 'invalid_request'])
    expect(await post(message('问', 'm\u00001'))).toEqual([400, 'invalid_request'])
    expect(await post(message('\u200b\u202e \ufeff'))).toEqual([400, 'empty_text'])
    expect(await post(message('长'.repeat(2001)))).toEqual([400, 'text_too_long'])
    expect(await post(message('长'.repeat(200_000)))).toEqual([413, 'too_large'])
    expect(await post(message('问'), 'text/plain')).toEqual([415, 'unsupported_media_type'])
    const halved = Buffer.from(message('问'))
    expect(await post(Uint8Array.from([...halved.subarray(0, -3), 0x22, 0x7d]))).toEqual([400, 'not_utf8'])
    expect(await server.conversations.timeline(id)).toEqual([])
  })

  it('takes 2,000 characters, and reads what is left of a text when the invisible is gone', async () => {
    await start()
    const conversation = await server.converse()
    expect((await server.ask(conversation, 'm1', '长'.repeat(2000))).status).toBe(200)
    const hidden = await server.ask(conversation, 'm2', '老\u200b板\ud800欠\u202e薪')
    expect(hidden.body.answer.summary).toBe('答：老板欠薪')
  })

  it('opens to questions only when answers are possible', async () => {
    let ready = false
    await start({ readiness: () => (ready ? { ready } : { ready, reason: 'index is loading' }) })
    const conversation = await server.converse()
    expect((await server.request('/readyz')).body).toEqual({
      status: 'unavailable',
      reason: 'index is loading',
    })
    expect((await server.request('/readyz')).status).toBe(503)
    expect((await server.request('/healthz')).status).toBe(200)
    expect((await server.ask(conversation, 'm1', '问')).status).toBe(503)
    ready = true
    expect((await server.request('/readyz')).status).toBe(200)
    expect((await server.ask(conversation, 'm1', '问')).status).toBe(200)
  })

  it('is not ready while nothing can be stored', async () => {
    await start()
    if (database.engine !== 'sqlite') return
    // What SQLite says then is the same as of a folder that is read-only.
    await sql`pragma query_only = on`.execute(database.db)
    expect((await server.request('/api/conversations', { json: {} })).status).toBe(500)
    const refused = await server.request('/readyz')
    expect([refused.status, refused.body.reason]).toEqual([503, 'nothing can be stored'])
    expect((await server.request('/healthz')).status).toBe(200)
    await sql`pragma query_only = off`.execute(database.db)
    await expect.poll(async () => (await server.request('/readyz')).status, { timeout: 20_000 }).toBe(200)
  })

  it('counts turns by outcome', async () => {
    await start()
    await server.ask(await server.converse(), 'm1', '问')
    const { text } = await server.request('/metrics')
    expect(text).toContain('wenfa_turns_total{outcome="answered_from_sources"} 1')
    expect(text).toContain('route="/api/conversations/:id/messages",status="200"')
  })

  it('gives a passage, or says that there is none', async () => {
    const passage = {
      id: 'p1',
      kind: 'statute' as const,
      lawTitle: '民法典',
      article: '第一条',
      headingPath: '总则',
      text: '正文',
      versionDate: '2020-05-28',
      effectiveFrom: '2021-01-01',
      effectiveTo: null,
      inForce: true,
      withdrawn: false,
      issuingBody: null,
      previousId: null,
      nextId: null,
    }
    await start({ passages: { p1: passage } })
    expect((await server.request('/api/passages/p1')).body).toEqual(passage)
    for (const id of ['p2', '%00', '..%2f..%2fetc%2fpasswd', 'x'.repeat(500)]) {
      const none = await server.request(`/api/passages/${id}`)
      expect([none.status, none.body.error.code]).toEqual([404, 'not_found'])
    }
  })

  it('describes itself, with nothing from other hosts', async () => {
    await start()
    const { body } = await server.request('/api/docs/json')
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/conversations/{id}/messages',
        '/api/tickets/{number}',
        '/api/passages/{id}',
      ]),
    )
    const sources = body.paths['/api/knowledge/sources'].get
    expect(sources).toMatchObject({ security: [{ knowledgeKey: ['read'] }] })
    expect(sources.parameters.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['q', 'kind', 'limit', 'offset']),
    )
    const page = await server.request('/api/docs/')
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/(src|href)="https?:/)
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline')
  })

  it('lists regions and the start view', async () => {
    await start()
    const { body } = await server.request('/api/regions?parent=320000')
    expect(body.regions).toContainEqual({ code: '320100', name: '南京市', hasChildren: true })
    const townships = await server.request('/api/regions?parent=320102')
    expect(townships.body.regions).toContainEqual({
      code: '320102002',
      name: '梅园新村街道',
      hasChildren: false,
    })
    expect((await server.request('/api/regions?parent=x')).status).toBe(400)
    expect((await server.request('/api/start')).body).toEqual({
      groups: [],
      dataAsOf: null,
      suggestedTextLength: 300,
      maxTextLength: 2000,
      paused: null,
    })
  })
})

describe('the built page', () => {
  let database: TestDatabase
  let server: TestServer
  let folder: string
  beforeEach(async () => {
    database = await testDatabases()[0]!.open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-page-'))
    const pageDir = join(folder, 'web')
    await mkdir(join(pageDir, 'assets'), { recursive: true })
    await writeFile(join(folder, 'secret.txt'), 'secret')
    await writeFile(join(pageDir, '.env'), 'secret')
    await writeFile(join(pageDir, 'sources.sha256'), 'secret')
    await writeFile(join(pageDir, 'index.html'), '<!doctype html><title>问法</title>')
    await writeFile(join(pageDir, 'embed.js'), '//')
    await writeFile(join(pageDir, 'assets', 'index-abc.js'), '//')
    server = await startTestServer({ database, pageDir })
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
    await rm(folder, { recursive: true })
  })

  it('may be framed by other sites at /embed only', async () => {
    const [page, embedded] = [await server.request('/'), await server.request('/embed?lang=en')]
    expect([page.text, embedded.text]).toEqual(Array(2).fill('<!doctype html><title>问法</title>'))
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(embedded.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(embedded.headers.get('x-frame-options')).toBeNull()
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-')
    expect((await server.request('/embed.js')).headers.get('cross-origin-resource-policy')).toBe(
      'cross-origin',
    )
  })

  it('is cached for good only where the name changes with the content', async () => {
    const caching = async (path: string) => (await server.request(path)).headers.get('cache-control')
    expect(await caching('/assets/index-abc.js')).toContain('immutable')
    expect(await caching('/')).toBe('no-cache')
    expect(await caching('/embed.js')).toBe('public, max-age=300')
  })

  it('gives nothing from outside its folder', async () => {
    const paths = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/%2e%2e%2fsecret.txt%00',
      '//secret.txt',
      '/.env',
      '/sources.sha256',
      '/assets/',
      '/%',
      '/nothing',
    ]
    for (const path of paths) {
      const { status, text } = await rawGet(server.url, path)
      expect([path, status >= 400 && status < 500, text.includes('secret')]).toEqual([path, true, false])
    }
  })
})

/** fetch would tidy the path up. */
function rawGet(url: string, path: string): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    request.on('error', reject)
    request.end()
  })
}
