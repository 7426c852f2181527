import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the stand-in does with one request. Text goes into a tool call where the request forces one. */
export type Behaviour =
  | { does: 'write'; text: string; ignoresTools?: boolean; finishReason?: string; pauseMs?: number }
  | { does: 'hang' }
  /** Streams the text, then says nothing more and keeps the connection open. */
  | { does: 'stall'; text: string }
  /** Streams the text, then breaks the connection; without text at once. */
  | { does: 'cut'; text: string }
  /** Ends the stream in an orderly way, but in the middle of the answer. */
  | { does: 'end early'; text: string }
  | { does: 'fail'; status: number; headers?: Record<string, string>; body?: string }
  | { does: 'garbage' }
  | { does: 'no choices' }

export interface ReceivedRequest {
  authorization: string | undefined
  body: Record<string, unknown> & {
    messages: { role: string; content: string }[]
    stream?: boolean
    tools?: { function: { name: string; parameters: Record<string, unknown> } }[]
    response_format?: { type: string }
  }
}

/** An OpenAI-compatible chat server on loopback. Behaviours are used up in order; the last one stays. */
export async function startStandInModel(...behaviours: Behaviour[]) {
  const requests: ReceivedRequest[] = []
  const queue = [...behaviours]
  let unfinished = 0
  const server = createServer(async (request, response) => {
    unfinished++
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
  if (behaviour.does === 'no choices') {
    const nothing = JSON.stringify({ id: 'x', object: 'chat.completion', choices: [] })
    return void response.end(body.stream ? `data: ${nothing}\n\ndata: [DONE]\n\n` : nothing)
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
  }
  response.end('data: [DONE]\n\n')
}

function answerWhole(
  behaviour: Behaviour & { text: string },
  body: ReceivedRequest['body'],
  response: ServerResponse,
): void {
  if (behaviour.does === 'stall') return void response.write('{"id": "x", ')
  if (behaviour.does !== 'write') return void response.write('{"id": "x", ', () => response.destroy())
  const asTool = usesTool(behaviour, body)
  const message = { role: 'assistant', content: '', ...deltaOf(behaviour.text, asTool, body) }
  const finish_reason = behaviour.finishReason ?? (asTool ? 'tool_calls' : 'stop')
  const choices = [{ index: 0, message, finish_reason }]
  response.end(JSON.stringify({ id: 'x', object: 'chat.completion', model: 'stand-in', choices }))
}

function usesTool(behaviour: Behaviour, body: ReceivedRequest['body']): boolean {
  return body.tools !== undefined && !(behaviour.does === 'write' && behaviour.ignoresTools)
}

function deltaOf(text: string, asTool: boolean, body: ReceivedRequest['body']) {
  if (!asTool) return { content: text }
  const name = body.tools![0]!.function.name
  return { tool_calls: [{ index: 0, id: 'call-1', type: 'function', function: { name, arguments: text } }] }
}

function event(choice: Record<string, unknown>): string {
  const chunk = {
    id: 'x',
    object: 'chat.completion.chunk',
    model: 'stand-in',
    choices: [{ index: 0, ...choice }],
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
