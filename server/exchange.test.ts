import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signRequest } from '../platform/exchange/sign-request.js'
import { copyStarter } from './copy-starter.js'
import { runWenfa, type SpawnedServer, spawnServer } from './spawn-server.js'
import { freePort, type SpawnedPlatform, spawnWorkPlatform } from './spawn-work-platform.js'

const KEYS = [
  { id: 'k2', secret: 'the-newer-secret-of-this-test-32-bytes' },
  { id: 'k1', secret: 'the-older-secret-of-this-test-32-bytes' },
]
const [NEWER, OLDER] = KEYS.map(({ id, secret }) => `${id}:${secret}`) as [string, string]
const ANSWER = '请带身份证和工资流水，到区仲裁委立案窗口申请。'

let folder: string
let environment: Record<string, string>
let server: SpawnedServer
let platform: SpawnedPlatform

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-exchange-'))
  const [port, platformPort] = [await freePort(), await freePort()]
  environment = {
    WENFA_DATA: join(folder, 'data'),
    WENFA_LOG_LEVEL: 'silent',
    EXCHANGE_URL: `http://127.0.0.1:${platformPort}`,
    // Being rotated: we have both keys, the other side still signs with the older one.
    EXCHANGE_KEYS: `${NEWER},${OLDER}`,
  }
  await copyStarter(join(folder, 'data'))
  server = await spawnServer(join(folder, 'data'), environment, port)
  platform = await spawnWorkPlatform(
    [
      ...['--port', String(platformPort), '--journal', join(folder, 'journal.jsonl')],
      ...['--wenfa', server.url, '--answer', ANSWER],
    ],
    `${OLDER},${NEWER}`,
  )
}, 180_000)
afterAll(async () => {
  await platform.kill()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function call(path: string, secret?: string, body?: unknown) {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return response.json()
}

async function within<T>(limitMs: number, probe: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + limitMs
  for (;;) {
    const found = await probe()
    if (found !== undefined) return found
    if (Date.now() > until) throw new Error('It took too long')
    await sleep(100)
  }
}

const exchange = (...args: string[]) => runWenfa(['exchange', ...args], environment)

describe('the example of a work platform', () => {
  it('takes a ticket in and brings its answer to the citizen', async () => {
    const { id, secret } = await call('/api/conversations', undefined, {})
    const { ticket } = await call(`/api/conversations/${id}/messages`, secret, {
      messageId: 'm1',
      text: '转人工',
    })
    const reply = await within(10_000, async () => {
      const shown = await call(`/api/conversations/${id}/messages`, secret)
      return shown.events.find((event: { kind: string }) => event.kind === 'staff_reply')
    })
    expect(reply).toMatchObject({ kind: 'staff_reply', ticketNumber: ticket.number, text: ANSWER })
    expect(JSON.parse((await exchange('status', '--json')).stdout)).toMatchObject({
      waiting: 0,
      dead: 0,
      gaps: [],
      refused: [],
    })
  })

  it('agrees with us on every ticket', async () => {
    const compared = await exchange('reconcile')
    expect(compared).toMatchObject({ code: 0 })
    expect(compared.stdout).toMatch(/核对 1 个工单，两边一致/)
    expect((await exchange('status')).stdout).toContain('待发送：没有')
  })
})

describe('wenfa exchange', () => {
  it('compares with a list in a file, and says in a table what differs', async () => {
    const file = join(folder, 'theirs.jsonl')
    await writeFile(file, '{"number":"2026-0101-0001","status":"closed"}\n')
    const compared = await exchange('reconcile', '--file', file)
    expect(compared.code).toBe(1)
    expect(compared.stdout).toMatch(/工单号 +我方 +对方 +差异\n2026-0101-0001 +— +已办结 +我方没有这个工单/)
    await writeFile(file, '{"number":"2026-0101-0001"}\n')
    const unreadable = await exchange('reconcile', '--file', file)
    expect(unreadable.code).toBe(3)
    expect(unreadable.stdout).toContain('theirs.jsonl, line 1')
  })

  it('lists and resends dead letters', async () => {
    expect((await exchange('dead-letters')).stdout).toBe('没有停发的消息\n')
    expect((await exchange('resend', '--all')).stdout).toBe('0 条消息已放回待发送\n')
    expect(await exchange('resend')).toMatchObject({ code: 2 })
    expect(await exchange('resend', 'no-such-message')).toMatchObject({ code: 1 })
  })

  it('says that the exchange is off where it is', async () => {
    const off = await runWenfa(['exchange', 'status', '--data', join(folder, 'none')], { EXCHANGE_URL: '' })
    expect(off).toMatchObject({ code: 2 })
    expect(off.stderr).toContain('EXCHANGE_URL')
  })
})

describe('the address for callbacks', () => {
  const path = '/api/exchange/callbacks'
  const send = (body: string, headers: Record<string, string>) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  it('verifies the body as it came, before it reads it', async () => {
    const body = '{"no": "JSON"'
    const headers = signRequest(
      { method: 'POST', path, body: Buffer.from(body), nonce: 'message-1' },
      KEYS,
      new Date(),
    )
    expect((await send(body, headers)).status).toBe(400)
    const forged = await send(`${body} `, headers)
    expect(forged.status).toBe(401)
    expect(await forged.json()).toMatchObject({ error: { code: 'signature_invalid' } })
    expect((await send(body, {})).status).toBe(401)
  })

  it('takes no more than it should', async () => {
    expect((await send('x'.repeat(70_000), {})).status).toBe(413)
    expect((await fetch(server.url + path)).status).toBe(404)
  })
})
