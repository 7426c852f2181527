import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createQueryEmbedder } from '../query-embedder.js'
import { openEmbeddingEndpoint } from './openai-embedder.js'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** Speaks the embeddings API as OpenAI documents it. */
async function serveEmbeddings(
  vectorOf: (text: string, call: number) => number[] | string,
  { most = Number.POSITIVE_INFINITY } = {},
) {
  const requests: { input: string[]; model: string; encoding_format?: string }[] = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const parsed = JSON.parse(body) as { input: string[] | string; model: string; encoding_format?: string }
    const input = [parsed.input].flat()
    requests.push({ ...parsed, input })
    const data = input.slice(0, most).map((text, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(text, requests.length),
    }))
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        object: 'list',
        data,
        model: parsed.model,
        usage: { prompt_tokens: 1, total_tokens: 1 },
      }),
    )
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { requests, endpoint: { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'bge-m3', apiKey: 'none' } }
}

it('asks for floats and gives unit vectors in order', async () => {
  const { requests, endpoint } = await serveEmbeddings((text) => [text.length, 0, 0])
  const embedder = await openEmbeddingEndpoint(endpoint)
  expect(embedder.dimension).toBe(3)
  const rows = await embedder.embed(Array.from({ length: 70 }, (_, i) => '法'.repeat(i + 1)))
  expect(rows).toHaveLength(210)
  expect(rows[0]).toBe(1)
  expect(requests.every((request) => request.encoding_format === 'float' && request.model === 'bge-m3')).toBe(
    true,
  )
  expect(requests.length).toBe(3)
})

it('refuses a vector of another dimension', async () => {
  const { endpoint } = await serveEmbeddings((_, call) => (call === 1 ? [1, 0] : [1, 0, 0]))
  const embedder = await openEmbeddingEndpoint(endpoint)
  await expect(embedder.embed(['法'])).rejects.toThrow('3 numbers where 2 were due')
})

it('leaves a search to the keywords while the endpoint is away, with one line in the log', async () => {
  const lines: string[] = []
  const endpoint = { baseUrl: 'http://127.0.0.1:9/v1', model: 'bge-m3', apiKey: 'none' }
  const embed = createQueryEmbedder(endpoint, 3, (line) => lines.push(line))
  expect(await embed('工资')).toBeNull()
  expect(await embed('工资')).toBeNull()
  expect(lines).toHaveLength(1)
})

it('says so when there are fewer vectors than texts', async () => {
  const { endpoint } = await serveEmbeddings(() => [1, 0], { most: 1 })
  const embedder = await openEmbeddingEndpoint(endpoint)
  await expect(embedder.embed(['法', '律'])).rejects.toThrow('did not give a vector for each of 2 texts')
})

it('understands base64, which some servers answer whatever they are asked for', async () => {
  const base64 = (numbers: number[]) => Buffer.from(new Float32Array(numbers).buffer).toString('base64')
  const { endpoint, requests } = await serveEmbeddings(() => base64([0, 3, 4]))
  const embedder = await openEmbeddingEndpoint(endpoint)
  expect(embedder.dimension).toBe(3)
  const [x, y, z] = await embedder.embed(['法'])
  expect([x, y, z]).toEqual([0, expect.closeTo(0.6, 6), expect.closeTo(0.8, 6)])
  expect(requests[0]?.encoding_format).toBe('float')
})

const FAST = { timeoutMs: 300, connectMs: 300, tries: 2, retryMs: 20 }

/** Answers the first so many requests by itself, then as the API does. */
async function serveFaults(most: number, fault: (response: ServerResponse) => void) {
  let asked = 0
  let open = 0
  server = createServer((_, response) => {
    asked++
    open++
    response.once('close', () => open--)
    if (asked <= most) return fault(response)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ object: 'list', data: [{ index: 0, embedding: [1, 0] }], model: 'm' }))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint = { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'bge-m3', apiKey: 'none' }
  return { endpoint, asked: () => asked, open: () => open }
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message: `status ${code}` } }))
const answer = (body: string) => (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(body)
const begin = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"object": "list", "data": [')

it.each([
  ['is busy', status(429), 0],
  ['is busy and says until when', status(429, { 'retry-after': '1' }), 990],
  ['stumbles', status(503), 0],
])('asks a server again that %s', async (_, fault, leastMs) => {
  const { endpoint, asked } = await serveFaults(1, fault)
  const startedMs = performance.now()
  expect((await openEmbeddingEndpoint(endpoint, FAST)).dimension).toBe(2)
  expect(asked()).toBe(2)
  expect(performance.now() - startedMs).toBeGreaterThan(leastMs)
})

const FAULTS: [string, (response: ServerResponse) => void, RegExp, number][] = [
  ['refuses the key', status(401), /status 401/, 1],
  ['is busy for good', status(429), /status 429/, 3],
  ['is busy for longer than an index waits', status(429, { 'retry-after': '600' }), /status 429/, 1],
  ['always stumbles', status(500), /status 500/, 3],
  ['hangs before the first byte', () => {}, /timed out|within 300 ms/, 3],
  ['stalls midway', begin, /timed out|within 300 ms|aborted/, 3],
  [
    'drips',
    (response) => {
      begin(response)
      const timer = setInterval(() => response.write('[0.1],'), 20)
      response.once('close', () => clearInterval(timer))
    },
    /timed out|within 300 ms|aborted/,
    3,
  ],
  [
    'cuts the connection',
    (response) => {
      begin(response)
      setTimeout(() => response.destroy(), 10)
    },
    /terminated|Connection/,
    3,
  ],
  ['sends malformed JSON', answer('{"data": ['), /JSON/, 1],
  [
    'has nothing in its answer',
    answer('{"object": "list", "data": []}'),
    /gave no vector|a vector for each/,
    1,
  ],
  ['sends an error with a 200', answer('{"error": {"message": "overloaded"}}'), /a vector for each/, 1],
  ['sends no numbers', answer('{"data": [{"index": 0, "embedding": [null, "x"]}]}'), /not all numbers/, 2],
  ['sends a page', answer('<html>'), /JSON|a vector for each/, 1],
]
it.each(FAULTS)('an index is told of a server that %s', async (_, fault, message, requests) => {
  const { endpoint, asked, open } = await serveFaults(Number.POSITIVE_INFINITY, fault)
  const embedding = openEmbeddingEndpoint(endpoint, FAST).then((embedder) => embedder.embed(['法']))
  await expect(embedding).rejects.toThrow(message)
  await expect(embedding).rejects.toThrow(/^Embedding model bge-m3/)
  expect(asked()).toBe(requests)
  await expect.poll(open).toBe(0)
})

it.each(FAULTS)('a search goes on by keywords with a server that %s', async (_, fault) => {
  const { endpoint } = await serveFaults(Number.POSITIVE_INFINITY, fault)
  const lines: string[] = []
  const embed = createQueryEmbedder(endpoint, 2, (line) => lines.push(line), { patienceMs: 200 })
  const startedMs = performance.now()
  expect(await embed('工资')).toBeNull()
  expect(performance.now() - startedMs).toBeLessThan(900)
  expect(lines).toHaveLength(1)
})

it('tries a server again that was left alone', async () => {
  const { endpoint, asked } = await serveFaults(1, status(500))
  const embed = createQueryEmbedder(endpoint, 2, () => {}, { patienceMs: 1000, pauseMs: 50 })
  expect(await embed('工资')).toBeNull()
  expect(await embed('工资')).toBeNull()
  expect(asked()).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(await embed('工资')).toEqual(new Float32Array([1, 0]))
})
