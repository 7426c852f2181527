import { z } from 'zod'
import type { DeliveryReport, InboundContent } from '../channel.js'
import type { KfSession } from './kf-session.js'

/** From whom an entry is; system entries are events. */
const CUSTOMER = 3

const entry = z.looseObject({
  msgid: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  send_time: z.number(),
  origin: z.number(),
  msgtype: z.string(),
  text: z.looseObject({ content: z.string() }).optional(),
  location: z.looseObject({ name: z.string().optional(), address: z.string().optional() }).optional(),
  event: z
    .looseObject({
      event_type: z.string(),
      open_kfid: z.string().optional(),
      external_userid: z.string().optional(),
      welcome_code: z.string().optional(),
      fail_msgid: z.string().optional(),
      fail_type: z.number().optional(),
    })
    .optional(),
})
type Entry = z.infer<typeof entry>

export interface KfMessage extends KfSession {
  id: string
  sentAt: Date
  content: InboundContent
  /** Lets one message through to somebody who has written nothing yet, once and within 20 s. */
  welcomeCode?: string
}

const NOT_TEXT = { image: 'image', voice: 'voice', video: 'video', file: 'file' } as const

/** `fail_type` of a message that was taken and did not arrive. */
const FAILURES: Readonly<Record<number, string>> = {
  1: '客服账号已删除',
  2: '应用已关闭',
  4: '会话已过期，超过 48 小时',
  5: '会话已关闭',
  6: '超过 5 条的限制',
  8: '主体未验证',
  10: '用户拒收',
  11: '企业没有成员登录企业微信 App',
  12: '客服组件禁发的消息类型',
  13: '安全限制',
}

/**
 * What citizens said and did, and what became of messages that were sent, out of an answer of `sync_msg`. What the
 * platform's own servicers write is left out, and so is what cannot be read.
 */
export function readKfMessages(list: unknown): { messages: KfMessage[]; reports: DeliveryReport[] } {
  const messages: KfMessage[] = []
  const reports: DeliveryReport[] = []
  for (const each of Array.isArray(list) ? list : []) {
    const parsed = entry.safeParse(each)
    if (!parsed.success) continue
    const message = parsed.data.event ? readEvent(parsed.data) : readContent(parsed.data)
    if (message) messages.push(message)
    const report = readReport(parsed.data)
    if (report) reports.push(report)
  }
  return { messages, reports }
}

function readContent(from: Entry): KfMessage | null {
  const { open_kfid: openKfId, external_userid: externalUserId, origin } = from
  if (origin !== CUSTOMER || !openKfId || !externalUserId) return null
  return { ...idOf(from), openKfId, externalUserId, content: contentOf(from) }
}

function contentOf({ msgtype, text, location }: Entry): InboundContent {
  switch (msgtype) {
    case 'text':
      // A pressed choice comes as its words: they are what the citizen sees to have said.
      return { kind: 'text', text: text?.content ?? '' }
    case 'location':
      return { kind: 'location', label: `${location?.address ?? ''} ${location?.name ?? ''}`.trim() }
    default:
      return { kind: 'not_text', what: NOT_TEXT[msgtype as keyof typeof NOT_TEXT] ?? 'other' }
  }
}

/** Who enters is greeted where the platform lets us: the first time, and after two days without a word. */
function readEvent({ event, ...from }: Entry): KfMessage | null {
  const { event_type, open_kfid: openKfId, external_userid: externalUserId, welcome_code } = event!
  if (event_type !== 'enter_session' || !openKfId || !externalUserId || !welcome_code) return null
  return {
    ...idOf(from),
    openKfId,
    externalUserId,
    content: { kind: 'followed' },
    welcomeCode: welcome_code,
  }
}

function idOf({ msgid, send_time }: Pick<Entry, 'msgid' | 'send_time'>) {
  return { id: msgid, sentAt: new Date(send_time * 1000) }
}

function readReport({ event }: Entry): DeliveryReport | null {
  if (event?.event_type !== 'msg_send_fail' || !event.fail_msgid) return null
  const type = event.fail_type ?? 0
  return {
    platformId: event.fail_msgid,
    failure: { code: `fail_type_${type}`, reason: FAILURES[type] ?? '企业微信没有说明原因' },
  }
}
