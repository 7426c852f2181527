import { z } from 'zod'
import { aigcLabelSchema } from '../../../bot/aigc-label.js'
import { answerSchema } from '../../../bot/answer.js'
import { OUTCOMES } from '../../../bot/outcome.js'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** Conversations that staff watch and take over, as the desk API carries them. */

const line = z.string().regex(PLAIN_TEXT)
const text = z.string().trim().min(1).max(5000)

export const takeoverView = z.object({
  staffId: z.string(),
  staffName: z.string(),
  since: z.string(),
  /** Without a message of staff until then, the bot gets the conversation back. */
  endsAt: z.string(),
})
export const liveConversation = z.object({
  id: z.string(),
  channel: z.string(),
  regionCode: z.string().nullable(),
  regionName: z.string().nullable(),
  officeId: z.string().nullable(),
  lastMessageAt: z.string(),
  /** Masked. */
  lastMessage: z.string(),
  /** Key of MATTERS, of the bot's last reply, else of the ticket; null: neither names one. */
  matter: z.string().nullable(),
  /** Of the bot's last reply; null: none yet, or it needed none. 0 to 1. */
  probability: z.number().nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  /** What the citizen said that nobody has answered: to staff, handed over to them, or the bot is at work on it. */
  waiting: z.object({ since: z.string(), messages: z.number().int() }).nullable(),
  /** Newest ticket of the conversation. */
  ticketNumber: z.string().nullable(),
  takeover: takeoverView.nullable(),
  /** The last message was said to others who serve the citizen on their platform: what staff write waits until it is ours again. */
  elsewhere: z.boolean(),
})
export const liveTranscriptLine = z.object({
  role: z.enum(['citizen', 'bot', 'staff', 'whisper', 'notice']),
  text: z.string(),
  at: z.string(),
  /** Name of the member of staff. */
  by: z.string().nullable(),
  /** Of the bot's replies. */
  probability: z.number().nullable(),
  /** Of the bot's replies, as the citizen has it. */
  answer: answerSchema.nullable(),
  AIGC: aigcLabelSchema.optional(),
})
export const liveConversationView = liveConversation.extend({
  personalDataShown: z.boolean(),
  transcript: z.array(liveTranscriptLine),
  /** The server's clock when this was read: clocks of desks go wrong, and waiting and time-out are counted by it. */
  readAt: z.string(),
})
export const livePage = z.object({ conversations: z.array(liveConversation), readAt: z.string() })
/** `messageId`: the page's own, so that what is sent twice arrives once. */
export const liveMessageBody = z.object({ text, messageId: line.min(1).max(64).optional() })
