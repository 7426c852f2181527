import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/knowledge/corrections: telling citizens that an answer they got is no longer right. */

const NOTICE_STATUSES = ['proposed', 'approved', 'sent', 'dropped'] as const
const DEFAULT_DAYS = 30
const MAX_DAYS = 365

const line = z.string().regex(PLAIN_TEXT)
const text = z
  .string()
  .trim()
  .min(10)
  .max(500)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r])*$/u)

export const affectedQuery = z.object({
  versionId: line.max(100),
  days: z.coerce.number().int().min(1).max(MAX_DAYS).default(DEFAULT_DAYS),
})

export const noticeRow = z.object({
  id: z.string(),
  /** The guide or Q&A. */
  versionId: z.string(),
  title: z.string(),
  text: z.string(),
  days: z.number().int(),
  /** `approved`: on its way to the last of them. */
  status: z.enum(NOTICE_STATUSES),
  /** To be sent back with a decision. */
  version: z.number().int(),
  authorName: z.string(),
  /** Whoever looks at it wrote it: somebody else approves. */
  isOwn: z.boolean(),
  createdAt: z.string(),
  deciderName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Conversations that it would reach now, or has reached. */
  conversations: z.number().int(),
})
export type NoticeRow = z.infer<typeof noticeRow>

/** Numbers only: who it was stays with the conversations. */
export const affectedReply = z.object({
  versionId: z.string(),
  title: z.string(),
  days: z.number().int(),
  answers: z.number().int(),
  conversations: z.number().int(),
  /** Of these, conversations that were told before. */
  told: z.number().int(),
  byChannel: z.array(z.object({ channel: z.string(), conversations: z.number().int() })),
  /** To begin with. */
  suggestedText: z.string(),
  notices: z.array(noticeRow),
})
export type AffectedReply = z.infer<typeof affectedReply>

export const noticeBody = z.object({
  versionId: line.max(100),
  days: z.number().int().min(1).max(MAX_DAYS),
  text,
})
export const noticeDecision = z.object({
  /** `send`: by somebody else than its author. */
  kind: z.enum(['send', 'drop']),
  version: z.number().int().min(1),
})
export const noticePage = z.object({ notices: z.array(noticeRow) })
