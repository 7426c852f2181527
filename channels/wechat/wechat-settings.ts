import { z } from 'zod'

const page = '微信公众平台 → 设置与开发 → '

/** Of an official account (公众号). Each message says on which page of the platform the value stands. */
export const wechatSettings = z.object({
  WECHAT_APP_ID: z
    .string({ error: `取自${page}开发接口管理 → 基本配置：开发者ID(AppID)` })
    .regex(/^wx[0-9a-z]{16}$/i, {
      error: `应为 wx 开头的 18 位 AppID，取自${page}开发接口管理 → 基本配置`,
    }),
  WECHAT_APP_SECRET: z
    .string({ error: `取自${page}开发接口管理 → 基本配置：开发者密码(AppSecret)` })
    .min(16, { error: `太短，取自${page}开发接口管理 → 基本配置：开发者密码(AppSecret)` }),
  WECHAT_TOKEN: z
    .string({ error: `与${page}开发接口管理 → 服务器配置里填写的 Token 相同` })
    .regex(/^[A-Za-z0-9]{3,32}$/, { error: '3 到 32 位英文或数字，与服务器配置里的 Token 相同' }),
  /** Absent: messages come in plain text. */
  WECHAT_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, { error: `43 位，取自${page}开发接口管理 → 服务器配置：EncodingAESKey` })
    .optional(),
  WECHAT_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  /** Template that tells a citizen that an answer waits, where nothing else may be sent. */
  WECHAT_TEMPLATE_ID: z.string().optional(),
  /** Fields of the template, `name=text` separated by `;`. */
  WECHAT_TEMPLATE_FIELDS: z
    .string()
    .regex(/^[\w.]+=[^;]+(?:;[\w.]+=[^;]+)*$/, {
      error: '写成 字段名=文字，多个字段用英文分号隔开，如 thing1=您的咨询有新答复',
    })
    .optional(),
})

export interface WechatSettings {
  appId: string
  appSecret: string
  token: string
  aesKey: string | undefined
  apiUrl: string
  template: { id: string; fields: Readonly<Record<string, string>> } | undefined
}

export function toWechatSettings(s: z.infer<typeof wechatSettings>): WechatSettings {
  const fields = (s.WECHAT_TEMPLATE_FIELDS ?? '')
    .split(';')
    .map((pair) => pair.split('=') as [string, string])
  return {
    appId: s.WECHAT_APP_ID,
    appSecret: s.WECHAT_APP_SECRET,
    token: s.WECHAT_TOKEN,
    aesKey: s.WECHAT_AES_KEY,
    apiUrl: s.WECHAT_API_URL.replace(/\/+$/, ''),
    template: s.WECHAT_TEMPLATE_ID
      ? { id: s.WECHAT_TEMPLATE_ID, fields: Object.fromEntries(fields.filter(([name]) => name !== '')) }
      : undefined,
  }
}
