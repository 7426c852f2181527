import type { InboundContent, InboundMessage } from '../channel.js'
import { readXmlContent } from '../read-xml-content.js'

type Fields = Readonly<Record<string, string>>

/** The same for every entering, so that each member is greeted once. */
const GREETING = 'greeting'

/** @returns null: nothing that a member said or did to us */
export function readAppMessage(fields: Fields): InboundMessage | null {
  const { FromUserName: peer, CreateTime: createTime, MsgId: id, MsgType: type, Event: event } = fields
  const content = type === 'event' ? readEvent(fields) : readXmlContent(fields)
  if (!content || !peer) return null
  return {
    // Events have no id: the platform tells them apart by sender and time.
    id: content.kind === 'followed' ? GREETING : (id ?? `${createTime} ${event ?? type}`),
    peer,
    sentAt: new Date(Number(createTime) * 1000),
    content,
  }
}

function readEvent({ Event: event, EventKey: key }: Fields): InboundContent | null {
  switch (event) {
    case 'enter_agent':
    case 'subscribe':
      return { kind: 'followed' }
    case 'unsubscribe':
      return { kind: 'unfollowed' }
    case 'LOCATION':
      return { kind: 'coordinates' }
    case 'click':
      return { kind: 'text', text: key ?? '', pressed: true }
    default:
      return null
  }
}
