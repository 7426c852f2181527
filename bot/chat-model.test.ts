import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ChatModelOptions, openChatModel } from './chat-model.js'
import { ModelFailedError, type ModelFailure } from './model/model-failed-error.js'
import { type Behaviour, startStandInModel } from './model/stand-in-model.js'

const schema = z.object({ fruit: z.string(), count: z.number() })
const wanted = { fruit: '一个很长的苹果的名字', count: 3 }
const json = JSON.stringify(wanted)
/** Little enough to be fast, much beside what a busy machine needs to answer itself. */
const PATIENCE = { timeoutMs: 1200, firstTokenMs: 400, idleMs: 300, connectMs: 300, retryMs: 20 }

// Loading the client takes seconds on a busy machine, once; it is no part of what is timed here.
beforeAll(() => Promise.all([import('langchain/chat_models/universal'), import('@langchain/openai')]))

let close = async () => {}
afterEach(() => close())

async function openAt(behaviours: Behaviour[], options: Partial<ChatModelOptions> = {}) {
  const server = await startStandInModel(...behaviours)
  close = server.close
  const model = openChatModel({
    baseUrl: server.baseUrl,
    model: 'stand-in',
    apiKey: 'secret-key-1',
    structuredOutput: 'functionCalling',
    ...PATIENCE,
    ...options,
  })
  const fill = (onText?: (text: string) => void, signal = new AbortController().signal) =>
    model.fill({ system: '规则', user: '问题', schema, schemaName: 'basket', signal, onText })
  return { server, fill }
}

const MODES = ['functionCalling', 'jsonSchema', 'jsonMode'] as const

describe('a chat model', () => {
  describe.each(MODES)('asked through %s', (structuredOutput) => {
    it('fills the schema in one piece', async () => {
      const { fill, server } = await openAt([{ does: 'write', text: json }], { structuredOutput })
      expect(await fill()).toEqual(wanted)
      expect(server.requests[0]!.authorization).toBe('Bearer secret-key-1')
    })

    it('fills the schema from a stream and tells what is written so far', async () => {
      const { fill } = await openAt([{ does: 'write', text: json }], { structuredOutput })
      const told: string[] = []
      expect(await fill((text) => told.push(text))).toEqual(wanted)
      expect(told.at(-1)).toBe(json)
      expect(told.length).toBeGreaterThan(3)
      expect(told.every((text) => json.startsWith(text))).toBe(true)
    })
  })

  it('names the schema in the way that the server understands', async () => {
    const sent = async (structuredOutput: ChatModelOptions['structuredOutput']) => {
      const { fill, server } = await openAt([{ does: 'write', text: json }], { structuredOutput })
      await fill(() => {})
      await server.close()
      return server.requests[0]!.body
    }
    const called = await sent('functionCalling')
    expect(called.tools![0]!.function.parameters).toMatchObject({ required: ['fruit', 'count'] })
    expect(called.tool_choice).toEqual({ type: 'function', function: { name: 'basket' } })
    expect((await sent('jsonSchema')).response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'basket', strict: true },
    })
    const free = await sent('jsonMode')
    expect(free.response_format).toEqual({ type: 'json_object' })
    expect(free.messages[0]!.content).toContain('JSON Schema')
    expect(free.stream_options).toEqual({ include_usage: true })
  })

  it('reads an object out of thoughts, fences and talk, also where the server ignores the tool', async () => {
    const text = `<think>{"fruit": 1}</think>好的：\n\`\`\`json\n${json}\n\`\`\``
    const { fill } = await openAt([{ does: 'write', text, ignoresTools: true }])
    expect(await fill(() => {})).toEqual(wanted)
    expect(await fill()).toEqual(wanted)
  })

  const failures: [string, Behaviour[], ModelFailure, boolean][] = [
    ['says nothing', [{ does: 'hang' }], 'timeout', true],
    ['only keeps the connection alive', [{ does: 'keep alive' }], 'timeout', true],
    ['drips', [{ does: 'write', text: '慢'.repeat(2000), pauseMs: 40 }], 'timeout', true],
    ['stalls midway', [{ does: 'stall', text: json.slice(0, 20) }], 'timeout', true],
    ['breaks the connection midway', [{ does: 'cut', text: json.slice(0, 20) }], 'unreachable', true],
    ['ends the stream early', [{ does: 'end early', text: json.slice(0, 20) }], 'unreachable', true],
    ['refuses the key', [{ does: 'fail', status: 401 }], 'refused', false],
    ['does not know the model', [{ does: 'fail', status: 404 }], 'refused', false],
    ['is busy', [{ does: 'fail', status: 429 }], 'rate_limited', true],
    [
      'is busy for long',
      [{ does: 'fail', status: 429, headers: { 'retry-after': '600' } }],
      'rate_limited',
      true,
    ],
    ['stumbles', [{ does: 'fail', status: 500 }], 'unreachable', true],
    ['declines', [{ does: 'refuse', refusal: '抱歉，我不能回答这个问题。' }], 'bad_output', false],
    ['declines in prose', [{ does: 'write', text: '抱歉，我不能回答这个问题。' }], 'bad_output', false],
    ['answers with a page', [{ does: 'fail', status: 502, body: '<html>' }], 'unreachable', true],
    ['writes malformed JSON', [{ does: 'write', text: '{"fruit": "苹果", ' }], 'bad_output', false],
    ['writes another object', [{ does: 'write', text: '{"fruit": 7}' }], 'bad_output', false],
    ['writes nothing', [{ does: 'write', text: '' }], 'bad_output', false],
    ['has no choices', [{ does: 'no choices' }], 'bad_output', false],
    ['sends a broken protocol', [{ does: 'garbage' }], 'bad_output', false],
    [
      'is cut by its length',
      [{ does: 'write', text: '{"fruit"', finishReason: 'length' }],
      'bad_output',
      false,
    ],
    ['withholds', [{ does: 'write', text: json, finishReason: 'content_filter' }], 'refused', false],
  ]
  describe.each(['streaming', 'whole'])('%s', (way) => {
    it.each(failures)(
      'that %s fails in time with a typed error',
      async (_, behaviours, reason, retryable) => {
        const { fill, server } = await openAt(behaviours)
        const start = performance.now()
        const error = await fill(way === 'streaming' ? () => {} : undefined).catch((e: unknown) => e)
        expect(performance.now() - start).toBeLessThan(PATIENCE.timeoutMs + 500)
        expect(error).toBeInstanceOf(ModelFailedError)
        const failed = error as ModelFailedError
        expect([failed.reason, failed.retryable], failed.message).toEqual([reason, retryable])
        expect(server.requests.length).toBeLessThanOrEqual(3)
      },
    )
  })

  it('that complains with a 200 is not believed', async () => {
    const { fill } = await openAt([{ does: 'complain', message: 'overloaded' }])
    await expect(fill(() => {})).rejects.toMatchObject({ reason: 'unreachable' })
    await expect(fill()).rejects.toMatchObject({ reason: 'bad_output' })
  })

  it('that lacks json_schema is not asked again, and the message says which setting', async () => {
    const body = JSON.stringify({ error: { message: "response_format 'json_schema' is not supported" } })
    const { fill, server } = await openAt([{ does: 'fail', status: 400, body }], {
      structuredOutput: 'jsonSchema',
    })
    await expect(fill(() => {})).rejects.toThrow(/json_schema.*MODEL_STRUCTURED_OUTPUT/)
    expect(server.requests).toHaveLength(1)
  })

  it('notices a stalled stream long before the whole time is over', async () => {
    const { fill } = await openAt([{ does: 'stall', text: json.slice(0, 20) }], { timeoutMs: 20_000 })
    const start = performance.now()
    await expect(fill(() => {})).rejects.toThrow(/silent for 300 ms/)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('waits for a slow stream as long as it keeps moving', async () => {
    const { fill } = await openAt([{ does: 'write', text: json, pauseMs: 90 }], { timeoutMs: 10_000 })
    expect(await fill(() => {})).toEqual(wanted)
  })

  it.each([
    ['is busy', { does: 'fail', status: 429 }],
    ['is busy and says until when', { does: 'fail', status: 429, headers: { 'retry-after': '0' } }],
    ['stumbles', { does: 'fail', status: 503 }],
  ] satisfies [string, Behaviour][])('asks once more when the server %s', async (_, first) => {
    const { fill, server } = await openAt([first, { does: 'write', text: json }])
    expect(await fill(() => {})).toEqual(wanted)
    expect(server.requests).toHaveLength(2)
  })

  it('does not ask again where waiting does not help', async () => {
    const body = JSON.stringify({ error: { message: 'quota', code: 'insufficient_quota' } })
    const { fill, server } = await openAt([{ does: 'fail', status: 429, body }])
    await expect(fill()).rejects.toMatchObject({ reason: 'rate_limited', retryable: false })
    expect(server.requests).toHaveLength(1)
  })

  it('reads no more of a complaint without end than it needs', async () => {
    let written = 0
    const endless = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'text/plain' })
      const more = () => {
        if (response.destroyed || written > 200_000_000) return response.end()
        written += 1_000_000
        response.write('x'.repeat(1_000_000), more)
      }
      more()
    })
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const { port } = endless.address() as AddressInfo
    close = async () => {
      endless.closeAllConnections()
      endless.close()
    }
    const model = openChatModel({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      model: 'endless',
      apiKey: 'none',
      structuredOutput: 'functionCalling',
      timeoutMs: 20_000,
    })
    const { signal } = new AbortController()
    const answer = model.fill({ system: '规则', user: '问题', schema, schemaName: 'basket', signal })
    await expect(answer).rejects.toMatchObject({ reason: 'refused' })
    expect(written).toBeLessThan(50_000_000)
  })

  it.each(['streaming', 'whole'])('gives up a reply that never ends, %s', async (way) => {
    const { fill } = await openAt([{ does: 'fail', status: 200, body: 'x'.repeat(20_000_000) }], {
      timeoutMs: 60_000,
      firstTokenMs: 60_000,
    })
    await expect(fill(way === 'streaming' ? () => {} : undefined)).rejects.toMatchObject({
      reason: 'bad_output',
    })
  })

  it('fails at once when nobody listens', async () => {
    const { fill, server } = await openAt([{ does: 'hang' }])
    await server.close()
    close = async () => {}
    await expect(fill(() => {})).rejects.toMatchObject({ reason: 'unreachable', retryable: true })
  })

  it('lets go of the server when the turn is cancelled', async () => {
    const { fill, server } = await openAt([{ does: 'stall', text: json.slice(0, 20) }], { idleMs: 20_000 })
    const turn = new AbortController()
    const answer = fill(() => turn.abort(), turn.signal)
    await expect(answer).rejects.toMatchObject({
      name: 'ModelFailedError',
      reason: 'timeout',
      retryable: false,
    })
    await expect.poll(server.unfinished).toBe(0)
    await expect(fill(undefined, turn.signal)).rejects.toBeInstanceOf(ModelFailedError)
  })

  it('keeps the key out of its complaints', async () => {
    const body = JSON.stringify({ error: { message: 'Incorrect API key: secret-key-1' } })
    const { fill } = await openAt([{ does: 'fail', status: 401, body }])
    const error: unknown = await fill().catch((e: unknown) => e)
    expect(String(error)).toContain('MODEL_API_KEY')
    expect(JSON.stringify(error) + String(error)).not.toContain('secret-key-1')
  })
})
