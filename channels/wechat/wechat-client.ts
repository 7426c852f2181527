import { type AccessToken, callWithToken, type FetchedToken } from '../access-token.js'
import { DeliveryError, type DeliveryFailure } from '../channel.js'
import { requestJson } from '../platform-request.js'
import type { WechatSettings } from './wechat-settings.js'

/** Administrators mend it on the platform's pages, or the platform within minutes; what waits need not be lost for it. */
const MENDED_LATER = { failure: 'retry', retryAfterMs: 10 * 60_000 } as const

/** Codes of the platform that say more than "it failed". */
const FAILURES: Readonly<Record<number, { failure: DeliveryFailure; retryAfterMs?: number }>> = {
  [-1]: { failure: 'retry' },
  // A token that was fetched a moment ago.
  40001: MENDED_LATER,
  40014: MENDED_LATER,
  42001: MENDED_LATER,
  // AppID, AppSecret, and the addresses that may call.
  40013: MENDED_LATER,
  40125: MENDED_LATER,
  40164: MENDED_LATER,
  // The day's requests are used up.
  45009: { failure: 'retry', retryAfterMs: 3_600_000 },
  45011: { failure: 'retry' },
  // The 48 hours are over; the five messages are used up; the account has no right to write.
  45015: { failure: 'closed' },
  45047: { failure: 'closed' },
  48001: { failure: 'closed' },
}
const TOKEN_REFUSED = [40001, 40014, 41001, 42001]
export const NO_PERMISSION = '48001'

/** Settles what a set-up may have wrong, by the code that the platform gives. */
const ADVICE: Readonly<Record<number, string>> = {
  40013: 'AppID 不对：在“开发接口管理 → 基本配置”核对 WECHAT_APP_ID',
  40125: 'AppSecret 不对：在“开发接口管理 → 基本配置”重置并更新 WECHAT_APP_SECRET',
  40164: '服务器的出口 IP 不在白名单：在“开发接口管理 → 基本配置 → IP白名单”加上它',
  48001: '账号没有客服消息权限：要先完成微信认证',
}

/** @throws {DeliveryError} */
export async function fetchStableToken(
  { apiUrl, appId, appSecret }: WechatSettings,
  refused: boolean,
): Promise<FetchedToken> {
  const answer = await requestJson(`${apiUrl}/cgi-bin/stable_token`, {
    grant_type: 'client_credential',
    appid: appId,
    secret: appSecret,
    // Only where the platform refuses what it gave: this is allowed twenty times a day.
    force_refresh: refused,
  })
  const { access_token: token, expires_in: seconds } = answer
  if (typeof token !== 'string' || typeof seconds !== 'number') throw failureOf(answer)
  return { token, expiresInMs: seconds * 1000 }
}

export function createWechatClient({ apiUrl }: Pick<WechatSettings, 'apiUrl'>, accessToken: AccessToken) {
  /** @throws {DeliveryError} */
  async function call(path: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await callWithToken(
      accessToken,
      (token) => requestJson(`${apiUrl}${path}?access_token=${encodeURIComponent(token)}`, body),
      ({ errcode }) => TOKEN_REFUSED.includes(Number(errcode)),
    )
    if ((answer.errcode ?? 0) !== 0) throw failureOf(answer)
    return answer
  }

  return {
    sendText: (openId: string, content: string) =>
      call('/cgi-bin/message/custom/send', { touser: openId, msgtype: 'text', text: { content } }),

    /** @returns the platform's id of the message */
    async sendTemplate(openId: string, templateId: string, fields: Readonly<Record<string, string>>) {
      const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))
      const { msgid } = await call('/cgi-bin/message/template/send', {
        touser: openId,
        template_id: templateId,
        data,
      })
      return String(msgid)
    },

    /** Fails where the account may not write at all; the recipient does not exist. */
    async mayWrite(): Promise<string | null> {
      try {
        await call('/cgi-bin/message/custom/send', {
          touser: 'check',
          msgtype: 'text',
          text: { content: ' ' },
        })
      } catch (error) {
        if (error instanceof DeliveryError && error.code === NO_PERMISSION) return ADVICE[48001]!
      }
      return null
    },
  }
}

export function adviceFor(error: unknown): string {
  const code = error instanceof DeliveryError ? error.code : ''
  const said = error instanceof Error ? error.message : String(error)
  return ADVICE[Number(code)] ?? `微信接口没有正常答复：${said}`
}

function failureOf({ errcode, errmsg }: Record<string, unknown>): DeliveryError {
  const { failure, retryAfterMs } = FAILURES[Number(errcode)] ?? { failure: 'refused' as const }
  return new DeliveryError(
    failure,
    String(errcode),
    `${errcode}: ${String(errmsg).slice(0, 200)}`,
    retryAfterMs,
  )
}
