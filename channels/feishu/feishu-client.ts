import { type AccessToken, callWithToken, type FetchedToken } from '../access-token.js'
import { DeliveryError } from '../channel.js'
import { requestJson } from '../platform-request.js'
import type { FeishuSettings } from './feishu-settings.js'

/** Too many at once, for the app or for one chat; the same message is being sent at this moment. */
const RETRY = [99991400, 230020, 11232, 11233, 230049]
/** What staff read of codes that will not change. */
const REASONS: Readonly<Record<number, string>> = {
  230002: '机器人不在这个群里',
  230006: '应用没有启用机器人',
  230013: '对方不在应用的可用范围里，或者已经离职',
  230018: '群设置不让机器人发言',
  230022: '飞书认为内容里有敏感信息',
  230027: '应用缺少发消息的权限',
  230028: '本单位的防泄漏审查没有通过，内容里有电话号码、邮箱时会这样',
  230029: '对方已经离职',
  230035: '群里禁言，或者对方不让机器人发消息',
  230038: '对方是别的单位的人，机器人不能单聊',
  230053: '对方不再接收机器人的消息',
  230099: '飞书没有做成卡片，群里提问的人可能已经离开',
  232009: '群已经解散',
}
/** Missing, invalid, of another kind. */
const TOKEN_REFUSED = [99991661, 99991663, 99991664]

const page = '飞书开放平台 → 开发者后台 → 您的应用 → '

/** Settles what a set-up may have wrong, by the code that the platform gives. */
const ADVICE: Readonly<Record<number, string>> = {
  10003: `App ID 不对：在“${page}凭证与基础信息”核对 FEISHU_APP_ID`,
  10014: `App Secret 不对：在“${page}凭证与基础信息”核对 FEISHU_APP_SECRET`,
  11205: `没有启用机器人：在“${page}添加应用能力”加上机器人，再发布版本`,
  99991401: `服务器的出口 IP 不在白名单：在“${page}安全设置 → IP 白名单”加上它`,
  99991672: `缺少权限：在“${page}权限管理”开通 im:message:send_as_bot，再发布版本`,
}

/** @throws {DeliveryError} */
export async function fetchTenantToken({ apiUrl, appId, appSecret }: FeishuSettings): Promise<FetchedToken> {
  const answer = await requestJson(`${apiUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
    app_id: appId,
    app_secret: appSecret,
  })
  const { tenant_access_token: token, expire: seconds } = answer
  if (typeof token !== 'string' || typeof seconds !== 'number') throw failureOf(answer)
  return { token, expiresInMs: seconds * 1000 }
}

export function createFeishuClient({ apiUrl }: Pick<FeishuSettings, 'apiUrl'>, accessToken: AccessToken) {
  /** @throws {DeliveryError} */
  async function call(path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await callWithToken(
      accessToken,
      (token) => requestJson(apiUrl + path, body, { headers: { authorization: `Bearer ${token}` } }),
      ({ code }) => TOKEN_REFUSED.includes(Number(code)),
    )
    if (answer.code !== 0) throw failureOf(answer)
    return answer
  }

  return {
    /**
     * @param idType what `id` is
     * @param uuid the same within an hour is one message
     * @returns the platform's id of the message
     */
    async sendMarkdown(idType: 'open_id' | 'chat_id', id: string, uuid: string, markdown: string) {
      const { data } = await call(`/open-apis/im/v1/messages?receive_id_type=${idType}`, {
        receive_id: id,
        // A card shows bold and links on phones and computers alike from one text; a post wants a node for each.
        msg_type: 'interactive',
        content: JSON.stringify({
          config: { wide_screen_mode: true },
          elements: [{ tag: 'markdown', content: toCardMarkdown(markdown) }],
        }),
        uuid,
      })
      const { message_id: messageId } = (data ?? {}) as Record<string, unknown>
      return typeof messageId === 'string' ? messageId : null
    },

    /** @returns whether the bot is switched on */
    async isActive(): Promise<boolean> {
      const { bot } = await call('/open-apis/bot/v3/info')
      return (bot as Record<string, unknown> | undefined)?.activate_status === 2
    },
  }
}

/** Cards know no backslash before a sign that is to mean nothing, but its number. */
export function toCardMarkdown(markdown: string): string {
  return markdown.replace(/\\([\\`*_[\]<>#~|])/g, (_, sign: string) => `&#${sign.charCodeAt(0)};`)
}

export function adviceFor(error: unknown): string {
  const code = error instanceof DeliveryError ? error.code : ''
  const said = error instanceof Error ? error.message : String(error)
  return ADVICE[Number(code)] ?? `飞书接口没有正常答复：${said}`
}

function failureOf({ code, msg }: Record<string, unknown>): DeliveryError {
  const reason = REASONS[Number(code)]
  const said = `${code}: ${String(msg).slice(0, 200)}`
  return new DeliveryError(
    RETRY.includes(Number(code)) ? 'retry' : 'refused',
    String(code),
    reason ? `${reason}（${said}）` : said,
  )
}
