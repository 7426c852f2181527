import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { startWecomApi, type WecomAnswer } from './wecom-api.js'

const KF = 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q'
const HOUR_MS = 3_600_000
/** As the platform documents them. */
const MESSAGES = 5
const WINDOW_MS = 48 * HOUR_MS
const WELCOME_MS = 20_000
const PULL_TOKEN_MS = 10 * 60_000
const LONGEST_BYTES = 2048
/** Which states a session may be given from which. */
const MAY_BECOME: Record<number, number[]> = {
  0: [1, 2, 3, 4],
  1: [1, 2, 3, 4],
  2: [2, 3, 4],
  3: [2, 3, 4],
  4: [],
}

interface Session {
  state: number
  left: number
  untilMs: number
}

interface Shown {
  to: string
  text: string
  choices: string[]
  msgid: string
  byCode: boolean
}

export interface WecomKfOptions {
  now?: () => Date
  /** An empty page comes between all others. */
  emptyPages?: boolean
  /** So many messages in a page, though more were asked for; default: as many as were. */
  pageSize?: number
  /** Each pull takes so long. */
  pullMs?: number
}

/** WeCom's server as far as customer service goes: who may write to whom when, and what waits to be pulled. */
export async function startWecomKf({
  now = () => new Date(),
  emptyPages,
  pageSize = 1000,
  pullMs = 0,
}: WecomKfOptions = {}) {
  const entries: Record<string, unknown>[] = []
  const sessions = new Map<string, Session>()
  const sent: Shown[] = []
  const msgids = new Set<string>()
  const codes = new Map<string, { to: string; untilMs: number }>()
  /** To whom a code for a welcome was given. */
  const greeted = new Set<string>()
  const pullTokens = new Map<string, number>()
  const pulling = { now: 0, most: 0, count: 0 }
  let pages = 0

  const sessionOf = (user: unknown) => sessions.get(String(user)) ?? { state: 4, left: 0, untilMs: 0 }

  function show(to: string, body: Record<string, unknown>, byCode: boolean): WecomAnswer {
    const msgid = String(body.msgid ?? randomBytes(16).toString('hex'))
    // The documentation says "an error" and names no code.
    if (!/^[\w-]{1,32}$/.test(msgid) || msgids.has(msgid)) return { errcode: 40058, errmsg: 'invalid msgid' }
    const { text, msgmenu } = body as {
      text?: { content: string }
      msgmenu?: { head_content: string; list: { type: string; click: { id: string; content: string } }[] }
    }
    const said = text?.content ?? msgmenu?.head_content ?? ''
    if (Buffer.byteLength(said) > (msgmenu ? 1024 : LONGEST_BYTES))
      return { errcode: 45002, errmsg: 'content size out of limit' }
    if ((msgmenu?.list.length ?? 0) > 10) return { errcode: 95008, errmsg: 'too many menu items' }
    msgids.add(msgid)
    const choices = (msgmenu?.list ?? []).map(({ click }) => click.content)
    sent.push({ to, text: said, choices, msgid, byCode })
    return { msgid }
  }

  function page(body: Record<string, unknown>): WecomAnswer {
    const { open_kfid, cursor, token, limit } = body as Record<string, string | number | undefined>
    if (open_kfid !== KF) return { errcode: 95000, errmsg: 'invalid open_kfid' }
    if (token !== undefined && (pullTokens.get(String(token)) ?? 0) < now().getTime())
      return { errcode: 95007, errmsg: 'invalid msg token' }
    const from = cursor === undefined ? 0 : Number(/^at(\d+)$/.exec(String(cursor))?.[1])
    if (!(from <= entries.length)) return { errcode: 40058, errmsg: 'invalid cursor' }
    const isEmpty = emptyPages && pages++ % 2 === 0
    const list = isEmpty ? [] : entries.slice(from, from + Math.min(Number(limit ?? 1000), pageSize))
    const to = from + list.length
    return { next_cursor: `at${to}`, has_more: to < entries.length ? 1 : 0, msg_list: list }
  }

  const api = await startWecomApi(
    {
      '/cgi-bin/kf/account/list': () => ({
        account_list: [{ open_kfid: KF, name: '法律服务', avatar: '', manage_privilege: true }],
      }),
      async '/cgi-bin/kf/sync_msg'({ body }) {
        pulling.count++
        pulling.most = Math.max(pulling.most, ++pulling.now)
        await sleep(pullMs)
        pulling.now--
        return page(body)
      },
      '/cgi-bin/kf/service_state/get': ({ body }) => ({
        service_state: sessionOf(body.external_userid).state,
      }),
      '/cgi-bin/kf/service_state/trans'({ body }) {
        const session = sessionOf(body.external_userid)
        const state = Number(body.service_state)
        if (!MAY_BECOME[session.state]!.includes(state)) return { errcode: 95016, errmsg: 'not allowed' }
        session.state = state
        return {}
      },
      '/cgi-bin/kf/send_msg'({ body }) {
        const to = String(body.touser)
        const session = sessionOf(to)
        if (body.open_kfid !== KF) return { errcode: 95000, errmsg: 'invalid open_kfid' }
        if (session.untilMs <= now().getTime()) return { errcode: 95002, errmsg: 'send msg time limit' }
        if (session.state === 4) return { errcode: 95013, errmsg: 'conversation end' }
        if (session.state > 1) return { errcode: 95018, errmsg: 'send msg session status invalid' }
        if (session.left === 0) return { errcode: 95001, errmsg: 'send msg count limit' }
        const answer = show(to, body, false)
        if (answer.errcode === undefined) session.left--
        return answer
      },
      '/cgi-bin/kf/send_msg_on_event'({ body }) {
        const code = codes.get(String(body.code))
        // The documentation names no code for it.
        if (!code || code.untilMs <= now().getTime()) return { errcode: 40058, errmsg: 'invalid code' }
        codes.delete(String(body.code))
        return show(code.to, body, true)
      },
    },
    now,
  )

  function add(entry: Record<string, unknown>): void {
    const send_time = Math.floor(now().getTime() / 1000)
    entries.push({ msgid: randomBytes(16).toString('hex'), open_kfid: KF, send_time, ...entry })
  }

  return {
    ...api,
    sent,
    pulling,
    textsTo: (user: string) => sent.filter(({ to }) => to === user).map(({ text }) => text),
    stateOf: (user: string) => sessionOf(user).state,

    /** A citizen writes; the platform does not tell yet. @param what fields of the entry @param sentAt default: now */
    write(user: string, what: Record<string, unknown>, sentAt = now()) {
      const before = sessionOf(user)
      const state = before.state === 4 ? 0 : before.state
      sessions.set(user, { state, left: MESSAGES, untilMs: sentAt.getTime() + WINDOW_MS })
      add({ external_userid: user, origin: 3, send_time: Math.floor(sentAt.getTime() / 1000), ...what })
    },

    /** A servicer of WeCom writes. */
    servicerWrites(user: string, content: string) {
      add({ external_userid: user, origin: 5, servicer_userid: 'lisi', msgtype: 'text', text: { content } })
    },

    /** A servicer takes the session, or ends it. */
    setState(user: string, state: 2 | 3 | 4) {
      sessionOf(user).state = state
      const change_type = state === 4 ? 3 : 1
      const event = { event_type: 'session_status_change', open_kfid: KF, external_userid: user, change_type }
      add({ origin: 4, open_kfid: undefined, msgtype: 'event', event })
    },

    /** A citizen opens the talk: the first time with a code for a welcome. @param ageMs how long ago */
    enter(user: string, ageMs = 0): void {
      const atMs = now().getTime() - ageMs
      const isFirst = sessionOf(user).untilMs <= atMs && !greeted.has(user)
      greeted.add(user)
      const welcome_code = randomBytes(16).toString('hex')
      if (isFirst) codes.set(welcome_code, { to: user, untilMs: atMs + WELCOME_MS })
      const event = {
        event_type: 'enter_session',
        open_kfid: KF,
        external_userid: user,
        scene: '',
        ...(isFirst && { welcome_code }),
      }
      add({ origin: 4, open_kfid: undefined, send_time: Math.floor(atMs / 1000), msgtype: 'event', event })
    },

    /** A message that was taken did not arrive. */
    reportFailed(user: string, fail_msgid: string, fail_type: number) {
      const event = {
        event_type: 'msg_send_fail',
        open_kfid: KF,
        external_userid: user,
        fail_msgid,
        fail_type,
      }
      add({ origin: 4, open_kfid: undefined, msgtype: 'event', event })
    },

    /** The platform says that something waits. */
    async tell(serverUrl: string): Promise<void> {
      const token = `ENC${randomBytes(24).toString('base64url')}`
      pullTokens.set(token, now().getTime() + PULL_TOKEN_MS)
      const CreateTime = Math.floor(now().getTime() / 1000)
      const fields = { CreateTime, MsgType: 'event', Event: 'kf_msg_or_event', Token: token, OpenKfId: KF }
      await api.call(`${serverUrl}/api/channels/wecom-kf`, fields)
    },

    /** A citizen writes, and the platform tells. */
    async say(serverUrl: string, user: string, content: string, menu_id?: string): Promise<void> {
      this.write(user, { msgtype: 'text', text: { content, ...(menu_id && { menu_id }) } })
      await this.tell(serverUrl)
    },
  }
}
