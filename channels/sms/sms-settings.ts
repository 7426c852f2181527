import { z } from 'zod'

const SAMPLE = { phone: '13800000000', number: '2026-1123-0001' }
const LONGEST_WAIT_HOURS = 120

/** Both are digits and hyphens only: nothing in them could end a JSON text or a field of a form. */
export function fillTemplate(template: string, values: { phone: string; number: string }): string {
  return template.replaceAll('{phone}', values.phone).replaceAll('{number}', values.number)
}

const isJson = (template: string) => /^\s*[{[]/.test(template)

const headers = z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[\x20-\x7e]*$/))

/** Of a gateway that sends text messages (短信): any that takes one HTTP request for one message. */
export const smsSettings = z.object({
  SMS_URL: z.url({ protocol: /^https?$/, error: '短信平台发送接口的网址，见短信平台的接口文档' }),
  SMS_BODY: z
    .string({
      error: '请求正文，照短信平台的接口文档写，手机号的位置写 {phone}，工单号的位置写 {number}',
    })
    .refine((template) => template.includes('{phone}'), { error: '缺少 {phone}：手机号写在哪里' })
    .refine((template) => !isJson(template) || parses(fillTemplate(template, SAMPLE)), {
      error: '以 { 或 [ 开头，却不是正确的 JSON',
    }),
  /** JSON object. */
  SMS_HEADERS: z
    .string()
    .default('{}')
    .refine((text) => parses(text) && headers.safeParse(JSON.parse(text)).success, {
      error: '写成 JSON，如 {"Authorization":"APPCODE 您的AppCode"}',
    }),
  /** What stands in the response to a message that was taken; default: any response of status 2xx. */
  SMS_SUCCESS: z.string().optional(),
  /** How long an answer has to have waited. */
  SMS_AFTER_HOURS: z.coerce.number().int().min(1).max(LONGEST_WAIT_HOURS).default(24),
})

export interface SmsSettings {
  url: string
  /** With `{phone}` and `{number}`. */
  body: string
  headers: Readonly<Record<string, string>>
  success: string
  afterHours: number
}

export function toSmsSettings(s: z.infer<typeof smsSettings>): SmsSettings {
  const type = isJson(s.SMS_BODY) ? 'application/json' : 'application/x-www-form-urlencoded'
  return {
    url: s.SMS_URL,
    body: s.SMS_BODY,
    headers: { 'content-type': `${type}; charset=utf-8`, ...headers.parse(JSON.parse(s.SMS_HEADERS)) },
    success: s.SMS_SUCCESS ?? '',
    afterHours: s.SMS_AFTER_HOURS,
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
