import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FeishuSettings } from '../../channels/feishu/feishu-settings.js'

/** As the platform documents them. */
const CHALLENGE_WITHIN_MS = 1000
const ANSWER_WITHIN_MS = 3000
const TOKEN_SECONDS = 7200
const SAME_UUID_MS = 3_600_000
const PER_SECOND = 5
const LONGEST_CARD_BYTES = 30 * 1024

export interface FeishuStandInOptions {
  encrypted?: boolean
  now?: () => Date
  /** Between taking a message and saying so. */
  answerMs?: number
  /** Whom the app is not made available to. */
  unavailable?: string
}

/** Feishu's server: calls ours as the platform does, and enforces what it documents about messages. */
export async function startFeishu(options: FeishuStandInOptions = {}) {
  const { now = () => new Date(), answerMs = 0 } = options
  const sent: { to: string; markdown: string }[] = []
  const byUuid = new Map<string, { atMs: number; messageId: string }>()
  const sentAtMs = new Map<string, number[]>()
  const faults: (number | 'break')[] = []
  let tokens = 0
  let validToken = ''
  let tokenEndsMs = 0
  let breaksAfterTaking = 0

  function issueToken({ app_id, app_secret }: Record<string, unknown>) {
    if (app_id !== settings.appId) return { code: 10003, msg: 'invalid param' }
    if (app_secret !== settings.appSecret) return { code: 10014, msg: 'app secret invalid' }
    if (validToken === '' || now().getTime() >= tokenEndsMs) {
      validToken = `t-${++tokens}`
      tokenEndsMs = now().getTime() + TOKEN_SECONDS * 1000
    }
    const expire = Math.floor((tokenEndsMs - now().getTime()) / 1000)
    return { code: 0, msg: 'ok', tenant_access_token: validToken, expire }
  }

  function refuse(authorization: string | undefined) {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
    if (token === undefined)
      return {
        code: 99991661,
        msg: 'Missing access token for authorization. Please make a request with token',
      }
    if (token !== validToken || now().getTime() >= tokenEndsMs)
      return { code: 99991663, msg: 'Invalid access token for authorization' }
    return null
  }

  function take(idType: string | null, body: Record<string, string>) {
    const { receive_id: to = '', msg_type: type, content = '', uuid = '' } = body
    const isKnown = idType === 'open_id' ? to.startsWith('ou_') : idType === 'chat_id' && to.startsWith('oc_')
    if (!isKnown || type !== 'interactive' || uuid.length > 50)
      return { code: 230001, msg: 'Your request contains an invalid request parameter.' }
    if (to === options.unavailable) return { code: 230013, msg: 'Bot has NO availability to this user.' }
    if (Buffer.byteLength(content) > LONGEST_CARD_BYTES)
      return { code: 230025, msg: 'The length of the message content reaches its limit.' }
    const atMs = now().getTime()
    const same = byUuid.get(uuid)
    if (same && atMs - same.atMs < SAME_UUID_MS)
      return { code: 0, msg: 'success', data: { message_id: same.messageId } }
    const lately = (sentAtMs.get(to) ?? []).filter((ms) => ms > Date.now() - 1000)
    if (lately.length >= PER_SECOND)
      return { code: 230020, msg: 'This operation triggers the frequency limit.' }
    sentAtMs.set(to, [...lately, Date.now()])
    const card = JSON.parse(content) as { elements: { tag: string; content: string }[] }
    sent.push({ to, markdown: card.elements.map(({ content }) => content).join('\n') })
    const messageId = `om_${randomUUID().replaceAll('-', '')}`
    byUuid.set(uuid, { atMs, messageId })
    return { code: 0, msg: 'success', data: { message_id: messageId } }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://feishu')
    const body = JSON.parse((await text(request)) || '{}')
    const answer = () => {
      if (url.pathname === '/open-apis/auth/v3/tenant_access_token/internal') return issueToken(body)
      const fault = faults.shift()
      if (fault === 'break') return null
      if (fault !== undefined) return { code: fault, msg: 'as told' }
      const refused = refuse(request.headers.authorization)
      if (refused) return refused
      if (url.pathname === '/open-apis/im/v1/messages' && request.method === 'POST')
        return take(url.searchParams.get('receive_id_type'), body)
      if (url.pathname === '/open-apis/bot/v3/info')
        return { code: 0, msg: 'ok', bot: { activate_status: 2, app_name: '问法', open_id: 'ou_bot' } }
      return { code: 404, msg: 'no such path' }
    }
    const answered = answer()
    if (answered === null || (breaksAfterTaking > 0 && url.pathname.endsWith('/messages'))) {
      breaksAfterTaking = Math.max(0, breaksAfterTaking - 1)
      request.socket.destroy()
      return
    }
    await sleep(answerMs)
    // Whatever went wrong is told by the code: the status is 400 for most of it.
    response.writeHead(answered.code === 0 ? 200 : 400, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(answered))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const settings: FeishuSettings = {
    appId: 'cli_9f5343c580712544',
    appSecret: randomBytes(16).toString('hex'),
    verificationToken: randomBytes(16).toString('hex'),
    encryptKey: options.encrypted ? randomBytes(16).toString('hex') : undefined,
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }

  function encrypt(plain: string, encryptKey: string): string {
    const iv = randomBytes(16)
    const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
    return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64')
  }

  /** A request as the platform makes it. @param signed what asks for the address's sake is not */
  function callback(payload: unknown, signed = true) {
    const plain = JSON.stringify(payload)
    const { encryptKey } = settings
    const body = encryptKey === undefined ? plain : JSON.stringify({ encrypt: encrypt(plain, encryptKey) })
    const timestamp = String(Math.floor(now().getTime() / 1000))
    const nonce = randomBytes(5).toString('hex')
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
    if (encryptKey !== undefined && signed) {
      headers['x-lark-request-timestamp'] = timestamp
      headers['x-lark-request-nonce'] = nonce
      headers['x-lark-signature'] = createHash('sha256')
        .update(timestamp + nonce + encryptKey + body)
        .digest('hex')
    }
    return { body, headers }
  }

  async function post(
    serverUrl: string,
    { body, headers }: ReturnType<typeof callback>,
    withinMs = ANSWER_WITHIN_MS,
  ) {
    const response = await fetch(`${serverUrl}/api/channels/feishu`, {
      method: 'POST',
      body,
      headers,
      signal: AbortSignal.timeout(withinMs),
    })
    return { status: response.status, text: await response.text() }
  }

  function eventOf(eventType: string, event: unknown, change: Record<string, unknown> = {}) {
    const header = {
      event_id: randomBytes(16).toString('hex'),
      event_type: eventType,
      create_time: String(now().getTime()),
      token: settings.verificationToken,
      app_id: settings.appId,
      tenant_key: '2ca1d211f64f6438',
      ...change,
    }
    return { schema: '2.0', header, event }
  }

  return {
    settings,
    sent,
    callback,
    post,
    eventOf,
    tokenCount: () => tokens,
    /** Each of the next requests gets one of these codes, or no answer at all. */
    failNext: (...codes: (number | 'break')[]) => faults.push(...codes),
    /** Takes the next messages, and breaks the connection before it says so. */
    breakAfterTaking(count: number) {
      breaksAfterTaking = count
    },
    endToken() {
      validToken = ''
    },

    /** The question whether the address is ours. @returns the answer, which must be there within a second */
    challenge(serverUrl: string, change: Record<string, unknown> = {}) {
      const { verificationToken: token } = settings
      const asked = { challenge: 'ajls384kdjx98XX', token, type: 'url_verification', ...change }
      return post(serverUrl, callback(asked, false), CHALLENGE_WITHIN_MS)
    },

    messageEvent(openId: string, type: string, content: unknown, change: Record<string, unknown> = {}) {
      return eventOf('im.message.receive_v1', {
        sender: { sender_id: { open_id: openId }, sender_type: 'user', tenant_key: '736588c9260f175e' },
        message: {
          message_id: `om_${randomUUID().replaceAll('-', '')}`,
          create_time: String(now().getTime()),
          chat_id: `oc_p2p_${openId}`,
          chat_type: 'p2p',
          message_type: type,
          content: JSON.stringify(content),
          ...change,
        },
      })
    },

    /** A citizen writes. */
    say(serverUrl: string, openId: string, said: string, change: Record<string, unknown> = {}) {
      return post(serverUrl, callback(this.messageEvent(openId, 'text', { text: said }, change)))
    },

    shownTo: (to: string) => sent.filter((one) => one.to === to).map(({ markdown }) => markdown),

    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
