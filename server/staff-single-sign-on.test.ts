import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CALLBACK_PATH, createSingleSignOn } from '../platform/staff/single-sign-on/single-sign-on.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer, testDataKey } from './http-test-server.js'
import { signInAtProvider, startTestProvider, type TestProvider } from './oidc-test-provider.js'
import { activeAccount } from './staff-client.js'

const PUBLIC_URL = 'http://wenfa.test:8080'
const SECRET = 'a secret of the client that is long enough'

describe.each(testDatabases())('single sign-on on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let provider: TestProvider
  beforeEach(async () => {
    // The provider says at length what it needs in earnest.
    for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
    database = await open()
  })
  afterEach(async () => {
    await server.close()
    await provider.close()
    await database.drop()
  })
  const start = async ({
    secret,
    claim = 'preferred_username',
    issuer,
  }: {
    secret?: string
    claim?: string
    issuer?: string
  } = {}) => {
    provider = await startTestProvider(`${PUBLIC_URL}${CALLBACK_PATH}`, { secret })
    server = await startTestServer({
      database,
      publicUrl: PUBLIC_URL,
      singleSignOn: createSingleSignOn(
        {
          issuer: issuer ?? provider.issuer,
          clientId: 'wenfa',
          clientSecret: secret,
          claim,
          publicUrl: PUBLIC_URL,
        },
        { dataKey: testDataKey, now: () => new Date() },
      ),
    })
  }
  const visit = (path: string, cookie?: string) =>
    fetch(server.url + path, { redirect: 'manual', headers: cookie ? { cookie } : {} })
  const begin = async () => {
    const response = await visit('/api/staff/single-sign-on')
    const [line = ''] = response.headers.getSetCookie()
    return { response, url: response.headers.get('location')!, flow: line.split(';')[0]!, line }
  }
  /** @param change what comes back, made into something else */
  const finish = async (name: string, change: (back: URL) => void = () => {}) => {
    const { url, flow } = await begin()
    const back = new URL(await signInAtProvider(url, name, provider.issuer))
    expect(back.origin + back.pathname).toBe(PUBLIC_URL + CALLBACK_PATH)
    change(back)
    const path = back.pathname + back.search
    return { response: await visit(path, flow), path, flow }
  }
  const sessionOf = (response: Response) =>
    response.headers.getSetCookie().find((line) => line.startsWith('wenfa-staff='))
  const expectFailed = (response: Response, code = 'single_sign_on_failed') => {
    expect(response.headers.get('location')).toBe(`/desk/sign-in#${code}`)
    expect(sessionOf(response)).toBeUndefined()
  }

  it.each([
    ['a secret', SECRET],
    ['PKCE alone', undefined],
  ])('signs in whoever the provider knows by a login here, as a client with %s', async (_with, secret) => {
    await start({ secret })
    await activeAccount(server, { name: 'wangfang', role: 'supervisor' })
    const { url, line } = await begin()
    const asked = new URL(url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: PUBLIC_URL + CALLBACK_PATH,
    })
    expect(asked.get('state')!.length).toBeGreaterThan(20)
    expect(asked.get('nonce')!.length).toBeGreaterThan(20)
    expect(line).toMatch(/; HttpOnly; SameSite=Lax|; SameSite=Lax.*; HttpOnly/)
    expect(line).not.toContain(asked.get('state')!)

    const { response } = await finish('WangFang')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/desk'])
    const session = sessionOf(response)!
    expect(session).toMatch(/SameSite=Strict/)
    const me = await visit('/api/staff/session', session.split(';')[0])
    expect(await me.json()).toMatchObject({ stage: 'full', member: { name: 'wangfang', role: 'supervisor' } })
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({ action: 'session.begin', details: { by: 'single sign-on' } })
  })

  it('signs in an account that never had a password, but makes none', async () => {
    await start()
    await server.staff.accounts.invite({ name: 'lilei', role: 'handler', officeId: null }, null)
    expect(sessionOf((await finish('lilei')).response)).toBeDefined()
    expectFailed((await finish('stranger')).response, 'single_sign_on_unknown')
  })

  it('does not let in whoever was shut out', async () => {
    await start()
    const account = await activeAccount(server, { name: 'wangfang' })
    await server.staff.accounts.disable(account.id, null)
    expectFailed((await finish('wangfang')).response, 'single_sign_on_unknown')
  })

  it('still asks for the second factor where the provider has not', async () => {
    await start()
    const account = await activeAccount(server, { name: 'wangfang' })
    await database.db
      .updateTable('staff')
      .set({ totp_confirmed_at: new Date().toISOString() })
      .where('id', '=', account.id)
      .execute()
    const session = sessionOf((await finish('wangfang')).response)!
    const me = await visit('/api/staff/session', session.split(';')[0])
    expect(await me.json()).toMatchObject({ stage: 'second_factor' })
  })

  it('takes the second factor of the provider for its own, also where one is required', async () => {
    await start()
    await server.close()
    server = await startTestServer({ database, staffSettings: { secondFactor: 'everybody' } })
    await activeAccount(server, { name: 'wangfang' })
    const { signIn, sessions } = server.staff
    const stageOf = async (strong: boolean) => {
      const signedIn = await signIn.withIdentity({ login: 'wangfang', strong }, '127.0.0.1')
      return (await sessions.find(signedIn!.token))?.stage
    }
    expect([await stageOf(true), await stageOf(false)]).toEqual(['full', 'enrolment'])
  })

  it('takes an address only where the provider vouches for it', async () => {
    await start({ claim: 'email' })
    for (const login of ['wangfang@example.com', 'mallory@example.com']) {
      await activeAccount(server, { name: login })
    }
    expect(sessionOf((await finish('wangfang')).response)).toBeDefined()
    expectFailed((await finish('mallory')).response, 'single_sign_on_unknown')
  })

  it('refuses a way back that is not of this browser, changed, or taken twice', async () => {
    await start()
    await activeAccount(server, { name: 'wangfang' })
    const first = await finish('wangfang')
    expect(sessionOf(first.response)).toBeDefined()
    expectFailed(await visit(first.path, first.flow))
    const { flow: another } = await begin()
    const { url, flow } = await begin()
    const back = new URL(await signInAtProvider(url, 'wangfang', provider.issuer))
    const path = back.pathname + back.search
    expectFailed(await visit(path))
    expectFailed(await visit(path, another))
    expectFailed(await visit(path, `${flow.slice(0, -3)}AAA`))
    expectFailed((await finish('wangfang', (to) => to.searchParams.set('state', 'x'))).response)
    expectFailed((await finish('wangfang', (to) => to.searchParams.set('code', 'x'))).response)
    expectFailed(
      (await finish('wangfang', (to) => to.searchParams.set('iss', 'http://evil.example'))).response,
    )
    expectFailed((await finish('wangfang', (to) => to.searchParams.set('error', 'access_denied'))).response)
  })

  it('refuses a token with another signature, or one from before', async () => {
    await start({ secret: SECRET })
    await activeAccount(server, { name: 'wangfang' })
    const ofToken = (change: (header: string, payload: string, signature: string) => string) => {
      provider.tamper = (body) =>
        body.replace(/"id_token":"([^".]+)\.([^".]+)\.([^"]+)"/, (_, header, payload, signature) => {
          const changed = change(header, payload, signature)
          expect(changed.length).toBe(`${header}.${payload}.${signature}`.length)
          return `"id_token":"${changed}"`
        })
    }
    const flip = (text: string) => `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`
    ofToken((header, payload, signature) => `${header}.${payload}.${flip(signature)}`)
    expectFailed((await finish('wangfang')).response)
    let earlier = ''
    ofToken((header, payload, signature) => {
      earlier = `${header}.${payload}.${signature}`
      return earlier
    })
    expect(sessionOf((await finish('wangfang')).response)).toBeDefined()
    ofToken(() => earlier)
    expectFailed((await finish('wangfang')).response)
  })

  it('sends back to the sign-in page where the provider is away', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as { port: number }
    await new Promise((resolve) => gone.close(resolve))
    await start({ issuer: `http://127.0.0.1:${port}` })
    expectFailed((await begin()).response)
    expect((await server.request('/api/staff/sign-in')).body).toEqual({ singleSignOn: true })
  })
})
