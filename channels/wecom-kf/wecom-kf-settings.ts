import { z } from 'zod'
import type { WecomCallbackSettings } from '../wecom/wecom-callback.js'
import type { WecomClientSettings } from '../wecom/wecom-client.js'

const page = '企业微信管理后台 → 应用管理 → 微信客服 → API'

/** Of customer service of WeCom (微信客服). Each message says on which page of the platform the value stands. */
export const wecomKfSettings = z.object({
  WECOM_KF_CORP_ID: z
    .string({ error: '取自企业微信管理后台 → 我的企业 → 企业信息：企业ID' })
    .regex(/^w[wx][0-9A-Za-z]{16}$/, { error: '应为 ww 开头的 18 位企业ID，取自我的企业 → 企业信息' }),
  WECOM_KF_SECRET: z.string({ error: `取自${page}：Secret` }).min(16, { error: `太短，取自${page}：Secret` }),
  WECOM_KF_TOKEN: z
    .string({ error: `与${page} 的回调配置里填写的 Token 相同` })
    .regex(/^[A-Za-z0-9]{1,32}$/, { error: '最多 32 位英文或数字，与回调配置里的 Token 相同' }),
  WECOM_KF_AES_KEY: z
    .string({ error: `取自${page} 的回调配置：EncodingAESKey` })
    .regex(/^[A-Za-z0-9]{43}$/, { error: `43 位，取自${page} 的回调配置：EncodingAESKey` }),
  WECOM_KF_API_URL: z.url({ protocol: /^https?$/ }).default('https://qyapi.weixin.qq.com'),
})

export type WecomKfSettings = WecomCallbackSettings & WecomClientSettings

export function toWecomKfSettings(s: z.infer<typeof wecomKfSettings>): WecomKfSettings {
  return {
    corpId: s.WECOM_KF_CORP_ID,
    secret: s.WECOM_KF_SECRET,
    token: s.WECOM_KF_TOKEN,
    aesKey: s.WECOM_KF_AES_KEY,
    apiUrl: s.WECOM_KF_API_URL.replace(/\/+$/, ''),
  }
}
