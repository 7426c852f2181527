import { z } from 'zod'

/**
 * What a citizen is told: data, never HTML or Markdown; each channel renders it within its own limits.
 * Citation ids are the 1-based positions of `bases`.
 */
export const answerSchema = z.object({
  /** The direct answer, one or two sentences; shown bold. */
  summary: z.string(),
  summaryCitationIds: z.array(z.number().int().positive()),
  points: z.array(z.object({ text: z.string(), citationIds: z.array(z.number().int().positive()) })),
  steps: z.array(z.object({ text: z.string(), citationIds: z.array(z.number().int().positive()) })),
  /** What to bring, when a guide fits. */
  materials: z.array(z.string()),
  bases: z.array(
    z.object({
      kind: z.enum(['statute', 'guide', 'faq']),
      lawTitle: z.string(),
      /** 第一千零七十七条 as written, with 款 and 项 where named; null for a guide, a Q&A or a note. */
      number: z.string().nullable(),
      versionDate: z.string().nullable(),
      /** Verbatim substring of the passage; null only where `loaded` is false. */
      quote: z.string().nullable(),
      passageId: z.string().nullable(),
      /** Opens the passage also when it is published no longer; in answers that were read back. */
      passageKey: z.string().optional(),
      /** false: the statute is not in the knowledge base (法条全文未载入), so nothing was verified. */
      loaded: z.boolean(),
    }),
  ),
  offices: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      hours: z.string(),
    }),
  ),
  followUps: z.array(z.string()),
  /** Deadlines, dangers, limits of the answer, 法规数据截至. */
  notices: z.array(z.string()),
  /** Choices of a clarifying question, in order; empty otherwise. */
  choices: z.array(z.string()),
  aiGenerated: z.boolean(),
  /** What the page may prepare from the conversation; absent: nothing. */
  offers: z.array(z.enum(['legal_aid'])).optional(),
})

export type Answer = z.infer<typeof answerSchema>
export type Basis = Answer['bases'][number]

export function emptyAnswer(summary: string): Answer {
  return {
    summary,
    summaryCitationIds: [],
    points: [],
    steps: [],
    materials: [],
    bases: [],
    offices: [],
    followUps: [],
    notices: [],
    choices: [],
    aiGenerated: true,
  }
}
