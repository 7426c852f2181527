import { type AccessToken, callWithToken, type FetchedToken } from '../access-token.js'
import { DeliveryError } from '../channel.js'
import { requestJson } from '../platform-request.js'
import type { DingtalkSettings } from './dingtalk-settings.js'
import { titleOf, toDingtalkMarkdown } from './to-dingtalk-markdown.js'

/** Twenty messages a minute may be posted to a session; the interface is asked too often by everybody; busy. */
const SESSION_RETRY: Readonly<Record<number, number>> = { 130101: 60_000, 90002: 1000, [-1]: 0 }
/** What staff read: the words, the signature or the address are against what the robot is set to. */
const AGAINST_SETTINGS = 310000
/** The session is none any more. */
const SESSION_ENDED = 300001
const TOO_OFTEN = /^Forbidden\.AccessDenied\.Qp[sm]Limit|Throttling/
const MINUTE_MS = 60_000
export const UNKNOWN_STAFF = 'invalidStaffIdList'
/** Instead of the list where nobody is known. */
const NO_SUCH_STAFF = 'staffId.notExisted'
const NOT_A_MEMBER = '对方不是本单位的成员'

const page = '钉钉开放平台 → 应用开发 → 您的应用 → '

/** Settles what a set-up may have wrong, by the code that the platform gives. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /^invalidClientIdOrSecret/i,
    `Client ID 或 Client Secret 不对：在“${page}凭证与基础信息”核对 DINGTALK_APP_KEY 和 DINGTALK_APP_SECRET`,
  ],
  [
    /PermissionDenied/,
    `没有发消息的权限：在“${page}权限管理”开通“企业内机器人发送消息权限”（qyapi_robot_sendmsg）`,
  ],
  [/robotCode|robot\./i, `RobotCode 不对或机器人没有发布：在“${page}机器人”核对 DINGTALK_ROBOT_CODE`],
  [/Ip|whiteList/i, `服务器的出口 IP 不在白名单：在“${page}安全设置”加上它`],
]

/** @throws {DeliveryError} */
export async function fetchDingtalkToken({
  apiUrl,
  appKey,
  appSecret,
}: DingtalkSettings): Promise<FetchedToken> {
  const answer = await requestJson(`${apiUrl}/v1.0/oauth2/accessToken`, { appKey, appSecret })
  const { accessToken: token, expireIn: seconds } = answer
  if (typeof token !== 'string' || typeof seconds !== 'number') throw failureOf(answer)
  return { token, expiresInMs: seconds * 1000 }
}

export function createDingtalkClient(
  { apiUrl, robotCode }: Pick<DingtalkSettings, 'apiUrl' | 'robotCode'>,
  accessToken: AccessToken,
) {
  return {
    /**
     * Answers where the last message was said.
     * @param mention whom to call in a group; null: nobody
     * @throws {DeliveryError} `closed`: the session is over
     */
    async sendToSession(url: string, mention: string | null, markdown: string): Promise<void> {
      const text = toDingtalkMarkdown(mention === null ? markdown : `@${mention}\n${markdown}`)
      const { errcode, errmsg } = await requestJson(url, {
        msgtype: 'markdown',
        markdown: { title: titleOf(markdown), text },
        at: { atUserIds: mention === null ? [] : [mention], isAtAll: false },
      })
      if (errcode === 0) return
      const wait = SESSION_RETRY[Number(errcode)]
      const failure = wait !== undefined ? 'retry' : errcode === SESSION_ENDED ? 'closed' : 'refused'
      const said = `${errcode}: ${String(errmsg).slice(0, 200)}`
      const reason = errcode === AGAINST_SETTINGS ? `被机器人的安全设置拒绝（${said}）` : said
      throw new DeliveryError(failure, String(errcode), reason, wait)
    },

    /** Writes to a member of the organisation. @returns the platform's id of the message @throws {DeliveryError} */
    async sendToStaff(staffId: string, markdown: string): Promise<string> {
      const answer = await callWithToken(
        accessToken,
        (token) =>
          requestJson(
            `${apiUrl}/v1.0/robot/oToMessages/batchSend`,
            {
              robotCode,
              userIds: [staffId],
              msgKey: 'sampleMarkdown',
              msgParam: JSON.stringify({ title: titleOf(markdown), text: toDingtalkMarkdown(markdown) }),
            },
            { headers: { 'x-acs-dingtalk-access-token': token } },
          ),
        ({ code }) => code === 'InvalidAuthentication',
      )
      // A list of those to whom it did not go; the request itself has succeeded.
      const isIn = (list: unknown) => Array.isArray(list) && list.includes(staffId)
      if (isIn(answer.flowControlledStaffIdList))
        throw new DeliveryError('retry', 'flowControlledStaffIdList', 'too many to this person', MINUTE_MS)
      if (isIn(answer[UNKNOWN_STAFF])) throw new DeliveryError('refused', UNKNOWN_STAFF, NOT_A_MEMBER)
      if (isIn(answer.filteredStaffIdList))
        throw new DeliveryError('refused', 'filteredStaffIdList', '钉钉没有放行这条消息，没有说原因')
      if (typeof answer.processQueryKey !== 'string') throw failureOf(answer)
      return answer.processQueryKey
    },
  }
}

export function adviceFor(error: unknown): string {
  const code = error instanceof DeliveryError ? error.code : ''
  const said = error instanceof Error ? error.message : String(error)
  return ADVICE.find(([pattern]) => pattern.test(code))?.[1] ?? `钉钉接口没有正常答复：${said}`
}

function failureOf({ code, message }: Record<string, unknown>): DeliveryError {
  const isTooOften = TOO_OFTEN.test(String(code))
  return new DeliveryError(
    isTooOften ? 'retry' : 'refused',
    String(code),
    code === NO_SUCH_STAFF ? NOT_A_MEMBER : `${code}: ${String(message).slice(0, 200)}`,
  )
}
