import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ChatModelOptions, type ModelCall, openChatModel } from '../chat-model.js'

const schema = z.object({ fruit: z.string() })

let close = () => {}
afterEach(() => close())

/** Ollama's own protocol: lines of JSON at /api/chat. */
async function startOllama(message: Record<string, unknown>) {
  const requests: { url: string | undefined; body: Record<string, unknown> }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    requests.push({ url: request.url, body: JSON.parse(body) })
    const line = (part: Record<string, unknown>) =>
      response.write(
        `${JSON.stringify({ model: 'qwen3:8b', created_at: '2026-11-24T02:00:00Z', ...part })}\n`,
      )
    line({ message: { role: 'assistant', ...message }, done: false })
    const counts = { prompt_eval_count: 11, eval_count: 5 }
    line({ message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop', ...counts })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

function fillWith(options: Partial<ChatModelOptions>, onText?: (text: string) => void) {
  const calls: ModelCall[] = []
  const model = openChatModel({
    model: 'ollama:qwen3:8b',
    apiKey: 'none',
    structuredOutput: 'functionCalling',
    timeoutMs: 20_000,
    onCall: (call) => calls.push(call),
    ...options,
  })
  const { signal } = new AbortController()
  const filled = model.fill({ system: '规则', user: '问', schema, schemaName: 'basket', signal, onText })
  return { filled, calls }
}

describe('another provider', () => {
  it.each([
    ['streamed', () => {}],
    ['whole', undefined],
  ])('is a package and a setting away: Ollama in its own protocol, %s', async (_, onText) => {
    const call = { function: { name: 'basket', arguments: { fruit: '苹果' } } }
    const server = await startOllama({ content: '', tool_calls: [call] })
    const { filled, calls } = fillWith({ baseUrl: server.baseUrl, parameters: { topP: 0.5 } }, onText)
    expect(await filled).toEqual({ fruit: '苹果' })
    expect(server.requests[0]).toMatchObject({
      url: '/api/chat',
      body: { model: 'qwen3:8b', options: { top_p: 0.5, temperature: 0 } },
    })
    expect(calls).toMatchObject([{ outcome: 'filled', usage: { inputTokens: 11, outputTokens: 5 } }])
  })

  it('may be told in other words of its own to write JSON', async () => {
    const server = await startOllama({ content: '{"fruit": "梨"}' })
    const { filled } = fillWith({
      parameters: { baseUrl: server.baseUrl, format: 'json', temperature: null },
      structuredOutput: 'jsonMode',
    })
    expect(await filled).toEqual({ fruit: '梨' })
    expect(server.requests[0]!.body.format).toBe('json')
    expect((server.requests[0]!.body.options as Record<string, unknown>).temperature).toBeUndefined()
  })

  it.each([
    ['anthropic:claude', /npm install @langchain\/anthropic/],
    ['qwen:7b', /set MODEL_BASE_URL, or name one of openai, anthropic/],
  ])('that is not there is told with what to do: %s', async (model, message) => {
    await expect(fillWith({ model }).filled).rejects.toMatchObject({
      name: 'ModelFailedError',
      reason: 'refused',
      message: expect.stringMatching(message),
    })
  })
})
