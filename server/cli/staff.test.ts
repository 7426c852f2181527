import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../storage/open-database.js'
import { copyStarter } from '../copy-starter.js'
import { runWenfa, spawnServer } from '../spawn-server.js'
import { GOOD_PASSWORD } from '../staff-client.js'

const OFFICES = join(import.meta.dirname, '..', '..', 'knowledge', 'starter', 'offices.sample.csv')

describe('wenfa staff and wenfa audit', () => {
  let folder: string
  let dataDir: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-staff-'))
    dataDir = join(folder, 'data')
    await copyStarter(dataDir)
    await wenfa('ingest', OFFICES)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const wenfa = async (...args: string[]) => {
    const ran = await runWenfa([...args, '--data', dataDir, '--json'])
    return { ...ran, result: ran.code === 0 || ran.stdout ? JSON.parse(ran.stdout) : null }
  }

  it.each([
    [['staff', 'invite', '--role', 'handler']],
    [['staff', 'invite', '--name', '王芳', '--role', 'king']],
    [['staff', 'invite', '--name', '王芳', '--role', 'handler', '--office', '没有的机构']],
    [['staff', 'disable']],
    [['staff', 'reset-password', '查无此人']],
    [['audit', 'verify', '--noted', 'x']],
  ])('exits 2 on a usage error: %j', async (args) => {
    const { code, stdout, stderr } = await runWenfa([...args, '--data', dataDir])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
  })

  it('invites, lists, resets and disables, beside a running server', async () => {
    const server = await spawnServer(dataDir, { WENFA_LOG_LEVEL: 'silent' })
    try {
      const post = (path: string, body: unknown) =>
        fetch(`${server.url}/api/staff${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      const invited = await wenfa(
        ...['staff', 'invite', '--role', 'supervisor', '--name', '王芳', '--login', 'wangfang'],
        ...['--office', '示例南京市公共法律服务中心'],
      )
      const tokenOf = (url: string) => /\/desk\/set-up#(.+)$/.exec(url)![1]!
      const set = await post('/set-up', { token: tokenOf(invited.result.url), password: GOOD_PASSWORD })
      expect(await set.json()).toMatchObject({ member: { role: 'supervisor', name: '王芳' } })
      expect((await wenfa('staff', 'list')).result).toContainEqual(
        expect.objectContaining({
          login: 'wangfang',
          status: 'active',
          office: '示例南京市公共法律服务中心',
        }),
      )
      const again = await wenfa(
        'staff',
        'invite',
        '--role',
        'handler',
        '--name',
        '别人',
        '--login',
        'WangFang',
      )
      expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('login_taken')])

      const reset = await wenfa('staff', 'reset-password', 'wangfang')
      const next = `${GOOD_PASSWORD}又一年`
      expect((await post('/set-up', { token: tokenOf(reset.result.url), password: next })).status).toBe(200)
      expect((await post('/session', { login: 'wangfang', password: GOOD_PASSWORD })).status).toBe(401)
      expect((await post('/session', { login: 'wangfang', password: next })).status).toBe(200)
      await wenfa('staff', 'disable', 'wangfang')
      expect((await post('/session', { login: 'wangfang', password: next })).status).toBe(401)
    } finally {
      expect(await server.stop()).toBe(0)
    }
  })

  it('prints a link where nobody administers the server, once', async () => {
    const said = async () => {
      const server = await spawnServer(dataDir, { WENFA_LOG_LEVEL: 'silent' })
      await server.stop()
      return server.said()
    }
    // The server of the test before has made the account.
    const links = (await wenfa('staff', 'list')).result.filter(
      ({ login }: { login: string }) => login === 'admin',
    )
    expect(links).toMatchObject([{ role: 'administrator', status: 'invited' }])
    expect(await said()).not.toContain('/desk/set-up#')
    const { db, close } = await openDatabase({ dataDir })
    await sql`update staff_invites set expires_at = '2020-01-01T00:00:00.000Z'`.execute(db)
    await close()
    expect(await said()).toMatch(/Within 24 hours, once: http:\/\/127\.0\.0\.1:\d+\/desk\/set-up#[\w-]{43}\n/)
  })

  it('lists the audit log and says where it was changed', async () => {
    const listed = await wenfa('audit', 'list', '--limit', '3')
    expect(listed.result[0]).toMatchObject({ seq: expect.any(Number), action: expect.stringContaining('.') })
    const whole = await wenfa('audit', 'verify')
    expect([whole.code, whole.result.broken]).toEqual([0, null])
    const { seq, hash } = whole.result.last
    expect((await wenfa('audit', 'verify', '--noted', `${seq}:${hash}`)).code).toBe(0)
    expect((await wenfa('audit', 'verify', '--noted', `${seq}:${'0'.repeat(64)}`)).code).toBe(1)

    const { db, close } = await openDatabase({ dataDir })
    await sql`drop trigger audit_log_update`.execute(db)
    await sql`update audit_log set details = '{"role":"handler"}' where seq = 2`.execute(db)
    await close()
    const changed = await runWenfa(['audit', 'verify', '--data', dataDir])
    expect([changed.code, changed.stdout]).toEqual([
      1,
      expect.stringMatching(/^Row 2 does not hold: .*changed/),
    ])
  })
})
