import { type Channel, DeliveryError } from '../channel.js'
import type { StoreDeps } from '../messaging/messaging-deps.js'
import type { SharedValues } from '../shared-values.js'
import { openWecomCallback, plainResponse } from '../wecom/wecom-callback.js'
import { createWecomClient, wecomAdvice } from '../wecom/wecom-client.js'
import { readAppMessage } from './read-app-message.js'
import type { WecomAppSettings } from './wecom-app-settings.js'

export interface WecomAppDeps extends Pick<StoreDeps, 'db' | 'now'> {
  values: SharedValues
}

/**
 * An internal application of WeCom (自建应用), for the members of an organisation. Answers are sent, never given in
 * the response: there is no quota to save, and a response that comes as the platform gives up is lost.
 * @see https://developer.work.weixin.qq.com/document/path/90236
 */
export function createWecomAppChannel(settings: WecomAppSettings, deps: WecomAppDeps): Channel {
  const client = createWecomClient(settings, { ...deps, channel: 'wecom-app' })

  return {
    name: 'wecom-app',
    inResponse: null,
    maySend: () => true,
    replyAllowance: () => null,

    async receive(request) {
      const opened = openWecomCallback(request, settings, deps.now())
      if ('echo' in opened) return { messages: [], respond: () => plainResponse(opened.echo) }
      const message = readAppMessage(opened.fields)
      return { messages: message ? [message] : [], respond: () => plainResponse('') }
    },

    async send({ peer, text }) {
      const answer = await client.call('/cgi-bin/message/send', {
        touser: peer,
        agentid: Number(settings.agentId),
        msgtype: 'text',
        text: { content: text },
      })
      const { msgid, invaliduser, unlicenseduser } = answer
      // Said within a success.
      if (invaliduser)
        throw new DeliveryError('refused', 'invaliduser', '成员不在应用的可见范围里，或已离开企业')
      if (unlicenseduser) throw new DeliveryError('refused', 'unlicenseduser', '成员没有基础接口许可')
      return { platformId: typeof msgid === 'string' ? msgid : null }
    },

    async check() {
      try {
        await client.call('/cgi-bin/agent/get', undefined, { agentid: settings.agentId })
        return []
      } catch (error) {
        return [wecomAdvice(error)]
      }
    },
  }
}
