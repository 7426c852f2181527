import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createConversations } from '../bot/conversations.js'
import { createOutput } from './cli/output.js'
import { readConfig } from './config.js'
import { copyStarter } from './copy-starter.js'
import { startServer } from './start-server.js'
import { openWorkspace } from './workspace.js'

const output = { ...createOutput(true), say: () => {} }

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wenfa-start-'))
  await copyStarter(dataDir)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

it('is ready whatever a process before left behind, and answers what can be read of it', async () => {
  const config = readConfig({ WENFA_LOG_LEVEL: 'silent' }, dataDir)
  const { db, transact, dataKey, close } = await openWorkspace(config, output)
  const now = () => new Date()
  const conversations = createConversations({ db, transact, dataKey, mask: (text) => text, now, randomBytes })
  const leave = async (text: string) => {
    const { id, secret } = await conversations.create({ channel: 'web' })
    const accepted = await conversations.accept({ conversationId: id, clientMessageId: 'm1', text })
    if (accepted.status !== 'new') throw new Error(accepted.status)
    return { id, secret, messageId: accepted.messageId }
  }
  const damaged = await leave('问')
  await db
    .updateTable('messages')
    .set({ text_encrypted: 'v1.damaged' })
    .where('id', '=', damaged.messageId)
    .execute()
  const sound = await leave('你好')
  await close()

  const server = await startServer(config, output, { host: '127.0.0.1', port: 0 })
  try {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    await expect
      .poll(
        async () => {
          const response = await fetch(`${server.url}/api/conversations/${sound.id}/messages`, {
            headers: { authorization: `Bearer ${sound.secret}` },
          })
          const { messages } = (await response.json()) as { messages: { reply?: { outcome: string } }[] }
          return messages[0]?.reply?.outcome
        },
        { timeout: 20_000 },
      )
      .toBeDefined()
  } finally {
    await server.close()
  }
})

it('says which port is taken, and how to name another', async () => {
  const config = readConfig({ WENFA_LOG_LEVEL: 'silent' }, dataDir)
  const server = await startServer(config, output, { host: '127.0.0.1', port: 0 })
  const port = Number(new URL(server.url).port)
  try {
    const other = readConfig({ WENFA_LOG_LEVEL: 'silent' }, join(dataDir, 'other'))
    await expect(startServer(other, output, { host: '127.0.0.1', port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program: name another with --port`,
    )
  } finally {
    await server.close()
  }
})

it('refuses to be the second with one SQLite folder, which would send every message twice', async () => {
  const config = readConfig({ WENFA_LOG_LEVEL: 'silent' }, dataDir)
  const start = () => startServer(config, output, { host: '127.0.0.1', port: 0 })
  const server = await start()
  try {
    await expect(start()).rejects.toThrow(`Another \`wenfa serve\` works with ${dataDir}`)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  } finally {
    await server.close()
  }
  await (await start()).close()
})

it('lets go of the folder when it fails before it listens', async () => {
  const config = readConfig({ WENFA_LOG_LEVEL: 'silent' }, dataDir)
  const listen = { host: '127.0.0.1', port: 0 }
  const broken = { ...config, logLevel: 'loud' as typeof config.logLevel }
  await expect(startServer(broken, output, listen)).rejects.toThrow('loud')
  const server = await startServer(config, output, listen)
  await server.close()
})
