import { z } from 'zod'
import { type InboundContent, type InboundMessage, UnreadableRequestError } from '../channel.js'
import { peerInGroup } from '../peer-in-group.js'
import { readJson } from '../read-json.js'
import type { FeishuEvent } from './open-feishu-event.js'

const received = z.object({
  sender: z.object({ sender_id: z.object({ open_id: z.string().min(1) }), sender_type: z.string() }),
  message: z.object({
    message_id: z.string().min(1),
    /** Milliseconds since 1970, in digits. */
    create_time: z.string().regex(/^\d{1,15}$/),
    chat_id: z.string().min(1),
    chat_type: z.string(),
    message_type: z.string(),
    /** JSON, whose shape follows from the type. */
    content: z.string(),
    mentions: z.array(z.object({ key: z.string().min(1) })).nullish(),
  }),
})
const entered = z.object({ operator_id: z.object({ open_id: z.string().min(1) }) })

const text = z.object({ text: z.string() })
const location = z.object({ name: z.string().default('') })
const post = z.object({
  title: z.string().optional(),
  content: z.array(z.array(z.object({ tag: z.string(), text: z.string().optional() }))),
})

const NOT_TEXT: Readonly<Record<string, 'image' | 'voice' | 'video' | 'file'>> = {
  image: 'image',
  audio: 'voice',
  media: 'video',
  file: 'file',
  folder: 'file',
}

/** Until the year 2286. */
const MS_DIGITS = 13

/** @returns null: nothing that a citizen said or did to us. @throws {UnreadableRequestError} */
export function readFeishuMessage({ header, event }: FeishuEvent): InboundMessage | null {
  switch (header.event_type) {
    case 'im.message.receive_v1':
      return readReceived(parse(received, event))
    case 'im.chat.access_event.bot_p2p_chat_entered_v1': {
      const { open_id: peer } = parse(entered, event).operator_id
      // Feishu tells each time that the chat is opened. One id for all of them: a citizen is greeted once.
      return {
        id: 'entered',
        peer,
        sentAt: new Date(Number(header.create_time.slice(0, MS_DIGITS))),
        content: { kind: 'followed' },
      }
    }
    default:
      return null
  }
}

function readReceived({ sender, message }: z.infer<typeof received>): InboundMessage | null {
  if (sender.sender_type !== 'user') return null
  const { open_id: openId } = sender.sender_id
  const isGroup = message.chat_type !== 'p2p'
  // Where the app may read all that is said in a group, most of it is not for us.
  if (isGroup && !message.mentions?.length) return null
  return {
    // Not the event's id: a resent event keeps both, and a message stays the same in whichever event it is told.
    id: message.message_id,
    peer: isGroup ? peerInGroup(message.chat_id, openId) : openId,
    sentAt: new Date(Number(message.create_time)),
    content: readContent(message),
  }
}

function readContent({
  message_type: type,
  content,
  mentions,
}: z.infer<typeof received>['message']): InboundContent {
  switch (type) {
    case 'text':
      return { kind: 'text', text: withoutMentions(readJson(content, text).text, mentions) }
    case 'post': {
      const { title, content: lines } = readJson(content, post)
      const said = lines.map((line) => line.map(textOfNode).join(''))
      const all = withoutMentions([title ?? '', ...said].join('\n'), mentions)
      return all === '' ? { kind: 'not_text', what: 'image' } : { kind: 'text', text: all }
    }
    case 'location':
      return { kind: 'location', label: readJson(content, location).name }
    default:
      return { kind: 'not_text', what: NOT_TEXT[type] ?? 'other' }
  }
}

/** Words of links and code too; whom a post mentions, and pictures in it, say nothing. */
const textOfNode = ({ tag, text }: { tag: string; text?: string }) => (tag === 'at' ? '' : (text ?? ''))

/** @param mentions what stands in the text for each of them, as `@_user_1`; longest first, or `@_user_1` would be cut out of `@_user_10` */
function withoutMentions(said: string, mentions: readonly { key: string }[] | null | undefined): string {
  const keys = ['@_all', ...(mentions ?? []).map(({ key }) => key)].sort((a, b) => b.length - a.length)
  return keys.reduce((rest, key) => rest.replaceAll(key, ''), said).trim()
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new UnreadableRequestError('The event is not as Feishu describes it', { cause: parsed.error })
}
