import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type DingtalkSettings,
  dingtalkSettings,
  toDingtalkSettings,
} from '../../channels/dingtalk/dingtalk-settings.js'

/** As the platform documents them. */
const TOKEN_SECONDS = 7200
const PER_MINUTE = 20
const LONGEST_MARKDOWN_BYTES = 20_000
/** As seen: 90 minutes. */
const SESSION_MS = 90 * 60_000

interface Session {
  conversation: string
  untilMs: number
  sentAtMs: number[]
}

export interface DingtalkStandInOptions {
  now?: () => Date
  /** Between taking a message and saying so. */
  answerMs?: number
}

/** DingTalk's servers: call ours as the platform does, and enforce what it documents about messages. */
export async function startDingtalk(options: DingtalkStandInOptions = {}) {
  const { now = () => new Date(), answerMs = 0 } = options
  const shown: { to: string; text: string; title: string }[] = []
  const sessions = new Map<string, Session>()
  const members = new Set<string>()
  const sessionFaults: number[] = []
  const apiFaults: { status: number; code: string }[] = []
  let tokens = 0
  let validToken = ''
  let flowControlled = 0
  let filtered = 0

  function issueToken({ appKey, appSecret }: Record<string, unknown>) {
    if (appKey !== settings.appKey || appSecret !== settings.appSecret)
      return {
        status: 400,
        body: { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
      }
    if (validToken === '') validToken = `token-${++tokens}`
    return { status: 200, body: { accessToken: validToken, expireIn: TOKEN_SECONDS } }
  }

  function takeForSession(id: string | null, body: Record<string, unknown>) {
    const answer = (errcode: number, errmsg: string) => ({ status: 200, body: { errcode, errmsg } })
    const fault = sessionFaults.shift()
    if (fault !== undefined) return answer(fault, 'as told')
    const session = sessions.get(id ?? '')
    const atMs = now().getTime()
    if (!session || session.untilMs <= atMs) return answer(300001, 'token is not exist')
    const { title, text: markdown } = (body.markdown ?? {}) as Record<string, string>
    if (body.msgtype !== 'markdown' || !title || !markdown) return answer(40035, '缺少参数 json')
    if (Buffer.byteLength(markdown) > LONGEST_MARKDOWN_BYTES) return answer(460101, 'message too long')
    session.sentAtMs = session.sentAtMs.filter((ms) => ms > atMs - 60_000)
    if (session.sentAtMs.length >= PER_MINUTE)
      return answer(130101, 'send too fast, exceed 20 times per minute')
    session.sentAtMs.push(atMs)
    shown.push({ to: session.conversation, text: markdown, title })
    return answer(0, 'ok')
  }

  function takeForMembers(token: string | undefined, body: Record<string, unknown>) {
    const fault = apiFaults.shift()
    if (fault) return { status: fault.status, body: { code: fault.code, message: 'as told', requestid: '1' } }
    const refuse = (code: string) => ({ status: 400, body: { code, message: code, requestid: '1' } })
    if (validToken === '' || token !== validToken) return refuse('InvalidAuthentication')
    const { robotCode, userIds, msgKey, msgParam } = body as Record<string, string> & { userIds: string[] }
    if (robotCode !== settings.robotCode) return refuse('invalidParameter.robotCode.auth')
    if (msgKey !== 'sampleMarkdown') return refuse('invalidParameter.msgKey.invalid')
    const { title, text: markdown } = JSON.parse(msgParam!)
    const controlled = flowControlled > 0 ? userIds : []
    flowControlled = Math.max(0, flowControlled - 1)
    const filteredStaffIdList = filtered > 0 ? userIds : []
    filtered = Math.max(0, filtered - 1)
    const unknown = userIds.filter((id) => !members.has(id))
    const held = [...controlled, ...filteredStaffIdList]
    for (const id of userIds.filter((id) => members.has(id) && !held.includes(id)))
      shown.push({ to: `private ${id}`, text: markdown, title })
    const answered = { processQueryKey: randomUUID(), invalidStaffIdList: unknown }
    return { status: 200, body: { ...answered, filteredStaffIdList, flowControlledStaffIdList: controlled } }
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://dingtalk')
    const body = JSON.parse((await text(request)) || '{}')
    const token = request.headers['x-acs-dingtalk-access-token'] as string | undefined
    const answers: Record<string, () => { status: number; body: unknown }> = {
      '/v1.0/oauth2/accessToken': () => issueToken(body),
      '/v1.0/robot/oToMessages/batchSend': () => takeForMembers(token, body),
      '/robot/sendBySession': () => takeForSession(url.searchParams.get('session'), body),
    }
    const answer = answers[url.pathname]?.() ?? { status: 404, body: {} }
    await sleep(answerMs)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings: DingtalkSettings = toDingtalkSettings(
    dingtalkSettings.parse({
      DINGTALK_APP_KEY: 'dingue4kfzdxbyn0pjqd',
      DINGTALK_APP_SECRET: randomBytes(24).toString('base64url'),
      DINGTALK_API_URL: url,
      DINGTALK_SESSION_URL: url,
    }),
  )

  /** The headers of a request, signed. */
  function headersOf(atMs = now().getTime()): Record<string, string> {
    const signed = `${atMs}\n${settings.appSecret}`
    return {
      'content-type': 'application/json; charset=utf-8',
      timestamp: String(atMs),
      sign: createHmac('sha256', settings.appSecret).update(signed).digest('base64'),
    }
  }

  async function post(serverUrl: string, payload: unknown, headers = headersOf()) {
    const response = await fetch(`${serverUrl}/api/channels/dingtalk`, {
      method: 'POST',
      body: typeof payload === 'string' ? payload : JSON.stringify(payload),
      headers,
    })
    return { status: response.status, text: await response.text() }
  }

  /** A message as DingTalk posts it. @param staffId null: not of the organisation @param group default: with the robot alone */
  function payloadOf(staffId: string | null, change: Record<string, unknown> = {}, group?: string) {
    const conversation = group ?? `with ${staffId ?? 'stranger'}`
    const session = randomUUID()
    const untilMs = now().getTime() + SESSION_MS
    // One of a conversation and minute, as the limit counts.
    const sentAtMs = [...sessions.values()].find((one) => one.conversation === conversation)?.sentAtMs ?? []
    sessions.set(session, { conversation, untilMs, sentAtMs })
    if (staffId !== null) members.add(staffId)
    return {
      conversationId: `cid${conversation.replaceAll(' ', '')}==`,
      msgId: `msg${randomUUID()}==`,
      senderNick: '林',
      ...(staffId !== null && { senderStaffId: staffId }),
      senderId: `$:LWCP_v1:$${staffId ?? 'stranger'}`,
      sessionWebhook: `${url}/robot/sendBySession?session=${session}`,
      sessionWebhookExpiredTime: untilMs,
      createAt: now().getTime(),
      conversationType: group === undefined ? '1' : '2',
      ...(group !== undefined && { isInAtList: true, conversationTitle: group }),
      robotCode: settings.robotCode,
      msgtype: 'text',
      ...change,
    }
  }

  return {
    settings,
    members,
    headersOf,
    post,
    payloadOf,
    tokenCount: () => tokens,
    endToken() {
      validToken = ''
    },
    /** Each of the next messages to a session gets one of these codes. */
    failSession: (...codes: number[]) => sessionFaults.push(...codes),
    /** Each of the next messages to members gets one of these. */
    failApi: (...faults: { status: number; code: string }[]) => apiFaults.push(...faults),
    /** The next messages to members do not go out, without a reason. */
    filterNext(count: number) {
      filtered = count
    },
    /** The next messages to members do not go out, as too many. */
    controlFlow(count: number) {
      flowControlled = count
    },

    say(serverUrl: string, staffId: string | null, said: string, group?: string) {
      return post(serverUrl, payloadOf(staffId, { text: { content: said } }, group))
    },

    shownTo: (to: string) => shown.filter((one) => one.to === to).map((one) => one.text),
    shownCount: () => shown.length,

    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
