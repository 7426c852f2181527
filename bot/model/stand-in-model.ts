import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the stand-in does with one request. Text goes into a tool call where the request forces one. */
export type Behaviour =
  /** With a pause before each piece of a few characters, streamed or not. */
  | { does: 'write'; text: string; ignoresTools?: boolean; finishReason?: string; pauseMs?: number }
  | { does: 'hang' }
  /** Answers at once with headers and an empty piece, then keeps the connection open with comments only. */
  | { does: 'keep alive' }
  /** Streams the text, then says nothing more and keeps the connection open. */
  | { does: 'stall'; text: string }
  /** Streams the text, then breaks the connection; without text at once. */
  | { does: 'cut'; text: string }
  /** Ends the stream in an orderly way, but in the middle of the answer. */
  | { does: 'end early'; text: string }
  | { does: 'fail'; status: number; headers?: Record<string, string>; body?: string }
  | { does: 'garbage' }
  | { does: 'no choices' }
  /** 200, and the complaint where the answer should be. */
  | { does: 'complain'; message: string }
  /** The field that OpenAI has for it; the content is empty. */
  | { does: 'refuse'; refusal: string }

/** What the stand-in counts, wherever it is asked to. */
const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 }

export interface ReceivedRequest {
  authorization: string | undefined
  body: Record<string, unknown> & {
    messages: { role: string; content: string }[]
    stream?: boolean
    stream_options?: { include_usage?: boolean }
    tools?: { function: { name: string; parameters: Record<string, unknown> } }[]
    response_format?: { type: string }
  }
}

/** An OpenAI-compatible chat server on loopback. Behaviours are used up in order; the last one stays. */
export async function startStandInModel(...behaviours: Behaviour[]) {
  const requests: ReceivedRequest[] = []
  const queue = [...behaviours]
  let unfinished = 0
  let most = 0
  const server = createServer(async (request, response) => {
    unfinished++
    most = Math.max(most, unfinished)
    response.once('close', () => unfinished--)
    requests.push({ authorization: request.headers.authorization, body: JSON.parse(await bodyOf(request)) })
    const behaviour = queue.length > 1 ? queue.shift()! : queue[0]!
    await behave(behaviour, requests.at(-1)!.body, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    /** Replies that somebody still waits for. */
    unfinished: () => unfinished,
    /** The most that ever were at work at once. */
    most: () => most,
    /** From now on it does something else. */
    become(...behaviours: Behaviour[]): void {
      queue.splice(0, queue.length, ...behaviours)
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function behave(
  behaviour: Behaviour,
  body: ReceivedRequest['body'],
  response: ServerResponse,
): Promise<void> {
  if (behaviour.does === 'hang') return
  if (behaviour.does === 'fail') {
    response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers })
    response.end(behaviour.body ?? JSON.stringify({ error: { message: `status ${behaviour.status}` } }))
    return
  }
  response.writeHead(200, { 'content-type': body.stream ? 'text/event-stream' : 'application/json' })
  if (behaviour.does === 'garbage')
    return void response.end(body.stream ? 'data: {"id": "x", \n\n' : '{"id": ')
  if (behaviour.does === 'no choices' || behaviour.does === 'complain') {
    const { does } = behaviour
    const nothing = JSON.stringify(
      does === 'complain'
        ? { error: { message: behaviour.message, type: 'server_error' } }
        : { id: 'x', object: 'chat.completion', choices: [] },
    )
    return void response.end(body.stream ? `data: ${nothing}\n\ndata: [DONE]\n\n` : nothing)
  }
  if (behaviour.does === 'refuse') return refuse(behaviour.refusal, body, response)
  if (behaviour.does === 'keep alive') {
    if (body.stream) response.write(event({ delta: { role: 'assistant', content: '' } }))
    const timer = setInterval(() => response.write(body.stream ? ': alive\n\n' : ' '), 20)
    return void response.once('close', () => clearInterval(timer))
  }
  if (!body.stream) return answerWhole(behaviour, body, response)

  const asTool = usesTool(behaviour, body)
  response.write(event({ delta: { role: 'assistant', content: '' } }))
  for (const piece of pieces(behaviour.text)) {
    if (response.destroyed) return
    response.write(event({ delta: deltaOf(piece, asTool, body) }))
    await sleep(behaviour.does === 'write' ? (behaviour.pauseMs ?? 0) : 1)
  }
  if (behaviour.does === 'stall') return
  if (behaviour.does === 'cut') return void response.destroy()
  if (behaviour.does === 'write') {
    const finish_reason = behaviour.finishReason ?? (asTool ? 'tool_calls' : 'stop')
    response.write(event({ delta: {}, finish_reason }))
    if (body.stream_options?.include_usage) response.write(event(null, { usage: USAGE }))
  }
  response.end('data: [DONE]\n\n')
}

async function answerWhole(
  behaviour: Behaviour & { text: string },
  body: ReceivedRequest['body'],
  response: ServerResponse,
): Promise<void> {
  if (behaviour.does === 'stall') return void response.write('{"id": "x", ')
  if (behaviour.does !== 'write') return void response.write('{"id": "x", ', () => response.destroy())
  const asTool = usesTool(behaviour, body)
  const message = { role: 'assistant', content: '', ...deltaOf(behaviour.text, asTool, body) }
  const finish_reason = behaviour.finishReason ?? (asTool ? 'tool_calls' : 'stop')
  const choices = [{ index: 0, message, finish_reason }]
  const { pauseMs } = behaviour
  if (pauseMs === undefined) return void response.end(whole(choices))
  for (const piece of pieces(whole(choices))) {
    if (response.destroyed) return
    response.write(piece)
    await sleep(pauseMs)
  }
  response.end()
}

function refuse(refusal: string, body: ReceivedRequest['body'], response: ServerResponse): void {
  if (!body.stream) {
    const message = { role: 'assistant', content: null, refusal }
    return void response.end(whole([{ index: 0, message, finish_reason: 'stop' }]))
  }
  response.write(event({ delta: { role: 'assistant', content: null } }))
  for (const piece of pieces(refusal)) response.write(event({ delta: { refusal: piece } }))
  response.end(`${event({ delta: {}, finish_reason: 'stop' })}data: [DONE]\n\n`)
}

function whole(choices: unknown[]): string {
  return JSON.stringify({ id: 'x', object: 'chat.completion', model: 'stand-in', choices, usage: USAGE })
}

function usesTool(behaviour: Behaviour, body: ReceivedRequest['body']): boolean {
  return body.tools !== undefined && !(behaviour.does === 'write' && behaviour.ignoresTools)
}

function deltaOf(text: string, asTool: boolean, body: ReceivedRequest['body']) {
  if (!asTool) return { content: text }
  const name = body.tools![0]!.function.name
  return { tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: { name, arguments: text } }] }
}

function event(choice: Record<string, unknown> | null, more: Record<string, unknown> = {}): string {
  const chunk = {
    id: 'x',
    object: 'chat.completion.chunk',
    model: 'stand-in',
    choices: choice ? [{ index: 0, ...choice }] : [],
    ...more,
  }
  return `data: ${JSON.stringify(chunk)}\n\n`
}

function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,7}/g) ?? []
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
