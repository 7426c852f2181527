import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createQueryEmbedder } from '../query-embedder.js'
import { openEmbeddingEndpoint } from './openai-embedder.js'

let server: Server | undefined

afterEach(() => server?.close())

/** Speaks the embeddings API as OpenAI documents it. */
async function serveEmbeddings(
  vectorOf: (text: string, call: number) => number[],
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

it.each(['before its answer', 'in the middle of its answer'])(
  'gives up an endpoint that hangs %s, and leaves no request behind',
  async (when) => {
    let open = 0
    server = createServer((_, response) => {
      open++
      response.on('close', () => open--)
      if (when === 'before its answer') return
      response.setHeader('content-type', 'application/json')
      response.write('{"object": "list"')
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const lines: string[] = []
    const endpoint = { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'bge-m3', apiKey: 'none' }
    const embed = createQueryEmbedder(endpoint, 3, (line) => lines.push(line))
    expect(await embed('工资')).toBeNull()
    expect(lines).toHaveLength(1)
    await expect.poll(() => open, { timeout: 5000 }).toBe(0)
  },
)
