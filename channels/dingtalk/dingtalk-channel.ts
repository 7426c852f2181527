import { createHmac } from 'node:crypto'
import type { Db } from '../../storage/database.js'
import { createAccessToken } from '../access-token.js'
import {
  type Channel,
  DeliveryError,
  ForgedRequestError,
  type RawRequest,
  UnreadableRequestError,
} from '../channel.js'
import { readJson } from '../read-json.js'
import { isSameSecret } from '../same-secret.js'
import type { SharedValues } from '../shared-values.js'
import { adviceFor, createDingtalkClient, fetchDingtalkToken, UNKNOWN_STAFF } from './dingtalk-client.js'
import { type DingtalkReplyTo, isSessionUrl, readReplyTo } from './dingtalk-reply-to.js'
import type { DingtalkSettings } from './dingtalk-settings.js'
import { dingtalkMessage, readDingtalkMessage } from './read-dingtalk-message.js'

export interface DingtalkDeps {
  db: Db
  values: SharedValues
  now(): Date
}

/**
 * As DingTalk documents it, and not five minutes: nothing says that a request which comes again is signed anew, so
 * that a shorter time could lose a message; a replay changes nothing, since each message is taken in once.
 */
const WINDOW_MS = 3_600_000
/** A session that ends sooner may be over when the answer arrives. */
const BEFORE_END_MS = 5000
/** A session has no number of messages, only how many a minute. */
const AS_MANY_AS_IT_TAKES = 1000

/** The robot of an enterprise-internal application in DingTalk (钉钉). @see https://open.dingtalk.com/document/ */
export function createDingtalkChannel(settings: DingtalkSettings, deps: DingtalkDeps): Channel {
  const { appSecret, sessionOrigin } = settings
  const { now } = deps
  const accessToken = createAccessToken(
    { ...deps, channel: 'dingtalk', credentials: [settings.appKey, appSecret] },
    () => fetchDingtalkToken(settings),
  )
  const client = createDingtalkClient(settings, accessToken)

  /** It covers the time only, neither body nor address. @throws {ForgedRequestError} */
  function verify({ headers }: RawRequest): void {
    const timestamp = String(headers.timestamp ?? '')
    const expected = createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64')
    if (!isSameSecret(String(headers.sign ?? ''), expected))
      throw new ForgedRequestError('The signature is wrong')
    const ageMs = now().getTime() - Number(timestamp)
    if (!(Math.abs(ageMs) <= WINDOW_MS)) throw new ForgedRequestError('The request is too old')
  }

  /** @returns false: nothing may be posted there any more */
  async function answerInSession(
    { session, staffId, isGroup }: DingtalkReplyTo,
    text: string,
  ): Promise<boolean> {
    if (!session || !isSessionUrl(session.url, sessionOrigin)) return false
    if (now().getTime() >= session.untilMs - BEFORE_END_MS) return false
    try {
      await client.sendToSession(session.url, isGroup ? staffId : null, text)
      return true
    } catch (error) {
      const isOver = error instanceof DeliveryError && error.failure !== 'retry'
      // What is refused there may still go to the person.
      if (isOver && (staffId !== null || error.failure === 'closed')) return false
      throw error
    }
  }

  return {
    name: 'dingtalk',
    inResponse: null,
    maySend: () => true,

    replyAllowance({ replyTo }) {
      const { session, staffId } = readReplyTo(replyTo)
      if (staffId !== null) return null
      return { count: session ? AS_MANY_AS_IT_TAKES : 0, untilMs: session?.untilMs ?? 0 }
    },

    async receive(request) {
      if (request.method !== 'POST') throw new UnreadableRequestError('DingTalk posts')
      verify(request)
      const message = readDingtalkMessage(readJson(request.body, dingtalkMessage))
      const { session } = readReplyTo(message?.replyTo)
      if (session && !isSessionUrl(session.url, sessionOrigin))
        throw new ForgedRequestError(`The session is not at ${sessionOrigin}: see DINGTALK_SESSION_URL`)
      return {
        messages: message ? [message] : [],
        // The response could be a message: this one is none.
        respond: () => ({ status: 200, contentType: 'application/json', body: '{"msgtype":"empty"}' }),
      }
    },

    async send({ replyTo, text }) {
      const to = readReplyTo(replyTo)
      if (await answerInSession(to, text)) return { platformId: null }
      if (to.staffId !== null) return { platformId: await client.sendToStaff(to.staffId, text) }
      throw new DeliveryError('closed', 'session_ended', '回复地址过期了，对方不是本单位的成员')
    },

    async check() {
      try {
        await client.sendToStaff('check', ' ')
        return []
      } catch (error) {
        const code = error instanceof DeliveryError ? error.code : ''
        // There is nobody of that name, but everything up to there is in order.
        return code === UNKNOWN_STAFF || /staffId/i.test(code) ? [] : [adviceFor(error)]
      }
    },
  }
}
