import type { StaffRole } from '../../platform/staff/staff-member.js'
import { runWenfa } from '../../server/spawn-server.js'
import { GOOD_PASSWORD } from '../../server/staff-client.js'

/** Sends text and bytes as they are, all else as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: replies of many kinds, read in place
export type Staff = (method: string, path: string, body?: unknown) => Promise<any>

/** A member of staff with this role who asks a server over HTTP, as the desk does. */
export async function signIn(url: string, dataDir: string, role: StaffRole): Promise<Staff> {
  const { stdout } = await runWenfa(['staff', 'invite', '--role', role, '--name', role, '--data', dataDir])
  const token = /#(\S+)/.exec(stdout)?.[1]
  let cookie = ''
  let csrfToken = ''
  const request: Staff = async (method, path, body) => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const response = await fetch(url + path, {
      method,
      headers: {
        origin: url,
        'sec-fetch-site': 'same-origin',
        'content-type': isRaw ? 'application/octet-stream' : 'application/json',
        'x-wenfa-csrf': csrfToken,
        cookie,
      },
      body: isRaw ? (body as BodyInit) : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const reply = text === '' ? null : JSON.parse(text)
    csrfToken = reply?.csrfToken ?? csrfToken
    return reply
  }
  await request('POST', '/api/staff/set-up', { token, password: GOOD_PASSWORD })
  await request('GET', '/api/staff/session')
  return request
}
