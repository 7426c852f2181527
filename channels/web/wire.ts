import { z } from 'zod'
import { aigcLabelSchema } from '../../bot/aigc-label.js'
import { answerSchema } from '../../bot/answer.js'
import { aidApplicationSchema } from '../../bot/legal-aid/aid-application.js'
import { aidCaseSchema } from '../../bot/legal-aid/aid-case.js'
import { VERDICTS } from '../../bot/legal-aid/judge-eligibility.js'
import { OUTCOMES } from '../../bot/outcome.js'
import { TICKET_STATUSES } from '../../bot/ticket-ports.js'
import { APPLICATION_NOTICE, CONTACT_NOTICE } from './contact-notice.js'

/** What crosses the wire between the citizen page and the server; the OpenAPI document is made from these. */

const regionCode = z.string().regex(/^\d{6,12}$/)

export const createConversationBody = z.object({ regionCode: regionCode.optional() })
export const createConversationReply = z.object({ id: z.string(), secret: z.string() })

/** The page's own id: the same id twice within a conversation is answered once. */
const clientMessageId = z.string().regex(/^[\x21-\x7e]{1,64}$/)

export const postMessageBody = z.object({
  messageId: clientMessageId,
  text: z.string().min(1),
  regionCode: regionCode.optional(),
})

const ticketRef = z.object({
  number: z.string(),
  /** Beside the reply that opened it, also when that is shown again. */
  queryCode: z.string().optional(),
  status: z.enum(TICKET_STATUSES),
})

/** Also the data of the SSE event `final`. */
export const replySchema = z.object({
  replyId: z.string(),
  outcome: z.enum(OUTCOMES),
  answer: answerSchema,
  /** Where a machine made the answer. */
  AIGC: aigcLabelSchema.optional(),
  ticket: ticketRef.optional(),
})

/**
 * SSE events of a posted message (accept: text/event-stream), in order:
 * `accepted` {messageId}, any `step` {name}, any `partial` {text}, then `final` reply or `error` errorSchema.
 */
export const conversationEvent = z.discriminatedUnion('kind', [
  z.object({
    seq: z.number().int(),
    kind: z.literal('staff_reply'),
    ticketNumber: z.string(),
    text: z.string(),
    at: z.string(),
  }),
  z.object({
    seq: z.number().int(),
    kind: z.literal('ticket_status'),
    ticketNumber: z.string(),
    status: z.enum(TICKET_STATUSES),
    at: z.string(),
  }),
  /** After a closing: was the citizen helped? */
  z.object({
    seq: z.number().int(),
    kind: z.literal('satisfaction_asked'),
    ticketNumber: z.string(),
    at: z.string(),
  }),
  /** Staff hold the conversation from here on: messages go to them, and the bot is silent. */
  z.object({ seq: z.number().int(), kind: z.literal('staff_joined'), at: z.string() }),
  z.object({ seq: z.number().int(), kind: z.literal('staff_message'), text: z.string(), at: z.string() }),
  /** An answer given before is no longer right. */
  z.object({ seq: z.number().int(), kind: z.literal('correction'), text: z.string(), at: z.string() }),
  /** The bot has it back. `ticketNumber`: what became of words that staff did not answer in time. */
  z.object({
    seq: z.number().int(),
    kind: z.literal('staff_left'),
    timedOut: z.boolean(),
    ticketNumber: z.string().nullable(),
    at: z.string(),
  }),
])

export const conversationHistory = z.object({
  messages: z.array(
    z.object({
      messageId: z.string(),
      text: z.string(),
      at: z.string(),
      /** Absent while the answer is still being worked out. */
      reply: replySchema.extend({ rating: z.enum(['helpful', 'unhelpful']).nullable() }).optional(),
    }),
  ),
  events: z.array(conversationEvent),
})

export const ratingBody = z.object({
  rating: z.enum(['helpful', 'unhelpful']),
  comment: z.string().max(500).optional(),
})

/** Asks for a human without a question: the last exchanges become the ticket. */
export const handoffBody = z.object({ messageId: clientMessageId, note: z.string().max(500).optional() })

/** Of a ticket that was closed. */
export const ticketRatingBody = z.object({ satisfied: z.boolean(), comment: z.string().max(500).optional() })
export const reopenBody = z.object({ reason: z.string().max(500).optional() })

export const aidEligibilityBody = z.object({ aidCase: aidCaseSchema, regionCode: regionCode.optional() })
export const aidEligibility = z.object({ verdict: z.enum(VERDICTS), answer: answerSchema })

const aidChoice = z.object({
  id: z.string(),
  label: z.string(),
  group: z.string().optional(),
  request: z.string().optional(),
  bases: answerSchema.shape.bases,
})
/** What decides on legal aid, each choice with its article. */
export const aidChoices = z.object({
  matters: z.array(aidChoice),
  free: z.array(aidChoice),
  appointed: z.array(aidChoice),
  notChecked: z.array(aidChoice),
  /** Whose keeping an application is. */
  keeper: z.string(),
  /** After the end of its ticket; 0: until it is erased on request. */
  keepDays: z.number().int(),
})

/** What the conversation says of an application for legal aid; '' and null: nothing. */
export const aidPrefilled = z.object({
  matter: aidCaseSchema.shape.matter,
  free: aidCaseSchema.shape.free,
  whatHappened: z.string(),
  otherParty: z.string(),
  request: z.string(),
  region: z.object({ code: z.string(), name: z.string() }).nullable(),
})

export const aidApplicationBody = aidApplicationSchema.extend({
  messageId: clientMessageId,
  regionCode: regionCode.optional(),
  /** Of the notice that was shown. */
  notice: z.literal(APPLICATION_NOTICE),
  agreed: z.literal(true),
  /** Of a child under 14: a parent or other guardian agrees. */
  byGuardian: z.boolean().default(false),
})

export const contactView = z.object({
  /** Under which staff call, but for its middle; null: none was left. */
  kept: z.string().nullable(),
  /** Said in the conversation, and not kept. */
  mentioned: z.string().nullable(),
  /** Whose keeping it is. */
  keeper: z.string(),
  /** After the end of the ticket; 0: until it is erased on request. */
  keepDays: z.number().int(),
})
export const contactBody = z.object({
  phone: z.string().min(1).max(40),
  /** Of the notice that was shown. */
  notice: z.literal(CONTACT_NOTICE),
  agreed: z.literal(true),
  /** Of a child under 14: a parent or other guardian agrees. */
  byGuardian: z.boolean().default(false),
})

export const ticketView = z.object({
  number: z.string(),
  status: z.enum(TICKET_STATUSES),
  createdAt: z.string(),
  replies: z.array(z.object({ text: z.string(), at: z.string() })),
})

export const passageView = z.object({
  id: z.string(),
  kind: z.enum(['statute', 'guide', 'faq']),
  lawTitle: z.string(),
  article: z.string().nullable(),
  headingPath: z.string(),
  text: z.string(),
  versionDate: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  inForce: z.boolean(),
  /** Published no longer: shown to whoever has its key. */
  withdrawn: z.boolean(),
  issuingBody: z.string().nullable(),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
})

/** A whole answer for whoever has its address; `at` is when it was given. */
export const sharedAnswer = z.object({
  answer: answerSchema,
  AIGC: aigcLabelSchema.optional(),
  at: z.string(),
})

/** Start screen: suggested questions by matter, and how far the law is loaded. */
export const startView = z.object({
  groups: z.array(z.object({ matter: z.string(), label: z.string(), questions: z.array(z.string()) })),
  /** Newest version date among the statutes, 2025-04; null when none is loaded. */
  dataAsOf: z.string().nullable(),
  suggestedTextLength: z.number().int(),
  maxTextLength: z.number().int(),
  /** `answers`: questions go to humans; `channel`: nothing is answered here; null: all as usual. */
  paused: z.enum(['channel', 'answers']).nullable(),
})

export const regionList = z.object({
  regions: z.array(z.object({ code: z.string(), name: z.string(), hasChildren: z.boolean() })),
})

/** Body of every 4xx and 5xx. `message` is Chinese and may be shown to a citizen. */
export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
