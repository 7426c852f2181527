import { z } from 'zod'

const page = '钉钉开放平台 → 应用开发 → 您的应用 → '

/** Of the robot of an enterprise-internal application (企业内部应用机器人). Each message says on which page of the platform the value stands. */
export const dingtalkSettings = z.object({
  DINGTALK_APP_KEY: z
    .string({ error: `取自${page}凭证与基础信息：Client ID（原 AppKey）` })
    .regex(/^ding\w{8,}$/, { error: `应以 ding 开头，取自${page}凭证与基础信息：Client ID（原 AppKey）` }),
  DINGTALK_APP_SECRET: z
    .string({ error: `取自${page}凭证与基础信息：Client Secret（原 AppSecret）` })
    .min(16, { error: `太短，取自${page}凭证与基础信息：Client Secret（原 AppSecret）` }),
  /** Default: the app key, which it is for robots of one application. */
  DINGTALK_ROBOT_CODE: z
    .string()
    .min(1, { error: `取自${page}机器人：RobotCode` })
    .optional(),
  DINGTALK_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.dingtalk.com'),
  /** Addresses of sessions that lie elsewhere are refused: nothing is posted to where a request names. */
  DINGTALK_SESSION_URL: z.url({ protocol: /^https?$/ }).default('https://oapi.dingtalk.com'),
})

export interface DingtalkSettings {
  appKey: string
  appSecret: string
  robotCode: string
  apiUrl: string
  /** Scheme, host and port of the addresses of sessions. */
  sessionOrigin: string
}

export function toDingtalkSettings(s: z.infer<typeof dingtalkSettings>): DingtalkSettings {
  return {
    appKey: s.DINGTALK_APP_KEY,
    appSecret: s.DINGTALK_APP_SECRET,
    robotCode: s.DINGTALK_ROBOT_CODE ?? s.DINGTALK_APP_KEY,
    apiUrl: s.DINGTALK_API_URL.replace(/\/+$/, ''),
    sessionOrigin: new URL(s.DINGTALK_SESSION_URL).origin,
  }
}
