import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyStarter } from '../copy-starter.js'
import { runWenfa, spawnServer } from '../spawn-server.js'

describe('wenfa backup', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-backup-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('holds what a running server has acknowledged, and is restored with the data key', async () => {
    const [data, backup] = [join(folder, 'data'), join(folder, 'backups', 'first')]
    await copyStarter(data)
    const server = await spawnServer(data)
    try {
      writeFileSync(join(data, 'holidays.json'), '{}')
      for (let conversation = 0; conversation < 3; conversation++) await askForHuman(server.url)
      const { code, stdout } = await runWenfa(['backup', backup, '--data', data, '--json'])
      expect(code).toBe(0)
      const path = join(backup, 'wenfa.db')
      expect(JSON.parse(stdout)).toEqual({ path, bytes: statSync(path).size })
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(readFileSync(join(backup, 'holidays.json'), 'utf8')).toBe('{}')
      expect(existsSync(join(backup, 'data-key'))).toBe(false)
    } finally {
      await server.stop()
    }
    copyFileSync(join(data, 'data-key'), join(backup, 'data-key'))
    const listed = await runWenfa(['tickets', 'list', '--data', backup, '--json'])
    expect(JSON.parse(listed.stdout).tickets).toHaveLength(3)
  })

  it.each([
    ['a backup that is there', 'data', 'data', 'is there already'],
    ['nothing to back up', 'none', 'second', 'There is no wenfa.db'],
  ])('refuses %s', async (_, data, backup, told) => {
    const { code, stderr } = await runWenfa(['backup', join(folder, backup), '--data', join(folder, data)])
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)])
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  it('names pg_dump where the tables are in PostgreSQL', async () => {
    const { code, stderr } = await runWenfa(['backup', join(folder, 'pg'), '--data', folder], {
      DATABASE_URL: 'postgres://127.0.0.1:1/none',
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('pg_dump')])
  })
})

async function askForHuman(url: string): Promise<void> {
  const post = async (path: string, body: unknown, secret = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(response.ok).toBe(true)
    return response.json()
  }
  const { id, secret } = (await post('/api/conversations', {})) as { id: string; secret: string }
  await post(`/api/conversations/${id}/messages`, { messageId: 'm', text: '转人工' }, secret)
}
