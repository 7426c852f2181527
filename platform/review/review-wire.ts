import { z } from 'zod'
import { MATTERS, type Matter } from '../../knowledge/matter.js'
import { PLAIN_TEXT } from '../staff/plain-text.js'

/** What crosses the API of the review, in both directions. Instants are ISO 8601 in UTC. */

export const QUESTION_LENGTH = 500
const ANSWER_LENGTH = 5000
/** Lines of `PLAIN_TEXT`. */
const TEXT = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u
const line = z.string().regex(PLAIN_TEXT).max(50)
const matter = z.enum(Object.keys(MATTERS) as [Matter, ...Matter[]])

export const qaText = z.object({
  question: z.string().trim().min(1).max(QUESTION_LENGTH).regex(PLAIN_TEXT),
  answer: z.string().trim().min(1).max(ANSWER_LENGTH).regex(TEXT),
  matter,
  /** null: everywhere. */
  regionCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable(),
})
export type QaText = z.infer<typeof qaText>

/** `merged`: another one with the same question was published for it. */
export const QA_STATUSES = ['draft', 'in_review', 'published', 'withdrawn', 'merged'] as const
export type QaStatus = (typeof QA_STATUSES)[number]

export const proposalView = qaText.extend({
  id: z.string(),
  status: z.enum(QA_STATUSES),
  /** To be sent back with a change: another one means that somebody was faster. */
  version: z.number().int(),
  ticketNumber: z.string().nullable(),
  regionName: z.string().nullable(),
  officeName: z.string().nullable(),
  authorName: z.string(),
  /** Whoever looks at it is its author, and so may not decide. */
  isOwn: z.boolean(),
  editorName: z.string().nullable(),
  submittedAt: z.string(),
  deciderName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Why it was sent back; the question that it was merged into. */
  reason: z.string().nullable(),
})
export type ProposalView = z.infer<typeof proposalView>

export const citationView = z.object({
  /** 《民法典》第五百七十七条. */
  name: z.string(),
  /** `no_law_named`: a number alone. */
  status: z.enum(['found', 'no_law_named', 'no_such_law', 'no_such_article', 'not_in_force']),
  passageId: z.string().nullable(),
})

const similarView = z.object({
  passageId: z.string(),
  kind: z.enum(['guide', 'faq']),
  title: z.string(),
  text: z.string(),
  /** Likeness of the questions, 0 to 1. */
  likeness: z.number(),
  /** The same question in other words. */
  isSame: z.boolean(),
})

const hiddenView = z.object({
  kind: z.string(),
  /** null: the member does not see personal data of this ticket. */
  value: z.string().nullable(),
  /** What stands there instead. */
  put: z.string(),
})

export const checkBody = qaText.pick({ question: true, answer: true, regionCode: true }).extend({
  /** Of the proposal that is written; null: a new one. */
  proposalId: line.nullable(),
})
export const checkReply = z.object({
  citations: z.array(citationView),
  similar: z.array(similarView),
  /** Others with such a question that wait for review, of those that the member sees; the likest first. */
  waiting: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      question: z.string(),
      answer: z.string(),
      authorName: z.string(),
      likeness: z.number(),
      isSame: z.boolean(),
    }),
  ),
  /** Personal data that still stand in the texts. */
  personal: z.array(z.string()),
  /** Why it cannot go on as it is, in words; null: it can. */
  problem: z.string().nullable(),
})
export type CheckReply = z.infer<typeof checkReply>

const region = z.object({ code: z.string(), name: z.string() })

export const ticketQaReply = z.object({
  /** The state of what was proposed; null: nothing was. */
  proposal: proposalView.nullable(),
  /** What may be proposed, prefilled; null: there is no answer of staff, or it was proposed already. */
  draft: qaText.nullable(),
  hidden: z.array(hiddenView),
  /** Where the answer may be meant to hold: the ticket's region and those around it, nearest first. */
  regions: z.array(region),
})

export const reviewQuery = z.object({ status: z.enum(QA_STATUSES).optional() })
/** Newest first, at most 200. */
export const reviewPage = z.object({ proposals: z.array(proposalView) })
export const reviewReply = z.object({
  proposal: proposalView,
  check: checkReply,
  regions: z.array(region),
})

const version = z.number().int().min(1)
export const editBody = qaText.extend({ version })
const MOST_MERGED = 20
/** What a published answer takes in; their questions become other wordings of its own. */
export const mergeChoice = z.object({
  /** Others that wait, each as the reviewer saw it. */
  merges: z
    .array(z.object({ id: line, version }))
    .max(MOST_MERGED)
    .optional(),
  /** Passages of published Q&A whose place it takes. */
  replaces: z.array(line).max(MOST_MERGED).optional(),
})
export type MergeChoice = z.infer<typeof mergeChoice>
export const decisionBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('publish'), version, ...mergeChoice.shape }),
  z.object({ kind: z.literal('return'), version, reason: z.string().trim().min(1).max(500) }),
  z.object({ kind: z.literal('withdraw'), version }),
])
export type Decision = z.infer<typeof decisionBody>
