import type { Db } from '../../storage/database.js'
import { createAccessToken } from '../access-token.js'
import {
  type Channel,
  DeliveryError,
  ForgedRequestError,
  type InboundMessage,
  type RawRequest,
  type RawResponse,
} from '../channel.js'
import { readXml, writeXml } from '../read-xml.js'
import { openSealed, seal, signatureOf, verifySignature } from '../sealed-message.js'
import type { SharedValues } from '../shared-values.js'
import { readWechatMessage, readWechatReport } from './read-wechat-message.js'
import { adviceFor, createWechatClient, fetchStableToken, NO_PERMISSION } from './wechat-client.js'
import type { WechatSettings } from './wechat-settings.js'

export interface WechatDeps {
  db: Db
  values: SharedValues
  now(): Date
  randomBytes(count: number): Buffer
}

/** A request may be so old; the platform signs each of its tries anew. */
const WINDOW_MS = 5 * 60_000
/** The platform gives up after 5 s and asks again, three times in all. */
const RESPONSE_MS = 3800
const LONGEST_RESPONSE_BYTES = 2048
/** After so long it is tried whether the account has got the right to write. */
const NO_PERMISSION_MS = 3_600_000
const HOUR_MS = 3_600_000

/** An official account (公众号). @see https://developers.weixin.qq.com/doc/offiaccount/ */
export function createWechatChannel(settings: WechatSettings, deps: WechatDeps): Channel {
  const { token, aesKey, appId, template } = settings
  const { now, randomBytes } = deps
  const accessToken = createAccessToken(
    { ...deps, channel: 'wechat', credentials: [appId, settings.appSecret] },
    (refused) => fetchStableToken(settings, refused),
  )
  const client = createWechatClient(settings, accessToken)
  let noPermissionUntilMs = 0
  const sealing = aesKey === undefined ? null : { aesKey, receiverId: appId }

  /** @throws {ForgedRequestError} {UnreadableRequestError} */
  function open({ query, body }: RawRequest): Record<string, string> {
    if (!sealing) return readXml(body)
    // The body is signed only as what is encrypted in it: nothing else of it is read.
    const { Encrypt: encrypted } = readXml(body)
    if (encrypted === undefined) throw new ForgedRequestError('The message is not encrypted')
    verifySignature(query.msg_signature, token, query.timestamp ?? '', query.nonce ?? '', encrypted)
    return readXml(openSealed(encrypted, sealing))
  }

  function verify({ query }: RawRequest): void {
    const { signature, timestamp = '', nonce = '' } = query
    verifySignature(signature, token, timestamp, nonce)
    const ageMs = now().getTime() - Number(timestamp) * 1000
    if (!(Math.abs(ageMs) <= WINDOW_MS)) throw new ForgedRequestError('The request is too old')
  }

  function respondWith(text: string | null, fields: Record<string, string>): RawResponse {
    if (text === null) return { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' }
    const timestamp = Math.floor(now().getTime() / 1000)
    const message = writeXml({
      ToUserName: fields.FromUserName ?? '',
      FromUserName: fields.ToUserName ?? '',
      CreateTime: timestamp,
      MsgType: 'text',
      Content: text,
    })
    const contentType = 'application/xml; charset=utf-8'
    if (!sealing) return { status: 200, contentType, body: message }
    const nonce = randomBytes(8).toString('hex')
    const encrypted = seal(message, sealing, randomBytes(16))
    const body = writeXml({
      Encrypt: encrypted,
      MsgSignature: signatureOf(token, String(timestamp), nonce, encrypted),
      TimeStamp: timestamp,
      Nonce: nonce,
    })
    return { status: 200, contentType, body }
  }

  return {
    name: 'wechat',
    inResponse: {
      withinMs: RESPONSE_MS,
      fits: (text) => Buffer.byteLength(text) <= LONGEST_RESPONSE_BYTES,
    },
    maySend: () => now().getTime() >= noPermissionUntilMs,

    /**
     * Five within 48 hours of a message; three within a minute of a button, of following or scanning; none of a place
     * that is told by itself, but in the response.
     */
    replyAllowance({ content, sentAt }: InboundMessage) {
      if (content.kind === 'coordinates') return { count: 0, untilMs: 0 }
      const isMessage = content.kind !== 'followed' && !(content.kind === 'text' && content.pressed)
      const count = isMessage ? 5 : 3
      return { count, untilMs: sentAt.getTime() + (isMessage ? 48 * HOUR_MS : 60_000) }
    },

    async receive(request) {
      verify(request)
      if (request.method === 'GET') {
        const body = request.query.echostr ?? ''
        return {
          messages: [],
          respond: () => ({ status: 200, contentType: 'text/plain; charset=utf-8', body }),
        }
      }
      const fields = open(request)
      const message = readWechatMessage(fields)
      const report = readWechatReport(fields)
      return {
        messages: message ? [message] : [],
        reports: report ? [report] : [],
        respond: (text) => respondWith(text, fields),
      }
    },

    async send({ peer, text }) {
      try {
        await client.sendText(peer, text)
        return { platformId: null }
      } catch (error) {
        if (error instanceof DeliveryError && error.code === NO_PERMISSION)
          noPermissionUntilMs = now().getTime() + NO_PERMISSION_MS
        throw error
      }
    },

    ...(template && {
      async notify(peer: string) {
        return { platformId: await client.sendTemplate(peer, template.id, template.fields) }
      },
    }),

    async check() {
      try {
        await accessToken.get()
      } catch (error) {
        return [adviceFor(error)]
      }
      const advice = await client.mayWrite()
      return advice ? [advice] : []
    },
  }
}
