import { z } from 'zod'
import { SOURCE_KINDS, TEXT } from '../drafts/draft-wire.js'

/** What crosses /api/knowledge/gaps. */

/** `drafted`: a draft was begun; `closed`: by hand, or its draft is published. */
export const GAP_STATUSES = ['open', 'drafted', 'closed'] as const

export const gapView = z.object({
  id: z.string(),
  /** As a citizen asked it, masked. */
  question: z.string(),
  status: z.enum(GAP_STATUSES),
  /** Questions of the period that belong to it: handed to a human, or answered and found unhelpful. */
  count: z.number().int(),
  unanswered: z.number().int(),
  unhelpful: z.number().int(),
  /** Of each seven days, the last one up to now, oldest first. */
  weeks: z.array(z.number().int()),
  /** Last week against the mean of the weeks before. */
  trend: z.number(),
  draftId: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  note: z.string().nullable(),
})
export type GapView = z.infer<typeof gapView>

const days = z.coerce.number().int().min(7).max(365).default(56)

export const gapQuery = z.object({
  status: z.enum(GAP_STATUSES).default('open'),
  sort: z.enum(['count', 'trend']).default('count'),
  days,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export const gapPage = z.object({
  gaps: z.array(gapView),
  total: z.number().int(),
  /** Questions of the period that no source settled or that were found unhelpful, and all. */
  questions: z.object({ gaps: z.number().int(), all: z.number().int() }),
  /** When this was worked out. */
  at: z.string(),
})

export const gapOf = z.object({ days })
const answeredOf = z.object({ answered: z.number().int(), all: z.number().int() })
export const gapReply = z.object({
  gap: gapView,
  /** Other words for it, without personal data; the most frequent first. */
  examples: z.array(z.object({ question: z.string(), count: z.number().int() })),
  /** Passages nearest to it: what could be said, or is said where nobody finds it. */
  suggested: z.array(
    z.object({
      passageId: z.string(),
      kind: z.enum(SOURCE_KINDS),
      title: z.string(),
      article: z.string().nullable(),
      text: z.string(),
    }),
  ),
  /** Of similar questions, how many were answered before it was closed and since; null: it is not closed. */
  effect: z.object({ before: answeredOf, after: answeredOf }).nullable(),
})
export type GapReply = z.infer<typeof gapReply>

export const closeBody = z.object({ note: z.string().trim().max(500).regex(TEXT).default('') })
