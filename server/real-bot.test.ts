import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replySchema } from '../channels/web/wire.js'
import { copyStarter } from './copy-starter.js'
import { readEvents } from './http-test-server.js'
import { runWenfa, type SpawnedServer, spawnServer } from './spawn-server.js'

describe('the whole program on its starter knowledge', () => {
  let dataDir: string
  let server: SpawnedServer
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wenfa-real-'))
    await copyStarter(dataDir)
    server = await spawnServer(dataDir, { WENFA_LOG_LEVEL: 'silent' })
  }, 180_000)
  afterAll(async () => {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const call = async (path: string, init: { json?: unknown; bearer?: string; accept?: string } = {}) =>
    fetch(server.url + path, {
      method: init.json === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        accept: init.accept ?? 'application/json',
        ...(init.bearer && { authorization: `Bearer ${init.bearer}` }),
      },
      ...(init.json !== undefined && { body: JSON.stringify(init.json) }),
    })
  const converse = async () =>
    (await (await call('/api/conversations', { json: {} })).json()) as { id: string; secret: string }

  it('answers from its knowledge, step by step, and shows the passage behind the answer', async () => {
    const { id, secret } = await converse()
    const response = await call(`/api/conversations/${id}/messages`, {
      json: { messageId: 'm1', text: '老板拖欠工资怎么办' },
      bearer: secret,
      accept: 'text/event-stream',
    })
    const events = await readEvents(response, () => false)
    expect(events[0]?.event).toBe('accepted')
    expect(events.some(({ event }) => event === 'step')).toBe(true)
    const reply = replySchema.parse(events.at(-1)?.data)
    expect(reply.outcome).toMatch(/^answered_/)
    const cited = reply.answer.bases.find((basis) => basis.passageId !== null && basis.quote !== null)
    const passage = (await (await call(`/api/passages/${cited?.passageId}`)).json()) as { text: string }
    expect(passage.text).toContain(cited?.quote)
  })

  it('suggests questions by matter', async () => {
    const start = (await (await call('/api/start')).json()) as { groups: { questions: string[] }[] }
    expect(start.groups.length).toBeGreaterThan(3)
  })

  it('brings the reply that staff give on the command line to the open page', async () => {
    const { id, secret } = await converse()
    const handedOff = await call(`/api/conversations/${id}/handoff`, {
      json: { messageId: 'h1', note: '我想问加班费' },
      bearer: secret,
    })
    const { ticket } = replySchema.parse(await handedOff.json())
    const number = ticket?.number ?? ''
    const stream = await call(`/api/conversations/${id}/events`, { bearer: secret })
    const staff = await runWenfa(['tickets', 'reply', number, '可以向劳动监察大队投诉', '--data', dataDir])
    expect([staff.code, staff.stderr]).toEqual([0, ''])
    const events = await readEvents(stream, (seen) => seen.length === 2)
    expect(events.map(({ data }) => data)).toMatchObject([
      { kind: 'staff_reply', ticketNumber: number, text: '可以向劳动监察大队投诉' },
      { kind: 'ticket_status', status: 'answered' },
    ])
    const byCode = await call(`/api/tickets/${number}`, { bearer: ticket?.queryCode })
    expect(await byCode.json()).toMatchObject({
      status: 'answered',
      replies: [{ text: '可以向劳动监察大队投诉' }],
    })
  })
})
