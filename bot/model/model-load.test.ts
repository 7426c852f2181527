import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ChatModelOptions, type ModelCall, openChatModel } from '../chat-model.js'
import { type Behaviour, startStandInModel } from './stand-in-model.js'

const schema = z.object({ fruit: z.string() })
const good: Behaviour = { does: 'write', text: '{"fruit": "苹果"}' }
const busy = (headers?: Record<string, string>): Behaviour => ({ does: 'fail', status: 429, headers })

beforeAll(() => Promise.all([import('langchain/chat_models/universal'), import('@langchain/openai')]))

let close = async () => {}
afterEach(() => close())

async function openAt(behaviours: Behaviour[], options: Partial<ChatModelOptions> = {}) {
  const server = await startStandInModel(...behaviours)
  close = server.close
  const calls: ModelCall[] = []
  const model = openChatModel({
    ...{ baseUrl: server.baseUrl, model: 'stand-in', apiKey: 'none', structuredOutput: 'functionCalling' },
    ...{ timeoutMs: 5000, firstTokenMs: 1000, idleMs: 500, connectMs: 200, retryMs: 20, pauseMs: 200 },
    onCall: (call) => calls.push(call),
    ...options,
  })
  const fill = (party?: string, onText?: (text: string) => void, signal = new AbortController().signal) =>
    model.fill({ system: '规则', user: party ?? '问题', schema, schemaName: 'basket', signal, party, onText })
  return { server, fill, calls }
}

const failsWith = (reason: string) => expect.objectContaining({ name: 'ModelFailedError', reason })
const timed = async (work: Promise<unknown>) => {
  const startedMs = performance.now()
  const result = await work.catch((error: unknown) => error)
  return { result, tookMs: performance.now() - startedMs }
}

describe('a model server that fails', () => {
  it('is asked at most three times, each time after a longer wait', async () => {
    const { fill, server } = await openAt([busy()], { retryMs: 100, random: () => 1 })
    const { result, tookMs } = await timed(fill())
    expect(result).toEqual(failsWith('rate_limited'))
    expect(server.requests).toHaveLength(3)
    expect(tookMs).toBeGreaterThan(295)
  })

  it('is given the time that it asks for', async () => {
    const { fill, server } = await openAt([busy({ 'retry-after': '1' }), good])
    const { result, tookMs } = await timed(fill())
    expect(result).toEqual({ fruit: '苹果' })
    expect(tookMs).toBeGreaterThan(1000)
    expect(server.requests).toHaveLength(2)
  })

  it.each([
    ['seconds', () => '2'],
    ['a date', () => new Date(Date.now() + 60_000).toUTCString()],
  ])('is not waited for where it asks for longer than a citizen waits, in %s', async (_, header) => {
    const { fill, server } = await openAt([busy({ 'retry-after': header() })])
    const { result, tookMs } = await timed(fill())
    expect(result).toEqual(failsWith('rate_limited'))
    expect(tookMs).toBeLessThan(500)
    expect(server.requests).toHaveLength(1)
  })

  it('is asked again over a new connection when it closed the one that was kept open', async () => {
    const { fill, server } = await openAt([{ does: 'cut', text: '' }, good])
    expect(await fill()).toEqual({ fruit: '苹果' })
    expect(server.requests).toHaveLength(2)
  })

  it('is not asked again when part of its answer was told', async () => {
    const { fill, server } = await openAt([{ does: 'cut', text: '{"fruit": "' }, good])
    await expect(fill('', () => {})).rejects.toMatchObject({ reason: 'unreachable' })
    expect(server.requests).toHaveLength(1)
  })

  it('costs a turn its time once: nothing more is asked under the same signal', async () => {
    const { fill, server } = await openAt([{ does: 'hang' }], { firstTokenMs: 100 })
    const turn = new AbortController().signal
    expect((await timed(fill('a', undefined, turn))).result).toEqual(failsWith('timeout'))
    const { result, tookMs } = await timed(fill('a', undefined, turn))
    expect(result).toEqual(failsWith('paused'))
    expect(tookMs).toBeLessThan(200)
    server.become(good)
    expect(await fill('a')).toEqual({ fruit: '苹果' })
  })

  it('is left alone after five faults, then tried by one, and asked by all once it is back', async () => {
    const { fill, server, calls } = await openAt([{ does: 'hang' }], { firstTokenMs: 300, pauseMs: 300 })
    for (let i = 0; i < 5; i++) expect((await timed(fill())).result).toEqual(failsWith('timeout'))
    const { result, tookMs } = await timed(fill())
    expect(result).toEqual(failsWith('paused'))
    expect(tookMs).toBeLessThan(200)
    expect(server.requests).toHaveLength(5)
    await new Promise((resolve) => setTimeout(resolve, 320))
    const [tries, others] = await Promise.all([timed(fill()), timed(fill())])
    expect([tries.result, others.result]).toEqual([failsWith('timeout'), failsWith('paused')])
    await new Promise((resolve) => setTimeout(resolve, 320))
    server.become(good)
    expect(await fill()).toEqual({ fruit: '苹果' })
    expect(await Promise.all([fill(), fill()])).toHaveLength(2)
    expect(calls.map(({ outcome }) => outcome).slice(-3)).toEqual(['filled', 'filled', 'filled'])
  })

  it('is not left alone for what it wrote: answers of no use say nothing about the next', async () => {
    const { fill, server } = await openAt([{ does: 'write', text: '没有' }])
    for (let i = 0; i < 7; i++) await fill().catch(() => {})
    expect(server.requests).toHaveLength(7)
  })

  it('that takes the connection and says nothing is given up long before its first token is due', async () => {
    // A server that never finishes the handshake of the encryption.
    const silent: Server = createServer()
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const sockets = new Set<{ destroy(): void }>()
    silent.on('connection', (socket) => sockets.add(socket.on('error', () => {})))
    const { fill } = await openAt([good], { baseUrl: `https://127.0.0.1:${port}/v1`, firstTokenMs: 4000 })
    const { result, tookMs } = await timed(fill())
    expect(result).toEqual(failsWith('timeout'))
    expect(tookMs).toBeLessThan(600)
    expect(sockets.size).toBe(1)
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
})

describe('many who ask at once', () => {
  const slow: Behaviour = { does: 'write', text: '{"fruit": "苹果"}', pauseMs: 30 }

  it('are a few at the server at a time', async () => {
    const { fill, server } = await openAt([slow], { concurrency: 3 })
    await Promise.all(Array.from({ length: 12 }, (_, i) => fill(`p${i}`, () => {})))
    expect(server.most()).toBe(3)
    expect(server.requests).toHaveLength(12)
  })

  it('have their turns by party: one with many requests delays another by one', async () => {
    const { fill, server } = await openAt([slow], { concurrency: 1 })
    const many = Array.from({ length: 8 }, () => fill('talker', () => {}))
    await expect.poll(() => server.requests.length).toBe(1)
    await Promise.all([...many, fill('quiet', () => {}), fill('shy', () => {})])
    const order = server.requests.map(({ body }) => body.messages[1]!.content)
    expect(order.slice(0, 5)).toEqual(['talker', 'talker', 'quiet', 'shy', 'talker'])
  })

  it('wait no longer than they should, and leave no place behind', async () => {
    const { fill, server, calls } = await openAt([{ does: 'hang' }], { concurrency: 1, queueMs: 80 })
    const first = fill('a').catch(() => {})
    const { result, tookMs } = await timed(fill('b'))
    expect(result).toEqual(failsWith('busy'))
    expect(tookMs).toBeLessThan(400)
    await first
    server.become(good)
    expect(await fill('c')).toEqual({ fruit: '苹果' })
    expect(calls.map(({ outcome }) => outcome)).toEqual(['busy', 'timeout', 'filled'])
  })
})

describe('tokens', () => {
  it('are those that the server counted, plain and streamed', async () => {
    const { fill, calls } = await openAt([good])
    await fill()
    await fill('', () => {})
    const usage = { inputTokens: 120, outputTokens: 30 }
    expect(calls).toMatchObject([{ purpose: 'basket', outcome: 'filled', usage }, { usage }])
  })

  it('are not asked for again where the server does not know the field', async () => {
    const refusal: Behaviour = {
      does: 'fail',
      status: 400,
      body: JSON.stringify({ error: { message: 'Unrecognized request argument supplied: stream_options' } }),
    }
    const { fill, calls, server } = await openAt([refusal, good])
    expect(await fill('', () => {})).toEqual({ fruit: '苹果' })
    expect(await fill('', () => {})).toEqual({ fruit: '苹果' })
    expect(server.requests.map(({ body }) => body.stream_options)).toEqual([
      { include_usage: true },
      undefined,
      undefined,
    ])
    expect(calls.map(({ usage }) => usage)).toEqual([null, null])
  })
})
