import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
// @ts-expect-error: no types are published for it
import Provider from 'oidc-provider'

export interface TestProvider {
  issuer: string
  /** Changes what the token endpoint answers; the body keeps its length. */
  tamper: ((body: string) => string) | null
  close(): Promise<void>
}

/**
 * A real OpenID provider (the npm package oidc-provider) on loopback, whose sign-in page takes any name. The name
 * becomes `preferred_username`.
 * @param secret absent: a public client
 */
export async function startTestProvider(
  redirectUri: string,
  { secret }: { secret?: string } = {},
): Promise<TestProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => {
    const { url = '' } = request
    if (provider.tamper && url.startsWith('/token')) {
      const end = response.end.bind(response)
      response.end = ((body: string | Buffer) => end(provider.tamper!(body.toString()))) as typeof end
    }
    handle(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: TestProvider = {
    issuer,
    tamper: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'wenfa',
        redirect_uris: [redirectUri],
        ...(secret ? { client_secret: secret } : { token_endpoint_auth_method: 'none' }),
      },
    ],
    claims: { profile: ['preferred_username'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    features: { devInteractions: { enabled: true } },
    findAccount: async (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({
        sub,
        preferred_username: sub,
        email: `${sub}@example.com`,
        email_verified: sub !== 'mallory',
      }),
    }),
  })
  handle = oidc.callback()
  return provider
}

/**
 * Goes through the provider's own pages as a browser would.
 * @returns where the provider sends the browser back to
 */
export async function signInAtProvider(startUrl: string, name: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = startUrl
  let form: string | undefined
  for (let step = 0; step < 12; step++) {
    const response = await fetch(url, {
      redirect: 'manual',
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; '),
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      body: form,
    })
    form = undefined
    for (const line of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(key, value)
    }
    const location = response.headers.get('location')
    if (location) {
      url = new URL(location, url).href
      if (!url.startsWith(issuer)) return url
      continue
    }
    const page = await response.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!prompt) throw new Error(`The provider answered ${response.status}: ${page.slice(0, 500)}`)
    form = new URLSearchParams({ prompt, login: name, password: 'any' }).toString()
  }
  throw new Error('The provider did not send the browser back')
}
