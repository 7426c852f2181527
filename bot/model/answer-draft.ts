import { z } from 'zod'

/** Sources stand before the text: a model that quotes first invents less, and text can be checked while it arrives. */
export const statementDraftSchema = z.object({
  sources: z.array(z.object({ sourceNumber: z.coerce.number<number>(), quote: z.string() })),
  text: z.string(),
})

/** What a chat model is asked to fill. Nothing in it is believed before it is checked against the sources. */
export const answerDraftSchema = z.object({
  /** false: the sources do not answer the question. */
  settled: z.boolean(),
  summary: statementDraftSchema,
  points: z.array(statementDraftSchema),
  steps: z.array(statementDraftSchema),
  followUps: z.array(z.string()),
})

export type AnswerDraft = z.infer<typeof answerDraftSchema>
export type StatementDraft = z.infer<typeof statementDraftSchema>
