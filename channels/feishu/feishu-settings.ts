import { z } from 'zod'

const page = '飞书开放平台 → 开发者后台 → 您的应用 → '

/** Of a bot in Feishu (企业自建应用的机器人). Each message says on which page of the platform the value stands. */
export const feishuSettings = z.object({
  FEISHU_APP_ID: z
    .string({ error: `取自${page}凭证与基础信息：App ID` })
    .regex(/^cli_\w{8,}$/, { error: `应以 cli_ 开头，取自${page}凭证与基础信息：App ID` }),
  FEISHU_APP_SECRET: z
    .string({ error: `取自${page}凭证与基础信息：App Secret` })
    .min(16, { error: `太短，取自${page}凭证与基础信息：App Secret` }),
  FEISHU_VERIFICATION_TOKEN: z
    .string({ error: `取自${page}事件与回调 → 加密策略：Verification Token` })
    .min(8, { error: `太短，取自${page}事件与回调 → 加密策略：Verification Token` }),
  /** Absent: events come in plain text, and only the token in them tells who sent them. */
  FEISHU_ENCRYPT_KEY: z
    .string()
    .min(8, { error: `与${page}事件与回调 → 加密策略里的 Encrypt Key 相同，至少 8 位` })
    .optional(),
  FEISHU_API_URL: z.url({ protocol: /^https?$/ }).default('https://open.feishu.cn'),
})

export interface FeishuSettings {
  appId: string
  appSecret: string
  verificationToken: string
  encryptKey: string | undefined
  apiUrl: string
}

export function toFeishuSettings(s: z.infer<typeof feishuSettings>): FeishuSettings {
  return {
    appId: s.FEISHU_APP_ID,
    appSecret: s.FEISHU_APP_SECRET,
    verificationToken: s.FEISHU_VERIFICATION_TOKEN,
    encryptKey: s.FEISHU_ENCRYPT_KEY,
    apiUrl: s.FEISHU_API_URL.replace(/\/+$/, ''),
  }
}
