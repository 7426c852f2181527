import { z } from 'zod'
import {
  type ExchangeKey,
  ForgedRequestError as ForgedSignatureError,
  signRequest,
  verifyRequest,
} from '../../platform/exchange/sign-request.js'
import { type Channel, DeliveryError, ForgedRequestError, type InboundContent } from '../channel.js'
import { requestPlatform } from '../platform-request.js'
import { readJson } from '../read-json.js'

export interface WebhookSettings {
  /** Where messages to citizens are posted. */
  url: string
  /** The first signs, all verify. */
  keys: readonly ExchangeKey[]
}

export const WEBHOOK_PATH = '/api/channels/webhook'

/** What the other system posts. */
const webhookMessage = z.strictObject({
  /** Its own id of the message: the same twice from one user is one message. */
  messageId: z.string().min(1).max(128),
  /** Its own id of the citizen. */
  userId: z.string().min(1).max(128),
  sentAt: z.iso.datetime({ offset: true }),
  content: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), text: z.string().min(1) }),
    z.strictObject({
      kind: z.literal('not_text'),
      what: z.enum(['image', 'voice', 'video', 'file', 'other']),
    }),
    z.strictObject({ kind: z.literal('location'), label: z.string() }),
    z.strictObject({ kind: z.literal('followed') }),
  ]) satisfies z.ZodType<InboundContent>,
})

/** Any other system: JSON, signed like the messages of the exchange, both ways. */
export function createWebhookChannel({ url, keys }: WebhookSettings, now: () => Date): Channel {
  async function post(id: string, body: unknown) {
    const target = new URL(url)
    const bytes = Buffer.from(JSON.stringify(body))
    const path = target.pathname + target.search
    return requestPlatform(url, {
      method: 'POST',
      body: bytes,
      headers: {
        'content-type': 'application/json',
        ...signRequest({ method: 'POST', path, body: bytes, nonce: id }, keys, now()),
      },
    })
  }

  return {
    name: 'webhook',
    inResponse: null,
    maySend: () => true,
    replyAllowance: () => null,

    async receive({ method, headers, body }) {
      try {
        verifyRequest({ method, path: WEBHOOK_PATH, headers, body }, keys, now())
      } catch (error) {
        if (error instanceof ForgedSignatureError) throw new ForgedRequestError(error.message)
        throw error
      }
      const { messageId, userId, sentAt, content } = readJson(body, webhookMessage)
      return {
        messages: [{ id: messageId, peer: userId, sentAt: new Date(sentAt), content }],
        respond: () => ({ status: 200, contentType: 'application/json', body: '{"status":"accepted"}' }),
      }
    },

    async send({ id, peer, text }) {
      const { status, text: answer } = await post(id, { messageId: id, userId: peer, text })
      if (status >= 200 && status < 300) return { platformId: null }
      // A key or a clock that is wrong says nothing about the message.
      const failure = [401, 403, 408].includes(status) ? 'retry' : 'refused'
      throw new DeliveryError(failure, `http_${status}`, `HTTP ${status} ${answer.slice(0, 200)}`)
    },

    async check() {
      const { status } = await post('check', { messageId: 'check', userId: 'check', text: '' })
      return status === 401 || status === 403
        ? [`${url} refuses our signature (HTTP ${status}): compare WEBHOOK_KEYS on both sides`]
        : []
    },
  }
}
