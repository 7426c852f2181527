import { z } from 'zod'
import type { WecomCallbackSettings } from '../wecom/wecom-callback.js'
import type { WecomClientSettings } from '../wecom/wecom-client.js'

const page = '企业微信管理后台 → 应用管理 → 自建应用'

/** Of an internal application of WeCom (自建应用). Each message says on which page of the platform the value stands. */
export const wecomAppSettings = z.object({
  WECOM_APP_CORP_ID: z
    .string({ error: '取自企业微信管理后台 → 我的企业 → 企业信息：企业ID' })
    .regex(/^w[wx][0-9A-Za-z]{16}$/, { error: '应为 ww 开头的 18 位企业ID，取自我的企业 → 企业信息' }),
  WECOM_APP_AGENT_ID: z
    .string({ error: `取自${page}：AgentId` })
    .regex(/^\d{1,10}$/, { error: `应为数字，取自${page}：AgentId` }),
  WECOM_APP_SECRET: z
    .string({ error: `取自${page}：Secret` })
    .min(16, { error: `太短，取自${page}：Secret` }),
  WECOM_APP_TOKEN: z
    .string({ error: `与${page} → 接收消息里填写的 Token 相同` })
    .regex(/^[A-Za-z0-9]{1,32}$/, { error: '最多 32 位英文或数字，与接收消息里的 Token 相同' }),
  WECOM_APP_AES_KEY: z
    .string({ error: `取自${page} → 接收消息：EncodingAESKey` })
    .regex(/^[A-Za-z0-9]{43}$/, { error: `43 位，取自${page} → 接收消息：EncodingAESKey` }),
  WECOM_APP_API_URL: z.url({ protocol: /^https?$/ }).default('https://qyapi.weixin.qq.com'),
})

export type WecomAppSettings = WecomCallbackSettings & WecomClientSettings & { agentId: string }

export function toWecomAppSettings(s: z.infer<typeof wecomAppSettings>): WecomAppSettings {
  return {
    corpId: s.WECOM_APP_CORP_ID,
    agentId: s.WECOM_APP_AGENT_ID,
    secret: s.WECOM_APP_SECRET,
    token: s.WECOM_APP_TOKEN,
    aesKey: s.WECOM_APP_AES_KEY,
    apiUrl: s.WECOM_APP_API_URL.replace(/\/+$/, ''),
  }
}
