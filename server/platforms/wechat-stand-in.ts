import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { readXml, writeXml } from '../../channels/read-xml.js'
import { signatureOf } from '../../channels/sealed-message.js'
import type { WechatSettings } from '../../channels/wechat/wechat-settings.js'
import { decrypt, encrypt, getSignature } from './platform-crypto.js'

const ACCOUNT = 'gh_0123456789ab'
/** As the platform documents them. */
const ANSWER_WITHIN_MS = 5000
const TRIES = 3
const TOKEN_SECONDS = 7200
/** So long before the end of a token another one is given out; the one before lives on to its end. */
const TOKEN_RENEWED_SECONDS = 300

interface Quota {
  left: number
  untilMs: number
}

export interface WechatStandInOptions {
  encrypted?: boolean
  now?: () => Date
  /** 48001 to everything that is sent. */
  mayNotWrite?: boolean
  template?: WechatSettings['template']
}

/** WeChat's server: calls ours as the platform does, and enforces what it documents about messages to a citizen. */
export async function startWechat(options: WechatStandInOptions = {}) {
  const { now = () => new Date() } = options
  const sent: { openId: string; text: string }[] = []
  const templates: { openId: string; data: unknown }[] = []
  const quotas = new Map<string, Quota[]>()
  const faults: number[] = []
  /** What each request for a token asked for. */
  const tokenRequests: { force: boolean }[] = []
  let tokens = 0
  let validToken = ''
  const tokenEndsMs = new Map<string, number>()
  let hangs = 0
  let nextMsgId = 7_123_456_789_012_345_678n

  const answers: Record<string, (body: Record<string, unknown>, token: string | null) => unknown> = {
    '/cgi-bin/stable_token'({ appid, secret, force_refresh: force }) {
      if (appid !== settings.appId) return { errcode: 40013, errmsg: 'invalid appid' }
      if (secret !== settings.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' }
      tokenRequests.push({ force: force === true })
      const secondsLeft = () => Math.floor(((tokenEndsMs.get(validToken) ?? 0) - now().getTime()) / 1000)
      if (force) tokenEndsMs.clear()
      if (secondsLeft() <= TOKEN_RENEWED_SECONDS) {
        validToken = `token-${++tokens}`
        tokenEndsMs.set(validToken, now().getTime() + TOKEN_SECONDS * 1000)
      }
      return { access_token: validToken, expires_in: secondsLeft() }
    },
    '/cgi-bin/message/custom/send'(body, token) {
      const refused = refuse(token)
      if (refused) return refused
      const { touser, text: content } = body as { touser: string; text: { content: string } }
      if (!quotas.has(touser)) return { errcode: 40003, errmsg: 'invalid openid' }
      if (Buffer.byteLength(content.content) > 2048)
        return { errcode: 45002, errmsg: 'content size out of limit' }
      const open = quotas.get(touser)!.filter(({ untilMs }) => untilMs > now().getTime())
      if (open.length === 0) return { errcode: 45015, errmsg: 'response out of time limit' }
      const quota = open.find(({ left }) => left > 0)
      if (!quota) return { errcode: 45047, errmsg: 'out of response count limit' }
      quota.left--
      sent.push({ openId: touser, text: content.content })
      return { errcode: 0, errmsg: 'ok' }
    },
    '/cgi-bin/message/template/send'(body, token) {
      const refused = refuse(token)
      if (refused) return refused
      templates.push({ openId: body.touser as string, data: body.data })
      return { errcode: 0, errmsg: 'ok', msgid: templates.length }
    },
  }

  function refuse(token: string | null) {
    const fault = faults.shift()
    if (fault !== undefined) return { errcode: fault, errmsg: 'as told' }
    const endsMs = tokenEndsMs.get(token ?? '')
    if (endsMs === undefined) return { errcode: 40001, errmsg: 'invalid credential' }
    if (now().getTime() >= endsMs) return { errcode: 42001, errmsg: 'access_token expired' }
    if (options.mayNotWrite) return { errcode: 48001, errmsg: 'api unauthorized' }
    return null
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://wechat')
    const body = JSON.parse((await text(request)) || '{}')
    if (hangs > 0) {
      hangs--
      return
    }
    const answer = answers[url.pathname]?.(body, url.searchParams.get('access_token'))
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? { errcode: 404 }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const settings: WechatSettings = {
    appId: 'wx0123456789abcdef',
    appSecret: randomBytes(16).toString('hex'),
    token: randomBytes(8).toString('hex'),
    aesKey: options.encrypted ? randomBytes(32).toString('hex').slice(0, 43) : undefined,
    apiUrl: `http://127.0.0.1:${port}`,
    template: options.template,
  }

  function addQuota(openId: string, left: number, ms: number) {
    const known = quotas.get(openId) ?? []
    quotas.set(openId, [...known, { left, untilMs: now().getTime() + ms }])
  }

  /** The query and body of a callback, signed. */
  function callback(fields: Record<string, string | number>, atMs = now().getTime()) {
    const timestamp = String(Math.floor(atMs / 1000))
    const nonce = randomBytes(5).toString('hex')
    const plain = writeXml({ ToUserName: ACCOUNT, ...fields })
    const query = new URLSearchParams({
      signature: signatureOf(settings.token, timestamp, nonce),
      timestamp,
      nonce,
    })
    if (settings.aesKey === undefined) return { query, body: plain }
    // Their own implementation seals and signs, ours opens.
    const encrypted = encrypt(settings.aesKey, plain, settings.appId)
    query.set('encrypt_type', 'aes')
    query.set('msg_signature', getSignature(settings.token, timestamp, nonce, encrypted))
    return { query, body: writeXml({ ToUserName: ACCOUNT, Encrypt: encrypted }) }
  }

  function readAnswer(status: number, body: string): string | null {
    if (status !== 200) throw new Error(`HTTP ${status}: ${body}`)
    if (body === 'success' || body === '') return null
    if (settings.aesKey === undefined) return readXml(body).Content ?? null
    const { Encrypt: encrypted = '' } = readXml(body)
    return readXml(decrypt(settings.aesKey, encrypted).message).Content ?? null
  }

  /** As the platform calls: up to three times, five seconds each. @returns what the citizen is shown at once; null: nothing */
  async function call(
    serverUrl: string,
    fields: Record<string, string | number>,
    tries = TRIES,
  ): Promise<string | null> {
    const { query, body } = callback(fields)
    for (let attempt = 1; ; attempt++) {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(), ANSWER_WITHIN_MS)
      try {
        const response = await fetch(`${serverUrl}/api/channels/wechat?${query}`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'text/xml' },
          signal: controller.signal,
        })
        return readAnswer(response.status, await response.text())
      } catch (error) {
        if (attempt === tries) throw error
      } finally {
        clearTimeout(timer)
      }
    }
  }

  return {
    settings,
    sent,
    templates,
    callback,
    call,
    readAnswer,
    tokenCount: () => tokens,
    tokenRequests,
    /** Each of the next requests gets one of these codes. */
    failNext: (...codes: number[]) => faults.push(...codes),
    /** The next requests get no answer. */
    hangNext(count: number) {
      hangs = count
    },
    endToken() {
      tokenEndsMs.clear()
    },
    msgId: () => String(nextMsgId++),

    textFields: (openId: string, content: string, msgId = String(nextMsgId++)) => ({
      FromUserName: openId,
      CreateTime: Math.floor(now().getTime() / 1000),
      MsgType: 'text',
      Content: content,
      MsgId: msgId,
    }),

    /** A citizen writes. */
    say(serverUrl: string, openId: string, content: string, msgId?: string) {
      addQuota(openId, 5, 48 * 3_600_000)
      return call(serverUrl, this.textFields(openId, content, msgId))
    },

    /** A citizen does something else. */
    act(serverUrl: string, openId: string, fields: Record<string, string | number>) {
      const isEvent = fields.MsgType === 'event'
      addQuota(openId, isEvent ? 3 : 5, isEvent ? 60_000 : 48 * 3_600_000)
      return this.tellPlace(serverUrl, openId, fields)
    },

    /** The platform tells something of a citizen by itself, as where they are: that allows no message of customer service. */
    tellPlace(serverUrl: string, openId: string, fields: Record<string, string | number>) {
      const CreateTime = Math.floor(now().getTime() / 1000)
      return call(serverUrl, { FromUserName: openId, CreateTime, ...fields })
    },

    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type WechatStandIn = Awaited<ReturnType<typeof startWechat>>
