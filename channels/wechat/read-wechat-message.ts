import type { DeliveryReport, InboundContent, InboundMessage } from '../channel.js'

const NOT_TEXT = {
  image: 'image',
  voice: 'voice',
  video: 'video',
  shortvideo: 'video',
  file: 'file',
  link: 'other',
} as const

type Fields = Readonly<Record<string, string>>

/** @returns null: nothing that a citizen said or did to us */
export function readWechatMessage(fields: Fields): InboundMessage | null {
  const content = fields.MsgType === 'event' ? readEvent(fields) : readContent(fields)
  const { FromUserName: peer, CreateTime: createTime, MsgId: id, Event: event } = fields
  if (!content || !peer) return null
  return {
    // Events have no id: the platform tells them apart by sender and time.
    id: id ?? `${createTime} ${event ?? fields.MsgType}`,
    peer,
    sentAt: new Date(Number(createTime) * 1000),
    content,
  }
}

/** What became of a template message. */
export function readWechatReport({ Event: event, MsgID: id, Status: status }: Fields): DeliveryReport | null {
  if (event !== 'TEMPLATESENDJOBFINISH' || !id || !status) return null
  return {
    platformId: id,
    failure: status === 'success' ? null : { code: status, reason: `The platform reports: ${status}` },
  }
}

function readContent(fields: Fields): InboundContent | null {
  switch (fields.MsgType) {
    case 'text':
      return { kind: 'text', text: fields.Content ?? '' }
    case 'voice':
      // Recognised by the platform where the account has that switched on.
      return fields.Recognition
        ? { kind: 'text', text: fields.Recognition }
        : { kind: 'not_text', what: 'voice' }
    case 'location':
      return { kind: 'location', label: fields.Label ?? '' }
    default: {
      const what = NOT_TEXT[fields.MsgType as keyof typeof NOT_TEXT]
      return { kind: 'not_text', what: what ?? 'other' }
    }
  }
}

function readEvent({ Event: event, EventKey: key }: Fields): InboundContent | null {
  switch (event) {
    case 'subscribe':
      return { kind: 'followed' }
    case 'unsubscribe':
      return { kind: 'unfollowed' }
    case 'CLICK':
      return { kind: 'text', text: key ?? '', pressed: true }
    case 'SCAN':
      return { kind: 'followed' }
    default:
      return null
  }
}
