import type { DeliveryReport, InboundContent, InboundMessage } from '../channel.js'
import { readXmlContent } from '../read-xml-content.js'

type Fields = Readonly<Record<string, string>>

/** @returns null: nothing that a citizen said or did to us */
export function readWechatMessage(fields: Fields): InboundMessage | null {
  const content = fields.MsgType === 'event' ? readEvent(fields) : readXmlContent(fields)
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
    case 'LOCATION':
      return { kind: 'coordinates' }
    default:
      return null
  }
}
