import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { writeXml } from '../../channels/read-xml.js'
import { encrypt, getSignature } from './platform-crypto.js'

/** As the platform documents them. */
const ANSWER_WITHIN_MS = 5000
const TRIES = 3
const TOKEN_SECONDS = 7200

export type WecomAnswer = Record<string, unknown>
export interface WecomRequest {
  body: Record<string, unknown>
  query: URLSearchParams
}

/** The part of WeCom's server that customer service and applications share: tokens, faults, and sealed callbacks. */
export async function startWecomApi(
  calls: Record<string, (request: WecomRequest) => WecomAnswer | Promise<WecomAnswer>>,
  now: () => Date,
) {
  const faults: { path: string; code: number }[] = []
  let tokens = 0
  let validToken = ''
  let tokenEndsMs = 0
  let lost = 0

  function refuse(path: string, token: string | null): WecomAnswer | null {
    const fault = faults.findIndex((one) => path.endsWith(one.path))
    if (fault !== -1) return { errcode: faults.splice(fault, 1)[0]!.code, errmsg: 'as told' }
    if (token !== validToken) return { errcode: 40014, errmsg: 'invalid access_token' }
    return now().getTime() >= tokenEndsMs ? { errcode: 42001, errmsg: 'access_token expired' } : null
  }

  function getToken(query: URLSearchParams): WecomAnswer {
    if (query.get('corpid') !== keys.corpId) return { errcode: 40013, errmsg: 'invalid corpid' }
    if (query.get('corpsecret') !== keys.secret) return { errcode: 40001, errmsg: 'invalid credential' }
    if (validToken === '' || now().getTime() >= tokenEndsMs) {
      validToken = `token-${++tokens}`
      tokenEndsMs = now().getTime() + TOKEN_SECONDS * 1000
    }
    const expires_in = Math.floor((tokenEndsMs - now().getTime()) / 1000)
    return { errcode: 0, errmsg: 'ok', access_token: validToken, expires_in }
  }

  const server = createServer(async (request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url!, 'http://wecom')
    const body = JSON.parse((await text(request)) || '{}')
    const call = calls[path]
    const answer =
      path === '/cgi-bin/gettoken'
        ? getToken(query)
        : (refuse(path, query.get('access_token')) ??
          (call ? { errcode: 0, errmsg: 'ok', ...(await call({ body, query })) } : { errcode: 404 }))
    if (lost > 0 && path.includes('send')) {
      lost--
      request.socket.destroy()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const keys = {
    corpId: 'ww0123456789abcdef',
    secret: randomBytes(16).toString('hex'),
    token: randomBytes(8).toString('hex'),
    aesKey: randomBytes(32).toString('hex').slice(0, 43),
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }

  /** A query that seals and signs: their own program does. */
  function sealed(plain: string, atMs: number) {
    const timestamp = String(Math.floor(atMs / 1000))
    const nonce = randomBytes(5).toString('hex')
    const encrypted = encrypt(keys.aesKey, plain, keys.corpId)
    const signature = getSignature(keys.token, timestamp, nonce, encrypted)
    return { query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }), encrypted }
  }

  /** The query and body of a callback. */
  function callback(fields: Record<string, string | number>, atMs = now().getTime()) {
    const { query, encrypted } = sealed(writeXml({ ToUserName: keys.corpId, ...fields }), atMs)
    return { query, body: writeXml({ ToUserName: keys.corpId, Encrypt: encrypted, AgentID: '' }) }
  }

  return {
    keys,
    callback,
    tokenCount: () => tokens,
    /** The next calls whose path ends so get these codes. */
    failNext: (path: string, ...codes: number[]) => {
      faults.push(...codes.map((code) => ({ path, code })))
    },
    /** The next messages are taken, and the connection breaks before that is said. */
    loseAnswers(count: number) {
      lost = count
    },
    endToken() {
      validToken = ''
    },

    /** The platform checks the address. @returns what it is shown */
    async checkAddress(address: string, echo: string) {
      const { query, encrypted } = sealed(echo, now().getTime())
      query.set('echostr', encrypted)
      const response = await fetch(`${address}?${query}`)
      return { status: response.status, body: await response.text() }
    },

    /** Posts as it is. @returns the status */
    async post(address: string, { query, body }: { query: URLSearchParams; body: string }): Promise<number> {
      return (await fetch(`${address}?${query}`, { method: 'POST', body })).status
    },

    /** As the platform calls: up to three times, five seconds each. */
    async call(address: string, fields: Record<string, string | number>): Promise<void> {
      const { query, body } = callback(fields)
      for (let attempt = 1; ; attempt++) {
        try {
          const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
          const response = await fetch(`${address}?${query}`, { method: 'POST', body, signal })
          if (response.status === 200) return
          throw new Error(`HTTP ${response.status}`)
        } catch (error) {
          if (attempt === TRIES) throw error
        }
      }
    },

    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
