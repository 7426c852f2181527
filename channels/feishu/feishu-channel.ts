import type { Db } from '../../storage/database.js'
import { createAccessToken } from '../access-token.js'
import { type Channel, type RawResponse, UnreadableRequestError } from '../channel.js'
import { readPeerInGroup } from '../peer-in-group.js'
import type { SharedValues } from '../shared-values.js'
import { adviceFor, createFeishuClient, fetchTenantToken } from './feishu-client.js'
import type { FeishuSettings } from './feishu-settings.js'
import { openFeishuEvent } from './open-feishu-event.js'
import { readFeishuMessage } from './read-feishu-message.js'

export interface FeishuDeps {
  db: Db
  values: SharedValues
  now(): Date
}

const json = (body: unknown): RawResponse => ({
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
})

/** A bot in Feishu (飞书). @see https://open.feishu.cn/document/ */
export function createFeishuChannel(settings: FeishuSettings, deps: FeishuDeps): Channel {
  const accessToken = createAccessToken(
    { ...deps, channel: 'feishu', credentials: [settings.appId, settings.appSecret] },
    () => fetchTenantToken(settings),
  )
  const client = createFeishuClient(settings, accessToken)

  return {
    name: 'feishu',
    inResponse: null,
    maySend: () => true,
    replyAllowance: () => null,

    async receive(request) {
      if (request.method !== 'POST') throw new UnreadableRequestError('Feishu posts')
      const opened = openFeishuEvent(request, settings)
      if (!('header' in opened)) return { messages: [], respond: () => json({ challenge: opened.challenge }) }
      const message = readFeishuMessage(opened)
      return { messages: message ? [message] : [], respond: () => json({}) }
    },

    async send({ id, peer, text }) {
      const inGroup = readPeerInGroup(peer)
      const platformId = inGroup
        ? await client.sendMarkdown(
            'chat_id',
            inGroup.groupId,
            id,
            `<at id=${inGroup.personId}></at>\n${text}`,
          )
        : await client.sendMarkdown('open_id', peer, id, text)
      return { platformId }
    },

    async check() {
      try {
        return (await client.isActive())
          ? []
          : ['机器人没有启用：发布应用版本，并请企业管理员在管理后台启用它']
      } catch (error) {
        return [adviceFor(error)]
      }
    },
  }
}
