import { callWithToken, createAccessToken } from '../access-token.js'
import { DeliveryError, type DeliveryFailure } from '../channel.js'
import type { StoreDeps } from '../messaging/messaging-deps.js'
import { requestJson } from '../platform-request.js'
import type { SharedValues } from '../shared-values.js'

export interface WecomClientSettings {
  apiUrl: string
  corpId: string
  secret: string
}

interface Handling {
  failure: DeliveryFailure
  /** What staff read; default: the platform's own words. */
  reason?: string
  retryAfterMs?: number
}

const MENDED_BY_ADMINISTRATORS_MS = 10 * 60_000

/** Codes of the platform that say more than "it failed". @see https://developer.work.weixin.qq.com/document/path/90313 */
const FAILURES: Readonly<Record<number, Handling>> = {
  [-1]: { failure: 'retry', reason: '企业微信系统繁忙' },
  // A token that was fetched a moment ago.
  40014: { failure: 'retry' },
  42001: { failure: 'retry' },
  // By the minute and the hour; too many at once.
  45009: { failure: 'retry', reason: '调用企业微信接口太频繁', retryAfterMs: 60_000 },
  45033: { failure: 'retry', reason: '同时调用企业微信接口太多', retryAfterMs: 2000 },
  // Administrators mend these; what waits need not be lost for it.
  40001: { failure: 'retry', reason: '企业微信的 Secret 不对', retryAfterMs: MENDED_BY_ADMINISTRATORS_MS },
  40013: { failure: 'retry', reason: '企业微信的企业ID 不对', retryAfterMs: MENDED_BY_ADMINISTRATORS_MS },
  48002: {
    failure: 'retry',
    reason: '企业微信没有给这个接口的权限',
    retryAfterMs: MENDED_BY_ADMINISTRATORS_MS,
  },
  60020: {
    failure: 'retry',
    reason: '服务器的出口 IP 不在企业可信 IP 里',
    retryAfterMs: MENDED_BY_ADMINISTRATORS_MS,
  },
  81013: { failure: 'refused', reason: '成员不在应用的可见范围里，或已离开企业' },
  95000: { failure: 'refused', reason: '客服账号不存在' },
  95001: { failure: 'closed', reason: '对方发话后已发满 5 条，要等对方再发话' },
  95002: { failure: 'closed', reason: '离对方上次发话已超过 48 小时，要等对方再发话' },
  95013: { failure: 'closed', reason: '会话已经结束，要等对方再发话' },
  95018: { failure: 'closed', reason: '会话的状态不让发消息' },
}
const TOKEN_REFUSED = [40001, 40014, 41001, 42001]

/** Settles what a set-up may have wrong, by the code that the platform gives. */
const ADVICE: Readonly<Record<number, string>> = {
  40001: 'Secret 不对：在企业微信管理后台的应用（或微信客服）页面重新查看 Secret',
  40013: '企业ID 不对：在企业微信管理后台“我的企业 → 企业信息”最下面核对',
  40056: 'AgentId 不对：在企业微信管理后台“应用管理”的应用页面核对',
  48002: '没有接口权限：在企业微信管理后台“微信客服 → 可调用接口的应用”（或应用页面）打开',
  60020: '服务器的出口 IP 不在“企业可信IP”里：在企业微信管理后台的应用页面加上它',
  95017: '没有打开会话消息管理：在企业微信管理后台“微信客服 → API”打开',
  301002: 'AgentId 和 Secret 不是同一个应用的：在企业微信管理后台“应用管理”的应用页面核对',
}

export type WecomClient = ReturnType<typeof createWecomClient>

/** Calls WeCom with a token that all processes share. @param channel whose token it is: each secret has its own */
export function createWecomClient(
  { apiUrl, corpId, secret }: WecomClientSettings,
  deps: Pick<StoreDeps, 'db' | 'now'> & { values: SharedValues; channel: string },
) {
  const accessToken = createAccessToken({ ...deps, credentials: [corpId, secret] }, async () => {
    const query = new URLSearchParams({ corpid: corpId, corpsecret: secret })
    const answer = await requestJson(`${apiUrl}/cgi-bin/gettoken?${query}`)
    const { access_token: token, expires_in: seconds } = answer
    if (typeof token !== 'string' || typeof seconds !== 'number') throw failureOf(answer)
    return { token, expiresInMs: seconds * 1000 }
  })

  return {
    /** @param query of the address, besides the token @throws {DeliveryError} */
    async call(
      path: string,
      body?: unknown,
      query: Readonly<Record<string, string>> = {},
    ): Promise<Record<string, unknown>> {
      const answer = await callWithToken(
        accessToken,
        (token) =>
          requestJson(`${apiUrl}${path}?${new URLSearchParams({ ...query, access_token: token })}`, body),
        ({ errcode }) => TOKEN_REFUSED.includes(Number(errcode)),
      )
      if ((answer.errcode ?? 0) !== 0) throw failureOf(answer)
      return answer
    },
  }
}

/** What is wrong with the set-up, in the words of the platform's pages. */
export function wecomAdvice(error: unknown): string {
  const code = error instanceof DeliveryError ? error.code : ''
  const said = error instanceof Error ? error.message : String(error)
  return ADVICE[Number(code)] ?? `企业微信接口没有正常答复：${said}`
}

function failureOf({ errcode, errmsg }: Record<string, unknown>): DeliveryError {
  const { failure, reason, retryAfterMs } = FAILURES[Number(errcode)] ?? { failure: 'refused' as const }
  const said = `${errcode}: ${String(errmsg).slice(0, 200)}`
  return new DeliveryError(failure, String(errcode), reason ? `${reason}（${said}）` : said, retryAfterMs)
}
