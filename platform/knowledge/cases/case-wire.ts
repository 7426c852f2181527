import { z } from 'zod'
import { OUTCOMES } from '../../../bot/outcome.js'
import { PLAIN_TEXT } from '../../staff/plain-text.js'
import { TEXT } from '../drafts/draft-wire.js'
import { questionBody } from '../tester/try-wire.js'

/** What crosses /api/knowledge/cases. */

const line = z.string().trim().regex(PLAIN_TEXT)

/** An article by law and number (民法典, 第五百七十七条); a guide or Q&A by its title. */
export const expectedPassage = z.object({
  title: line.min(1).max(300),
  article: line.max(50).nullable(),
})
export type ExpectedPassage = z.infer<typeof expectedPassage>

export const newCaseBody = questionBody.extend({
  /** Any of them is right; empty: nothing in the knowledge base is, and the question goes to a human. */
  expected: z.array(expectedPassage).max(20).default([]),
  /** Articles as people write them, which are met in the law in force: 劳动合同法30条. */
  named: z.array(line.min(1).max(300)).max(20).default([]),
  note: z.string().trim().max(1000).regex(TEXT).default(''),
})
export type NewCase = z.infer<typeof newCaseBody>

export const caseRun = z.object({
  at: z.string(),
  outcome: z.enum(OUTCOMES),
  /** The question got an answer from sources. */
  answered: z.boolean(),
  /** Place of the first expected passage among all candidates, from 1; null: it is not among them. */
  place: z.number().int().nullable(),
  /** An expected passage is among the bases of the answer. */
  cited: z.boolean(),
  /** Other than at the run before; null: there was none. */
  changed: z.boolean().nullable(),
})
export type CaseRun = z.infer<typeof caseRun>

/**
 * `found`: among the candidates, and not cited; `wrong`: answered where nothing should be; `never`: it has not been run.
 */
export const VERDICTS = ['right', 'found', 'missed', 'wrong', 'never'] as const
export type Verdict = (typeof VERDICTS)[number]

export const caseView = z.object({
  id: z.string(),
  question: z.string(),
  asOf: z.string().nullable(),
  regionCode: z.string().nullable(),
  regionName: z.string().nullable(),
  expected: z.array(expectedPassage),
  note: z.string(),
  authorName: z.string(),
  createdAt: z.string(),
  lastRun: caseRun.nullable(),
  verdict: z.enum(VERDICTS),
})
export type CaseView = z.infer<typeof caseView>

export const caseQuery = z.object({
  /** Words of the question. */
  q: line.max(200).optional(),
  /** `changed`: answered otherwise than at the run before. */
  verdict: z.enum([...VERDICTS, 'changed']).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type CaseQuery = z.infer<typeof caseQuery>
export const casePage = z.object({ cases: z.array(caseView), total: z.number().int() })
