// A system that talks with Wenfa over its webhook: node webhook-client.mjs --port 8310 --wenfa http://127.0.0.1:8080
// Each line typed is a message of one user; what comes for them is printed. docs/webhook.md describes the protocol.
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { port: { type: 'string' }, wenfa: { type: 'string' } } })
const [keyId, secret] = (process.env.WEBHOOK_KEYS ?? '').split(',')[0].split(/:(.*)/s)
if (!values.port || !values.wenfa || !secret) {
  console.error('Usage: WEBHOOK_KEYS=k1:SECRET node webhook-client.mjs --port PORT --wenfa URL')
  process.exit(2)
}
const user = `user-${process.pid}`
const shown = new Set()

const sign = (timestamp, nonce, path, body) => {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signed = ['WENFA1', timestamp, nonce, 'POST', path, bodyHash].join('\n')
  return createHmac('sha256', secret).update(signed).digest('hex')
}
const isGenuine = ({ headers, url }, body) => {
  const timestamp = headers['x-wenfa-timestamp'] ?? ''
  const expected = Buffer.from(sign(timestamp, headers['x-wenfa-nonce'], url, body))
  const given = Buffer.from(headers['x-wenfa-signature'] ?? '')
  const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300
  return isFresh && given.length === expected.length && timingSafeEqual(given, expected)
}

createServer(async (request, response) => {
  const body = await buffer(request)
  if (!isGenuine(request, body)) return response.writeHead(401).end()
  const { messageId, text } = JSON.parse(body)
  // The same message may come again, as after a lost response.
  if (!shown.has(messageId)) console.log(text)
  shown.add(messageId)
  response.writeHead(204).end()
}).listen(Number(values.port), '127.0.0.1', () => console.log(`Ask a question, as ${user}:`))

createInterface({ input: process.stdin }).on('line', async (text) => {
  const path = '/api/channels/webhook'
  const message = { messageId: randomUUID(), userId: user, sentAt: new Date().toISOString() }
  const body = JSON.stringify({ ...message, content: { kind: 'text', text } })
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), message.messageId]
  const headers = {
    'content-type': 'application/json',
    'x-wenfa-key-id': keyId,
    'x-wenfa-timestamp': timestamp,
    'x-wenfa-nonce': nonce,
    'x-wenfa-signature': sign(timestamp, nonce, path, body),
  }
  const response = await fetch(values.wenfa + path, { method: 'POST', body, headers })
  if (!response.ok) console.error(`Not taken: HTTP ${response.status}`)
})
