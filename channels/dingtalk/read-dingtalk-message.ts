import { z } from 'zod'
import type { InboundContent, InboundMessage } from '../channel.js'
import { peerInGroup } from '../peer-in-group.js'
import type { DingtalkReplyTo } from './dingtalk-reply-to.js'

/** What DingTalk posts for each message to the robot. */
export const dingtalkMessage = z.object({
  msgId: z.string().min(1),
  msgtype: z.string(),
  /** Milliseconds since 1970. */
  createAt: z.coerce.number().int().positive(),
  /** `1`: with the robot alone; `2`: in a group. */
  conversationType: z.string(),
  conversationId: z.string().min(1),
  isInAtList: z.boolean().optional(),
  senderId: z.string().min(1),
  /** Absent, or empty: not of the organisation. */
  senderStaffId: z.string().optional(),
  sessionWebhook: z.string().optional(),
  /** Milliseconds since 1970. */
  sessionWebhookExpiredTime: z.coerce.number().int().optional(),
  text: z.object({ content: z.string() }).optional(),
  content: z
    .object({
      recognition: z.string().optional(),
      richText: z.array(z.object({ text: z.string().optional() })).optional(),
    })
    .optional()
    .catch(undefined),
})

type Message = z.infer<typeof dingtalkMessage>

const NOT_TEXT: Readonly<Record<string, 'image' | 'voice' | 'video' | 'file'>> = {
  picture: 'image',
  richText: 'image',
  audio: 'voice',
  video: 'video',
  file: 'file',
}

/** @returns null: said in a group, but not to us */
export function readDingtalkMessage(message: Message): (InboundMessage & { replyTo: string }) | null {
  const isGroup = message.conversationType === '2'
  if (isGroup && message.isInAtList === false) return null
  const staffId = message.senderStaffId || null
  const sender = staffId ?? message.senderId
  const replyTo: DingtalkReplyTo = {
    session: message.sessionWebhook
      ? { url: message.sessionWebhook, untilMs: message.sessionWebhookExpiredTime ?? 0 }
      : null,
    staffId,
    isGroup,
  }
  return {
    id: message.msgId,
    peer: isGroup ? peerInGroup(message.conversationId, sender) : sender,
    sentAt: new Date(message.createAt),
    content: readContent(message, isGroup),
    replyTo: JSON.stringify(replyTo),
  }
}

function readContent({ msgtype, text, content }: Message, isGroup: boolean): InboundContent {
  const said = saidIn(msgtype, text?.content, content).trim()
  // Whom the robot is called by there.
  const words = isGroup ? said.replace(/^(?:@\S+\s*)+/u, '') : said
  return words === '' && msgtype !== 'text'
    ? { kind: 'not_text', what: NOT_TEXT[msgtype] ?? 'other' }
    : { kind: 'text', text: words }
}

function saidIn(msgtype: string, text: string | undefined, content: Message['content']): string {
  switch (msgtype) {
    case 'text':
      return text ?? ''
    case 'audio':
      return content?.recognition ?? ''
    case 'richText':
      return (content?.richText ?? []).map((part) => part.text ?? '').join('')
    default:
      return ''
  }
}
