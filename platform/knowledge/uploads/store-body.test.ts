import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { storeBody } from './store-body.js'

let folder: string
let server: Server
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-body-'))
  server = createServer(async (incoming, response) => {
    try {
      await storeBody(incoming, incoming.url === '/full' ? '/dev/full' : join(folder, 'file'), 1)
      response.end('stored')
    } catch (error) {
      response.end(String(error))
    }
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterEach(async () => {
  agent.destroy()
  server.closeAllConnections()
  await rm(folder, { recursive: true, force: true })
})

/** Over the one connection; a new one is made where that is given up. */
function send(path: string, bytes: Buffer): Promise<{ text: string; isReused: boolean }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method: 'POST', path: `/${path}` })
    sent.on('error', reject).on('response', async (response) => {
      let text = ''
      for await (const piece of response) text += piece
      resolve({ text, isReused: sent.reusedSocket })
    })
    sent.end(bytes)
  })
}

it('reads on when it can keep no more, so that the next request over the connection does not wait', async () => {
  expect((await send('large', Buffer.alloc(30_000_000))).text).toContain('1 MB')
  if (existsSync('/dev/full')) {
    const full = await send('full', Buffer.alloc(30_000_000))
    expect(full).toEqual({ text: expect.stringContaining('ENOSPC'), isReused: true })
  }
  expect(await send('small', Buffer.from('第一条'))).toEqual({ text: 'stored', isReused: true })
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('第一条')
})
