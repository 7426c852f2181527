import { z } from 'zod'
import { answerSchema } from '../../../bot/answer.js'
import { OUTCOMES } from '../../../bot/outcome.js'

/** What crosses /api/knowledge/preview. */

const MAX_PREVIEWED = 2000

export const previewBody = z.object({
  draftIds: z.array(z.string().max(50)).min(1).max(MAX_PREVIEWED),
})

const told = z.object({
  outcome: z.enum(OUTCOMES),
  answer: answerSchema,
  /** Of a case: an expected passage is among the bases; null: nothing is expected. */
  cited: z.boolean().nullable(),
})
export type Told = z.infer<typeof told>

export const previewReply = z.object({
  /** So many questions were asked before and after. */
  asked: z.object({ cases: z.number().int(), frequent: z.number().int() }),
  /** Questions that would be answered otherwise, those of cases first. */
  differ: z.array(
    z.object({
      question: z.string(),
      /** null: asked by citizens. */
      caseId: z.string().nullable(),
      /** How often citizens asked it in the last 30 days. */
      count: z.number().int(),
      before: told,
      after: told,
    }),
  ),
})
export type PreviewReply = z.infer<typeof previewReply>

/** A line of the reply to `accept: application/x-ndjson`: how far it is, and at the end what came of it. */
export type PreviewLine = { done: number; total: number } | { reply: PreviewReply }
