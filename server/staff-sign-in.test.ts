import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer, type TestServerOptions } from './http-test-server.js'
import { activeAccount, addSecondFactor, createStaffClient, GOOD_PASSWORD } from './staff-client.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

describe.each(testDatabases())('staff on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let at: Date
  beforeEach(async () => {
    database = await open()
    at = new Date('2026-11-30T01:00:00Z')
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })
  const start = async (options: Partial<TestServerOptions> = {}) => {
    server = await startTestServer({ database, now: () => at, ...options })
  }
  const pass = (ms: number) => {
    at = new Date(at.getTime() + ms)
  }
  const codeOf = (reply: { status: number; body: { error?: { code: string } } | null }) => [
    reply.status,
    reply.body?.error?.code,
  ]
  const actions = async () =>
    (await server.staff.audit.list({ limit: 100 })).map(({ action }) => action).reverse()

  describe('the first start', () => {
    it('gives one link, once, for a day; who uses it administers the province', async () => {
      await start()
      const [link, none] = [await server.staff.accounts.firstLink(), await server.staff.accounts.firstLink()]
      expect(none).toBeNull()
      const stored = await database.db.selectFrom('staff_invites').selectAll().execute()
      expect(JSON.stringify(stored)).not.toContain(link!.token)

      const client = createStaffClient(server)
      const { token } = link!
      const owner = await client.request('POST', '/set-up/link', { token })
      expect(owner.body).toEqual({ login: 'admin', name: '管理员' })
      const weak = await client.request('POST', '/set-up', { token, password: '短密码' })
      expect(codeOf(weak)).toEqual([400, 'password_too_short'])
      const done = await client.request('POST', '/set-up', { token, password: GOOD_PASSWORD, name: '李雷' })
      expect(done.body).toMatchObject({
        stage: 'full',
        member: { name: '李雷', role: 'administrator', officeId: null },
      })
      expect((await client.request('GET', '/members')).status).toBe(200)

      const again = await client.request('POST', '/set-up', { token, password: `${GOOD_PASSWORD}2` })
      expect(codeOf(again)).toEqual([410, 'link_spent'])
      pass(48 * HOUR_MS)
      expect(await server.staff.accounts.firstLink()).toBeNull()
    })

    it('gives another link when the first has expired unused', async () => {
      await start()
      const first = await server.staff.accounts.firstLink()
      pass(24 * HOUR_MS)
      const client = createStaffClient(server)
      const late = await client.request('POST', '/set-up', { token: first!.token, password: GOOD_PASSWORD })
      expect(codeOf(late)).toEqual([410, 'link_spent'])
      const second = await server.staff.accounts.firstLink()
      expect(second).not.toBeNull()
      expect((await database.db.selectFrom('staff').selectAll().execute()).length).toBe(1)
    })

    it('gives one link where two processes start at once', async () => {
      await start()
      const links = await Promise.all([1, 2, 3].map(() => server.staff.accounts.firstLink()))
      expect(links.filter((link) => link !== null).length).toBe(1)
    })

    it('lets one of two use a link at once', async () => {
      await start()
      const { token } = (await server.staff.accounts.firstLink())!
      const uses = await Promise.all(
        ['一', '二'].map((end) =>
          createStaffClient(server).request('POST', '/set-up', { token, password: GOOD_PASSWORD + end }),
        ),
      )
      expect(uses.map(({ status }) => status).sort()).toEqual([200, 410])
    })
  })

  it('refuses a link of an account that is just being disabled, and neither waits for the other', async () => {
    await start()
    const { accounts } = server.staff
    const { account, link } = await accounts.invite({ name: '王芳', role: 'handler', officeId: null }, null)
    const redeeming = await database.db.transaction().execute(async (trx) => {
      await trx.updateTable('staff').set({ status: 'disabled' }).where('id', '=', account.id).execute()
      const used = accounts.redeemLink({ token: link.token, password: GOOD_PASSWORD }).then(
        () => 'used',
        (error: { code: string }) => error.code,
      )
      // Until it has made its hash and come to the rows of this transaction.
      await new Promise((resolve) => setTimeout(resolve, 500))
      await trx.deleteFrom('staff_invites').where('staff_id', '=', account.id).execute()
      return { used }
    })
    expect(await redeeming.used).toBe('link_spent')
    expect((await accounts.find(account.id))?.status).toBe('disabled')
  })

  it('writes down that somebody took another name with their link', async () => {
    await start()
    const { accounts, audit } = server.staff
    const { account, link } = await accounts.invite({ name: '王芳', role: 'handler', officeId: null }, null)
    await accounts.redeemLink({ token: link.token, password: GOOD_PASSWORD, name: '李雷' })
    expect((await audit.list({ limit: 1, subject: account.id }))[0]).toMatchObject({
      ...{ action: 'password.set', details: { from: '王芳', to: '李雷' } },
    })
  })

  describe('signing in', () => {
    it('opens a session that only a cookie unreadable to scripts carries', async () => {
      await start()
      await activeAccount(server)
      const client = createStaffClient(server)
      expect(codeOf(await client.request('GET', '/session'))).toEqual([401, 'signed_out'])
      const signedIn = await client.signIn('王芳')
      expect(signedIn.body).toMatchObject({ stage: 'full', member: { name: '王芳', role: 'handler' } })
      const [cookie = ''] = signedIn.headers.getSetCookie()
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Strict/)
      expect(cookie).toMatch(/; Path=\//)
      const token = client.cookie!.split('=')[1]!
      expect(signedIn.text).not.toContain(token)
      const sessions = await database.db.selectFrom('staff_sessions').selectAll().execute()
      expect(JSON.stringify(sessions)).not.toContain(token)
      expect((await client.request('GET', '/session')).body).toEqual(signedIn.body)
      expect(await actions()).toContain('session.begin')
    })

    it('uses a __Host- cookie, Secure, where staff come over TLS', async () => {
      await start({ publicUrl: 'https://wenfa.example' })
      await activeAccount(server)
      const client = createStaffClient(server)
      const [cookie = ''] = (
        await client.request(
          'POST',
          '/session',
          { login: '王芳', password: GOOD_PASSWORD },
          { headers: { origin: 'https://wenfa.example' } },
        )
      ).headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-wenfa-staff=/)
      expect(cookie).toMatch(/; Secure/)
      expect((await client.request('GET', '/session')).status).toBe(200)
    })

    it('takes a login however it is typed, and stores argon2id', async () => {
      await start()
      await activeAccount(server, { name: 'Ｗang.Fang' })
      expect((await createStaffClient(server).signIn(' WANG.fang ')).status).toBe(200)
      const { password_hash } = await database.db
        .selectFrom('staff')
        .select('password_hash')
        .executeTakeFirstOrThrow()
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    })

    it('answers alike for a wrong password, an unknown, an invited and a disabled account', async () => {
      await start()
      const { accounts } = server.staff
      await activeAccount(server)
      await accounts.invite({ name: '未设密码', role: 'handler', officeId: null }, null)
      const gone = await activeAccount(server, { name: '已离职' })
      await accounts.disable(gone.id, null)
      const client = createStaffClient(server)
      const replies = [
        await client.signIn('王芳', '不是这一个密码吧'),
        await client.signIn('查无此人'),
        await client.signIn('未设密码'),
        await client.signIn('已离职'),
      ]
      for (const reply of replies) expect(codeOf(reply)).toEqual([401, 'wrong_credentials'])
      expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    })

    it('ends when idle, after a day at work, on signing out, and when the account is disabled', async () => {
      await start({ staffSettings: { idleMinutes: 30, sessionHours: 8 } })
      const account = await activeAccount(server)
      const client = createStaffClient(server)
      const isIn = async () => (await client.request('GET', '/session')).status === 200

      await client.signIn('王芳')
      pass(29 * MINUTE_MS)
      expect(await isIn()).toBe(true)
      pass(29 * MINUTE_MS)
      expect(await isIn()).toBe(true)
      pass(31 * MINUTE_MS)
      expect(await isIn()).toBe(false)

      await client.signIn('王芳')
      for (let i = 0; i < 23; i++) {
        pass(20 * MINUTE_MS)
        expect(await isIn()).toBe(true)
      }
      pass(21 * MINUTE_MS)
      expect(await isIn()).toBe(false)

      await client.signIn('王芳')
      const kept = client.cookie!
      expect((await client.request('DELETE', '/session')).status).toBe(204)
      expect(client.cookie).toBeUndefined()
      expect((await client.request('GET', '/session', undefined, { headers: { cookie: kept } })).status).toBe(
        401,
      )

      await client.signIn('王芳')
      await server.staff.accounts.disable(account.id, null)
      expect(await isIn()).toBe(false)
    })

    it('signs out everywhere; a new password signs out elsewhere', async () => {
      await start()
      await activeAccount(server)
      const [here, there] = [createStaffClient(server), createStaffClient(server)]
      await here.signIn('王芳')
      await there.signIn('王芳')
      const next = '春天的油菜花开在河边'
      const change = (current: string) => here.request('PUT', '/password', { current, next })
      expect(codeOf(await change('不是这一个密码吧'))).toEqual([403, 'wrong_password'])
      expect((await change(GOOD_PASSWORD)).status).toBe(204)
      expect((await here.request('GET', '/session')).status).toBe(200)
      expect((await there.request('GET', '/session')).status).toBe(401)
      expect((await there.signIn('王芳')).status).toBe(401)
      await there.signIn('王芳', next)
      expect((await there.request('DELETE', '/sessions')).status).toBe(204)
      expect((await here.request('GET', '/session')).status).toBe(401)
    })

    it('locks a login for a quarter of an hour after ten wrong passwords, also across a restart', async () => {
      await start()
      await activeAccount(server)
      const wrong = (login: string) => createStaffClient(server).signIn(login, '不是这一个密码吧')
      for (let i = 0; i < 10; i++) expect((await wrong('王芳')).status).toBe(401)
      await server.close()
      await start()
      const locked = await createStaffClient(server).signIn('王芳')
      expect(codeOf(locked)).toEqual([423, 'locked'])
      expect(locked.headers.get('retry-after')).toBe('900')
      expect((await server.staff.audit.list({ limit: 1 }))[0]).toMatchObject({ action: 'session.lock' })
      // One that does not exist is locked alike.
      for (let i = 0; i < 10; i++) expect((await wrong('查无此人')).status).toBe(401)
      expect((await wrong('查无此人')).status).toBe(423)
      pass(15 * MINUTE_MS)
      expect((await createStaffClient(server).signIn('王芳')).status).toBe(200)
    })

    it('lets no more wrong ones through when they come at once', async () => {
      await start()
      await activeAccount(server)
      const tries = await Promise.all(
        Array.from({ length: 25 }, () => createStaffClient(server).signIn('王芳', '不是这一个密码吧')),
      )
      expect(tries.filter(({ status }) => status === 401).length).toBe(10)
      expect(tries.filter(({ status }) => status === 423).length).toBe(15)
    })

    it('locks an address after fifty wrong ones, whoever they name', async () => {
      await start()
      await activeAccount(server)
      const client = createStaffClient(server)
      for (let i = 0; i < 50; i++) {
        expect((await client.signIn(`somebody${i}`, '不是这一个密码吧')).status).toBe(401)
        // Getting in in between does not start the count anew.
        if (i % 10 === 0) expect((await client.signIn('王芳')).status).toBe(200)
      }
      expect(codeOf(await client.signIn('王芳'))).toEqual([423, 'locked'])
      const stored = await database.db.selectFrom('staff_failures').selectAll().execute()
      expect(JSON.stringify(stored)).not.toContain('127.0.0.1')
    })
  })

  describe('the second factor', () => {
    const withApp = async () => {
      await activeAccount(server)
      const client = createStaffClient(server)
      await client.signIn('王芳')
      const app = await addSecondFactor(client, at)
      pass(MINUTE_MS)
      return { client, ...app }
    }

    it('is set up by a QR code, and asked for from then on', async () => {
      await start()
      await activeAccount(server)
      const client = createStaffClient(server)
      await client.signIn('王芳')
      const elsewhere = createStaffClient(server)
      await elsewhere.signIn('王芳')
      const begun = await client.request('POST', '/second-factor')
      expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\//)
      expect(begun.body.qrSvg).toMatch(/^<svg/)
      const wrong = await client.request('POST', '/second-factor/confirm', { code: '000000' })
      expect(codeOf(wrong)).toEqual([403, 'wrong_code'])
      // Not confirmed: not asked for.
      expect((await createStaffClient(server).signIn('王芳')).body.stage).toBe('full')
      const { codeAt, paper } = await addSecondFactor(client, at)
      expect(paper.length).toBe(10)
      expect((await client.request('GET', '/session')).body).toMatchObject({
        stage: 'full',
        secondFactor: { enabled: true, required: false },
      })
      expect((await elsewhere.request('GET', '/session')).status).toBe(401)
      expect((await client.request('POST', '/second-factor')).status).toBe(409)

      pass(MINUTE_MS)
      const next = createStaffClient(server)
      expect((await next.signIn('王芳')).body.stage).toBe('second_factor')
      expect(codeOf(await next.request('GET', '/offices'))).toEqual([403, 'second_factor_due'])
      const before = next.cookie
      expect((await next.request('POST', '/session/code', { code: codeAt(at) })).body.stage).toBe('full')
      expect(next.cookie).not.toBe(before)
      expect((await next.request('GET', '/offices')).status).toBe(200)
      expect(
        (await next.request('GET', '/session', undefined, { headers: { cookie: before! } })).status,
      ).toBe(401)
    })

    it('is stored encrypted, codes on paper as hashes', async () => {
      await start()
      const { paper } = await withApp()
      const stored = JSON.stringify([
        await database.db.selectFrom('staff').selectAll().execute(),
        await database.db.selectFrom('staff_recovery_codes').selectAll().execute(),
      ])
      expect(stored).toContain('v1.')
      for (const code of paper) expect(stored).not.toContain(code)
    })

    it('refuses a code that was used, and of two who use one at once lets one in', async () => {
      await start()
      const { codeAt } = await withApp()
      const pending = [createStaffClient(server), createStaffClient(server), createStaffClient(server)]
      for (const client of pending) await client.signIn('王芳')
      const tries = await Promise.all(
        pending.map((client) => client.request('POST', '/session/code', { code: codeAt(at) })),
      )
      expect(tries.map(({ status }) => status).sort()).toEqual([200, 403, 403])
      const late = createStaffClient(server)
      await late.signIn('王芳')
      const earlier = codeAt(new Date(at.getTime() - 30_000))
      expect(codeOf(await late.request('POST', '/session/code', { code: earlier }))).toEqual([
        403,
        'wrong_code',
      ])
    })

    it('lets each code on paper in once', async () => {
      await start()
      const { client, paper, codeAt } = await withApp()
      const next = createStaffClient(server)
      await next.signIn('王芳')
      const typed = paper[0]!.toLowerCase().replaceAll('-', ' ')
      expect((await next.request('POST', '/session/code', { code: typed })).status).toBe(200)
      const again = createStaffClient(server)
      await again.signIn('王芳')
      expect((await again.request('POST', '/session/code', { code: typed })).status).toBe(403)
      const renewed = await client.request('POST', '/second-factor/recovery-codes', { code: codeAt(at) })
      expect(renewed.body.recoveryCodes.length).toBe(10)
      expect((await again.request('POST', '/session/code', { code: paper[1]! })).status).toBe(403)
      const fresh = renewed.body.recoveryCodes[0]
      expect((await again.request('POST', '/session/code', { code: fresh })).status).toBe(200)
    })

    it('is locked after five wrong codes', async () => {
      await start()
      const { codeAt } = await withApp()
      const client = createStaffClient(server)
      await client.signIn('王芳')
      const enter = (code: string) => client.request('POST', '/session/code', { code })
      for (let i = 0; i < 5; i++) expect((await enter('123')).status).toBe(403)
      expect(codeOf(await enter(codeAt(at)))).toEqual([423, 'locked'])
    })

    it('has to be set up first where the role asks for it, also in a session that was open', async () => {
      await start()
      await activeAccount(server, { role: 'supervisor' })
      const client = createStaffClient(server)
      await client.signIn('王芳')
      expect((await client.request('GET', '/offices')).status).toBe(200)
      await server.close()
      await start({ staffSettings: { secondFactor: 'leaders' } })
      const again = createStaffClient(server)
      expect((await again.signIn('王芳')).body).toMatchObject({
        stage: 'enrolment',
        secondFactor: { required: true },
      })
      const open = { headers: { cookie: client.cookie! } }
      expect(codeOf(await again.request('GET', '/offices', undefined, open))).toEqual([403, 'enrolment_due'])
      expect(codeOf(await again.request('GET', '/offices'))).toEqual([403, 'enrolment_due'])
      const { codeAt } = await addSecondFactor(again, at)
      expect((await again.request('GET', '/offices')).status).toBe(200)
      pass(MINUTE_MS)
      const removal = await again.request('POST', '/second-factor/remove', { code: codeAt(at) })
      expect(codeOf(removal)).toEqual([409, 'second_factor_required'])

      await activeAccount(server, { name: '小李', role: 'handler' })
      expect((await createStaffClient(server).signIn('小李')).body.stage).toBe('full')
    })

    it('is removed by its owner with a code, or by an administrator', async () => {
      await start()
      const { client, codeAt } = await withApp()
      expect((await client.request('POST', '/second-factor/remove', { code: '123' })).status).toBe(403)
      expect((await client.request('POST', '/second-factor/remove', { code: codeAt(at) })).status).toBe(204)
      expect((await createStaffClient(server).signIn('王芳')).body.stage).toBe('full')
      await addSecondFactor(client, at)
      const administrator = createStaffClient(server)
      await administrator.become(await activeAccount(server, { name: '主任', role: 'administrator' }))
      const { id } = (await client.request('GET', '/session')).body.member
      expect((await administrator.request('DELETE', `/members/${id}/second-factor`)).status).toBe(204)
      expect((await client.request('GET', '/session')).status).toBe(401)
      expect((await createStaffClient(server).signIn('王芳')).body.stage).toBe('full')
      expect(await actions()).toContain('second_factor.remove')
    })
  })

  describe('a request from elsewhere', () => {
    it.each([
      ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
      ['of a sister site', { 'sec-fetch-site': 'same-site' }],
      ['of an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
      ['of a sandboxed frame', { 'sec-fetch-site': '', origin: 'null' }],
      ['without the token', { 'x-wenfa-csrf': '' }],
      ['with another token', { 'x-wenfa-csrf': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ])('is refused: %s', async (_what, headers) => {
      await start()
      await activeAccount(server)
      const client = createStaffClient(server)
      await client.signIn('王芳')
      const reply = await client.request('DELETE', '/session', undefined, { headers })
      expect(codeOf(reply)).toEqual([403, 'foreign_request'])
      expect((await client.request('GET', '/session')).status).toBe(200)
    })

    it('cannot sign somebody in either', async () => {
      await start()
      await activeAccount(server)
      const foreign = await createStaffClient(server).request(
        'POST',
        '/session',
        { login: '王芳', password: GOOD_PASSWORD },
        { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } },
      )
      expect(codeOf(foreign)).toEqual([403, 'foreign_request'])
      expect(foreign.headers.getSetCookie()).toEqual([])
    })

    it('cannot open a socket', async () => {
      await start()
      await activeAccount(server)
      const client = createStaffClient(server)
      await client.signIn('王芳')
      const { default: http } = await import('node:http')
      const status = await new Promise((resolve, reject) => {
        const request = http.get(`${server.url}/api/staff/session`, {
          headers: {
            cookie: client.cookie!,
            origin: 'https://evil.example',
            connection: 'upgrade',
            upgrade: 'websocket',
          },
        })
        request.on('response', (response) => resolve(response.resume().statusCode))
        request.on('error', reject)
      })
      expect(status).toBe(403)
    })
  })
})
