import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TICKET_STATUSES } from '../../bot/ticket-ports.js'
import { copyStarter } from '../copy-starter.js'
import { DEMO_STAFF } from '../demo/demo-staff.js'
import { runWenfa } from '../spawn-server.js'

interface Demo {
  conversations: number
  tickets: number
  links: { login: string; url: string }[]
}

describe('wenfa demo', () => {
  let dataDir: string
  const wenfa = (...args: string[]) => runWenfa([...args, '--data', dataDir, '--json'])
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wenfa-demo-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  it('fills an empty folder with a ticket in every state and a link for everybody, all called a demonstration', async () => {
    const { code, stdout } = await wenfa('demo')
    expect(code).toBe(0)
    const demo = JSON.parse(stdout) as Demo
    expect(demo.links.map(({ login }) => login)).toEqual(DEMO_STAFF.map(({ login }) => login))
    for (const { url } of demo.links) expect(url).toMatch(/\/desk\/set-up#[\w-]{43}$/)
    for (const { name, office } of DEMO_STAFF) {
      expect(name).toContain('演示')
      expect(office ?? '演示').toContain('演示')
    }
    const listed = JSON.parse((await wenfa('tickets', 'list', '--all')).stdout) as {
      tickets: { status: string }[]
    }
    expect(listed.tickets).toHaveLength(demo.tickets)
    expect(new Set(listed.tickets.map(({ status }) => status))).toEqual(new Set(TICKET_STATUSES))
    const callBacks = JSON.parse((await wenfa('tickets', 'list', '--call-back')).stdout) as { total: number }
    expect(callBacks.total).toBe(1)
  })

  it('prints the address that the server will have: the port given, else one that is not taken', async () => {
    const taken = createServer()
    // Where another program has it already, it is taken as well.
    await new Promise((resolve) =>
      taken.once('error', resolve).listen(8080, '127.0.0.1', () => resolve(null)),
    )
    const folders = [`${dataDir}-given`, `${dataDir}-taken`]
    try {
      for (const folder of folders) await copyStarter(folder)
      const given = await runWenfa(['demo', '--port', '8391', '--data', folders[0]!])
      expect(given.stdout).toMatch(/npm start -- --data \S+-given --port 8391 启动/)
      expect(given.stdout.match(/http:\/\/\S+\/desk/g)).toEqual(
        DEMO_STAFF.map(() => 'http://127.0.0.1:8391/desk'),
      )
      const { links } = JSON.parse((await runWenfa(['demo', '--data', folders[1]!, '--json'])).stdout) as Demo
      expect(new URL(links[0]!.url).port).toMatch(/^80(8[1-9]|9\d)$/)
    } finally {
      taken.close()
      for (const folder of folders) await rm(folder, { recursive: true, force: true })
    }
  })

  it('refuses a folder that holds tickets', async () => {
    const { code, stderr } = await wenfa('demo')
    expect(code).toBe(2)
    expect(stderr).toContain('has tickets already')
  })
})
