import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createLimitedFetch } from './fetch-limited.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('goes to the configured server alone, wherever it is sent on to', async () => {
  let asked = 0
  const inner = await serve((_request, response) => {
    asked++
    response.end('a secret of the inner network')
  })
  const outer = await serve((_request, response) => response.writeHead(307, { location: inner }).end())
  const fetchLimited = createLimitedFetch({ connectMs: 1000 })
  const response = await fetchLimited(outer, { method: 'POST', body: '{}' })
  expect([response.status, response.ok, await response.text(), asked]).toEqual([307, false, '', 0])
})
