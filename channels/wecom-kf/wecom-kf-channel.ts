import { type Channel, DeliveryError, type DeliveryReceipt, type OutboundMessage } from '../channel.js'
import type { StoreDeps } from '../messaging/messaging-deps.js'
import type { SharedValues } from '../shared-values.js'
import { openWecomCallback, plainResponse } from '../wecom/wecom-callback.js'
import { createWecomClient, wecomAdvice } from '../wecom/wecom-client.js'
import { createKfSessions } from './kf-session.js'
import { createPullMessages } from './pull-messages.js'
import type { WecomKfSettings } from './wecom-kf-settings.js'

/** The session is not ours, or not yet. */
const WRONG_STATE = '95018'
const HOUR_MS = 3_600_000
/** A code for a welcome is good for so long. */
const WELCOME_MS = 20_000

export interface WecomKfDeps extends Pick<StoreDeps, 'db' | 'now'> {
  values: SharedValues
}

/** Customer service of WeCom (微信客服). @see https://developer.work.weixin.qq.com/document/path/94670 */
export function createWecomKfChannel(settings: WecomKfSettings, deps: WecomKfDeps): Channel {
  const client = createWecomClient(settings, { ...deps, channel: 'wecom-kf' })
  const sessions = createKfSessions(client)
  const pulling = createPullMessages({ ...deps, client, sessions })

  /** @throws {DeliveryError} */
  async function post(path: string, to: object, message: OutboundMessage): Promise<DeliveryReceipt> {
    const { id, attempts } = message
    try {
      const { msgid } = await client.call(path, { ...to, msgid: id, ...contentOf(message) })
      return { platformId: typeof msgid === 'string' ? msgid : id }
    } catch (error) {
      // An id is taken once; the platform documents no code for it.
      const isKnown = attempts > 1 && error instanceof DeliveryError && error.failure === 'refused'
      if (isKnown && /msgid/i.test(error.message)) return { platformId: id }
      throw error
    }
  }

  return {
    name: 'wecom-kf',
    inResponse: null,
    maySend: () => true,

    /** Five within 48 hours of a message; to who has only entered, the welcome. */
    replyAllowance({ content, sentAt }) {
      return content.kind === 'followed'
        ? { count: 1, untilMs: sentAt.getTime() + WELCOME_MS }
        : { count: 5, untilMs: sentAt.getTime() + 48 * HOUR_MS }
    },

    async receive(request) {
      const opened = openWecomCallback(request, settings, deps.now())
      if ('echo' in opened) return { messages: [], respond: () => plainResponse(opened.echo) }
      const { Event: event, Token: token, OpenKfId: openKfId } = opened.fields
      const pull = event === 'kf_msg_or_event' && token !== undefined && openKfId !== undefined
      if (pull) await pulling.tell(openKfId, token)
      return { messages: [], pull, respond: () => plainResponse('success') }
    },

    pull: (take) => pulling.pull(take),

    async send(message) {
      const { peer, replyTo } = message
      const [openKfId = '', welcomeCode] = (replyTo ?? '').split(' ')
      if (welcomeCode) {
        try {
          return await post('/cgi-bin/kf/send_msg_on_event', { code: welcomeCode }, message)
        } catch (error) {
          // The code is used up or too old: what is said then needs a message of the citizen.
          if (!(error instanceof DeliveryError) || error.retryable) throw error
        }
      }
      try {
        return await post('/cgi-bin/kf/send_msg', { touser: peer, open_kfid: openKfId }, message)
      } catch (error) {
        if (!(error instanceof DeliveryError) || error.code !== WRONG_STATE) throw error
        throw await sessions.explain({ openKfId, externalUserId: peer }, error)
      }
    },

    async check() {
      try {
        const accounts = await pulling.accounts()
        if (accounts.length > 0) return []
        return ['没有可用接口管理的客服账号：在企业微信管理后台“微信客服”里建一个，并允许接口管理']
      } catch (error) {
        return [wecomAdvice(error)]
      }
    },
  }
}

/** A question with answers to press, or text. */
function contentOf({ text, choices }: OutboundMessage) {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } }
  const list = choices.map((content, n) => ({ type: 'click', click: { id: String(n + 1), content } }))
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list } }
}
