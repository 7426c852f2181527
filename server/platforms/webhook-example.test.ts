import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createWebhookChannel } from '../../channels/webhook/webhook-channel.js'
import { testDatabases } from '../../storage/test-database.js'
import { startTestServer } from '../http-test-server.js'
import { freePort } from '../spawn-work-platform.js'

const CLIENT = join(import.meta.dirname, '..', '..', 'examples', 'webhook-client', 'webhook-client.mjs')
const KEY = { id: 'k1', secret: 'a-secret-of-this-test-with-32-bytes' }

it('the example of a system behind the webhook asks what is typed, and prints the answer', async () => {
  const database = await testDatabases()[0]!.open()
  const port = await freePort()
  const server = await startTestServer({
    database,
    channels: ({ now }) => [createWebhookChannel({ url: `http://127.0.0.1:${port}/`, keys: [KEY] }, now)],
  })
  const client = spawn(process.execPath, [CLIENT, '--port', String(port), '--wenfa', server.url], {
    env: { ...process.env, WEBHOOK_KEYS: `${KEY.id}:${KEY.secret}` },
  })
  let printed = ''
  client.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  client.stderr.pipe(process.stderr)
  try {
    await vi.waitFor(() => expect(printed).toContain('Ask a question'), 20_000)
    client.stdin.write('老板欠薪\n')
    await vi.waitFor(() => expect(printed).toContain('\n答：老板欠薪\n'), 20_000)
  } finally {
    client.kill()
    await server.close()
    await database.drop()
  }
})
