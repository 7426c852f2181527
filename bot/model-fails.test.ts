import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChatModel } from './chat-model.js'
import { openChatModel } from './chat-model.js'
import { openTestBot } from './fixtures/open-test-bot.js'
import { type Behaviour, startStandInModel } from './model/stand-in-model.js'
import { renderText } from './render-text.js'
import { zhCN } from './words/zh-CN.js'

const WAGES = '老板拖了我三个月工资，一直没签合同，我还能要回来吗'
const FIRST_TOKEN_MS = 400
const IDLE_MS = 300
const TIMEOUT_MS = 1000
const SPOKEN = '{"settled": true, "summary": {"sources": [{"sourceNumber": 1, "quote": "'

/** Each with the longest time until the fault can be known. */
const FAULTS: [string, Behaviour[], number][] = [
  ['refuses the key', [{ does: 'fail', status: 401 }], 0],
  ['lacks json_schema', [{ does: 'fail', status: 400 }], 0],
  ['is busy', [{ does: 'fail', status: 429 }], 0],
  ['is busy for a second', [{ does: 'fail', status: 429, headers: { 'retry-after': '1' } }], 0],
  ['is busy for a minute', [{ does: 'fail', status: 429, headers: { 'retry-after': '60' } }], 0],
  ['stumbles', [{ does: 'fail', status: 500 }], 0],
  ['hangs before the first byte', [{ does: 'hang' }], FIRST_TOKEN_MS],
  ['hangs before the first token', [{ does: 'keep alive' }], FIRST_TOKEN_MS],
  ['stalls midway', [{ does: 'stall', text: SPOKEN }], IDLE_MS],
  ['cuts the connection', [{ does: 'cut', text: SPOKEN }], 0],
  ['cuts it at once', [{ does: 'cut', text: '' }], 0],
  ['ends early', [{ does: 'end early', text: SPOKEN }], 0],
  ['sends a broken protocol', [{ does: 'garbage' }], 0],
  ['sends malformed JSON', [{ does: 'write', text: SPOKEN }], 0],
  ['has no choices', [{ does: 'no choices' }], 0],
  ['refuses to answer', [{ does: 'refuse', refusal: '抱歉，我不能回答。' }], 0],
  ['refuses in prose', [{ does: 'write', text: '抱歉，我不能回答。' }], 0],
  ['withholds its answer', [{ does: 'write', text: SPOKEN, finishReason: 'content_filter' }], 0],
  ['sends an error with a 200', [{ does: 'complain', message: 'overloaded' }], 0],
  ['drips', [{ does: 'write', text: SPOKEN.padEnd(5000, '慢'), pauseMs: 50 }], TIMEOUT_MS],
  ['stumbles, then hangs', [{ does: 'fail', status: 503 }, { does: 'hang' }], FIRST_TOKEN_MS],
]

describe('a turn whose model server', () => {
  let server: Awaited<ReturnType<typeof startStandInModel>>
  let bot: Awaited<ReturnType<typeof openTestBot>>
  let model: ChatModel
  let expected: Awaited<ReturnType<typeof bot.ask>>
  const errors: unknown[] = []
  beforeAll(async () => {
    // Loading it takes seconds on a busy machine, once; it is no part of what is timed here.
    await Promise.all([import('langchain/chat_models/universal'), import('@langchain/openai')])
    server = await startStandInModel({ does: 'hang' })
    bot = await openTestBot({
      model: { name: 'stand-in', fill: (request) => model.fill(request) },
      onModelError: (error) => errors.push(error),
      readSwitches: async () => off,
    })
    off.set('model', '2026-11-24T02:00:00.000Z')
    expected = await bot.ask(WAGES)
    off.clear()
  })
  afterAll(async () => {
    await bot.close()
    await server.close()
  })
  const off = new Map<string, string>()
  beforeEach(() => {
    errors.length = 0
    // One of its own for each: none is left alone for the faults of another.
    model = openChatModel({
      ...{ baseUrl: server.baseUrl, model: 'stand-in', apiKey: 'none', structuredOutput: 'functionCalling' },
      ...{ timeoutMs: TIMEOUT_MS, firstTokenMs: FIRST_TOKEN_MS, idleMs: IDLE_MS, connectMs: 300 },
    })
  })

  it.each(FAULTS)(
    '%s ends with the answer from the sources, in time and in plain words',
    async (_, behaviours, knownMs) => {
      server.become(...behaviours)
      const asked = server.requests.length
      const startedMs = performance.now()
      const { outcome, answer } = await bot.ask(WAGES)
      expect(performance.now() - startedMs).toBeLessThan(knownMs + 2000)
      expect(server.requests.length).toBeGreaterThan(asked)
      expect(errors[0]).toMatchObject({ name: 'ModelFailedError' })
      expect([outcome, answer]).toEqual([expected.outcome, expected.answer])
      expect(renderText(answer, zhCN)).not.toMatch(
        /模型|接口|超时|错误|[Ee]rror|HTTP|API|JSON|timeout|\b[45]\d\d\b/,
      )
    },
  )

  it('is left alone is answered at once, without a request', async () => {
    server.become({ does: 'fail', status: 401 })
    await bot.ask(WAGES)
    server.become({ does: 'fail', status: 500 })
    for (let i = 0; i < 5; i++) await bot.ask(WAGES)
    const asked = server.requests.length
    const startedMs = performance.now()
    const { answer } = await bot.ask(WAGES)
    expect(performance.now() - startedMs).toBeLessThan(500)
    expect(server.requests).toHaveLength(asked)
    expect(errors.at(-1)).toMatchObject({ reason: 'paused' })
    expect(answer).toEqual(expected.answer)
  })
})
