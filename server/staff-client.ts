import type { Invitation } from '../platform/staff/accounts/accounts.js'
import { totpCode } from '../platform/staff/second-factor/totp.js'
import type { SessionStage } from '../platform/staff/session/sessions.js'
import type { StaffRow } from '../storage/tables.js'
import type { TestServer } from './http-test-server.js'

export const GOOD_PASSWORD = '秋天的银杏叶落满院子'

/** A browser, as far as the staff API sees one: keeps the cookie and sends what the page and the browser add. */
export function createStaffClient(server: TestServer) {
  let cookie: string | undefined
  let csrfToken: string | undefined

  const sessionHeaders = () => ({
    'sec-fetch-site': 'same-origin',
    ...(cookie && { cookie }),
    ...(csrfToken && { 'x-wenfa-csrf': csrfToken }),
  })

  return {
    /** For requests of another kind. */
    sessionHeaders,
    /** Of the session, as the browser sends it. */
    get cookie() {
      return cookie
    },
    /** @param path below /api/staff, or a whole one. @param init.headers replace what a browser would send; an empty one is left out */
    async request(
      method: string,
      path: string,
      json?: unknown,
      {
        headers = {},
        bytes,
      }: { headers?: Record<string, string>; bytes?: string | Buffer<ArrayBuffer> } = {},
    ) {
      const all = {
        ...sessionHeaders(),
        ...(method !== 'GET' && { origin: server.url }),
        ...headers,
      }
      const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
      const reply = await server.request(path.startsWith('/api/') ? path : `/api/staff${path}`, {
        method,
        json,
        bytes,
        headers: sent,
      })
      for (const line of reply.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        if (/^(__Host-)?wenfa-staff=/.test(pair)) cookie = pair.endsWith('=') ? undefined : pair
      }
      if (reply.body?.csrfToken) csrfToken = reply.body.csrfToken
      return reply
    },
    /** The bytes of a file. */
    send(method: string, path: string, bytes: string | Buffer<ArrayBuffer>) {
      return this.request(method, path, undefined, { bytes })
    },
    signIn(login: string, password = GOOD_PASSWORD) {
      return this.request('POST', '/session', { login, password })
    },
    /** Signed in without a password, for tests of what comes after. */
    async become(account: Pick<StaffRow, 'id'>, stage: SessionStage = 'full') {
      const { sessions } = server.staff
      const token = sessions.newToken()
      await server.transact((trx) =>
        sessions.begin(trx, token, account.id, { stage, strong: stage === 'full' }),
      )
      cookie = `wenfa-staff=${token}`
      csrfToken = sessions.csrfTokenOf(token)
    },
  }
}

export type StaffClient = ReturnType<typeof createStaffClient>

/** An account whose owner has set the good password. */
export async function activeAccount(
  { staff }: TestServer,
  invitation: Partial<Invitation> = {},
): Promise<StaffRow> {
  const { link } = await staff.accounts.invite(
    { name: '王芳', role: 'handler', officeId: null, ...invitation },
    null,
  )
  return staff.accounts.redeemLink({ token: link.token, password: GOOD_PASSWORD })
}

/** Gives the account of the client an app. @returns what the app shows at a time, and the codes on paper */
export async function addSecondFactor(client: StaffClient, at: Date) {
  const { secret } = (await client.request('POST', '/second-factor')).body
  const confirmed = await client.request('POST', '/second-factor/confirm', { code: totpCode(secret, at) })
  return { codeAt: (when: Date) => totpCode(secret, when), paper: confirmed.body.recoveryCodes as string[] }
}
