import { setTimeout as sleep } from 'node:timers/promises'
import { startWecomApi } from './wecom-api.js'

const AGENT_ID = '1000002'
/** As the platform documents them. */
const LONGEST_BYTES = 2048
const A_MINUTE = 30

export interface WecomAppOptions {
  now?: () => Date
  /** Members who may see the application. */
  members?: readonly string[] | 'everybody'
  /** Between taking a message and saying so. */
  answerMs?: number
}

/** WeCom's server as far as an application of an organisation goes. */
export async function startWecomApp(options: WecomAppOptions = {}) {
  const { now = () => new Date(), members = ['lin'], answerMs = 0 } = options
  const sent: { to: string; text: string }[] = []
  const times = new Map<string, number[]>()
  let nextMsgId = 7_123_456_789_012_345_678n

  const api = await startWecomApi(
    {
      '/cgi-bin/agent/get': ({ query }) =>
        query.get('agentid') === AGENT_ID
          ? { agentid: Number(AGENT_ID), name: '问法' }
          : { errcode: 301002, errmsg: 'not allow operate another agent with this accesstoken' },
      async '/cgi-bin/message/send'({ body }) {
        const { touser, agentid, msgtype, text } = body as {
          touser: string
          agentid: unknown
          msgtype: string
          text: { content: string }
        }
        if (agentid !== Number(AGENT_ID)) return { errcode: 40056, errmsg: 'invalid agentid' }
        if (msgtype !== 'text') return { errcode: 40008, errmsg: 'invalid message type' }
        const known = members === 'everybody' || members.includes(touser)
        // Everybody is invalid, or some within a success: both are seen.
        if (!known && touser.startsWith('gone'))
          return { errcode: 81013, errmsg: 'user & party & tag all invalid' }
        if (!known) return { invaliduser: touser, msgid: 'none' }
        const recent = (times.get(touser) ?? []).filter((at) => at > now().getTime() - 60_000)
        if (recent.length >= A_MINUTE) return { errcode: 45009, errmsg: 'api freq out of limit' }
        times.set(touser, [...recent, now().getTime()])
        // Longer ones are cut, without a word of it.
        const shown = Buffer.from(text.content).subarray(0, LONGEST_BYTES).toString('utf8')
        sent.push({ to: touser, text: shown })
        const msgid = `m${sent.length}`
        await sleep(answerMs)
        return { invaliduser: '', msgid }
      },
    },
    now,
  )

  return {
    ...api,
    settings: { ...api.keys, agentId: AGENT_ID },
    sent,
    textsTo: (user: string) => sent.filter(({ to }) => to === user).map(({ text }) => text),
    msgId: () => String(nextMsgId++),

    /** A member does something. */
    act(serverUrl: string, user: string, fields: Record<string, string | number>): Promise<void> {
      const CreateTime = Math.floor(now().getTime() / 1000)
      const all = { FromUserName: user, CreateTime, AgentID: Number(AGENT_ID), ...fields }
      return api.call(`${serverUrl}/api/channels/wecom-app`, all)
    },

    /** A member writes. */
    say(serverUrl: string, user: string, Content: string, MsgId?: string): Promise<void> {
      return this.act(serverUrl, user, { MsgType: 'text', Content, MsgId: MsgId ?? this.msgId() })
    },
  }
}
