import { z } from 'zod'
import { aigcLabelSchema } from '../../bot/aigc-label.js'
import { answerSchema } from '../../bot/answer.js'
import { HAND_OFF_REASONS, TICKET_STATUSES } from '../../bot/ticket-ports.js'
import { OFFICE_LEVELS } from '../../knowledge/office-level.js'
import { PLAIN_TEXT } from '../staff/plain-text.js'
import { STAFF_ROLES } from '../staff/staff-member.js'

/**
 * What crosses the desk API, in both directions; the OpenAPI document is made from these. Instants are ISO 8601 in UTC.
 * Every request that changes something carries the header `x-wenfa-csrf` with the token of GET /api/staff/session.
 */

const line = z.string().regex(PLAIN_TEXT)
const text = z.string().trim().min(1).max(5000)
const reason = z.string().trim().min(1).max(500)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

// Tickets

export const deskTicketRow = z.object({
  number: z.string(),
  status: z.enum(TICKET_STATUSES),
  /** To be sent back with a command: another one means that somebody was faster. */
  version: z.number().int(),
  urgency: z.enum(['normal', 'urgent']),
  reason: z.enum(HAND_OFF_REASONS),
  /** Key of MATTERS. */
  matter: z.string(),
  /** Key of SERVICE_LINES, or an own one of the operator. */
  serviceLine: z.string().nullable(),
  regionCode: z.string().nullable(),
  /** 江苏省南京市玄武区. */
  regionName: z.string().nullable(),
  channel: z.string(),
  /** null: the queue of the province. */
  officeId: z.string().nullable(),
  officeName: z.string().nullable(),
  level: z.enum(OFFICE_LEVELS),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  /** What is owed next is due then; null: nothing is owed now. */
  dueAt: z.string().nullable(),
  callBackDueAt: z.string().nullable(),
  /** Personal data replaced by tokens. */
  summary: z.string(),
  createdAt: z.string(),
})
export type DeskTicketRow = z.infer<typeof deskTicketRow>

/** `status` may be given several times; without it: those that have not ended. */
export const listTicketsQuery = z.object({
  /** `mine`: in my hands; `office`: of my office alone; `below`: with those below it. */
  view: z.enum(['mine', 'office', 'below']).default('office'),
  status: z
    .union([z.enum(TICKET_STATUSES), z.array(z.enum(TICKET_STATUSES))])
    .transform((value) => [value].flat())
    .optional(),
  matter: line.max(50).optional(),
  urgency: z.enum(['normal', 'urgent']).optional(),
  /** With all regions below it. */
  region: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  /** One of those that the member sees. */
  office: line.max(100).optional(),
  /** Id of the member in whose hands they are. */
  assignee: line.max(100).optional(),
  overdue: flag.optional(),
  /** A dissatisfied citizen is to be called. */
  callBack: flag.optional(),
  /** Part of a number, or words of the summary. */
  q: line.trim().max(100).optional(),
  /** `next` of the page before. */
  cursor: line.max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const ticketPage = z.object({
  tickets: z.array(deskTicketRow),
  /** Of all that fit, on all pages. */
  total: z.number().int(),
  /** `cursor` of the next page; null: this is the last. */
  next: z.string().nullable(),
})

const actorView = z.object({
  kind: z.enum(['bot', 'citizen', 'staff', 'platform', 'system']),
  id: z.string().nullable(),
  name: z.string(),
})

export const TICKET_EVENT_KINDS = [
  'opened',
  'taken',
  'released',
  'asked_citizen',
  'citizen_replied',
  'replied',
  'noted',
  'transferred',
  'returned',
  'escalated',
  'reminded',
  'reopened',
  'cancelled',
  'merged',
  'closed',
  'rated',
  'called_back',
] as const

export const ticketEventView = z.object({
  seq: z.number().int(),
  kind: z.enum(TICKET_EVENT_KINDS),
  actor: actorView,
  at: z.string(),
  /** What was written to the citizen, by the citizen, or for colleagues; a comment of the rating. */
  text: z.string().nullable(),
  reason: z.string().nullable(),
  /** Of a move: from where to where. */
  fromOfficeName: z.string().nullable(),
  toOfficeName: z.string().nullable(),
  /** Of `merged`: the number of the ticket that goes on. */
  into: z.string().nullable(),
  /** Of `rated`. */
  satisfied: z.boolean().nullable(),
  /** Of `taken`: who assigned it, where it was not the member. */
  assignedBy: z.string().nullable(),
  /** Of `reminded` and `escalated` by itself. */
  deadline: z.enum(['first_response', 'resolution']).nullable(),
})

const transcriptLine = z.object({
  role: z.enum(['citizen', 'bot']),
  text: z.string(),
  at: z.string(),
  AIGC: aigcLabelSchema.optional(),
})

/** A passage that the bot considered; `/api/passages/:id` has its neighbours. */
export const sourceView = z.object({
  passageId: z.string(),
  /** Opens the passage also when it is published no longer. */
  passageKey: z.string(),
  kind: z.enum(['statute', 'guide', 'faq']),
  title: z.string(),
  article: z.string().nullable(),
  headingPath: z.string(),
  text: z.string(),
})

export const officeRef = z.object({
  id: z.string(),
  name: z.string(),
  level: z.enum(OFFICE_LEVELS),
  regionCode: z.string(),
  phone: z.string(),
  hours: z.string(),
  /** Empty: receives everything. */
  serviceLines: z.array(z.string()),
})

export const ticketView = deskTicketRow.extend({
  conversationId: z.string(),
  /** false: texts are masked and the contact is left out, since the member does not handle this ticket. */
  personalDataShown: z.boolean(),
  contact: z.string().nullable(),
  /** What stands behind tokens such as [电话1] in `summary` and `facts`; empty where it is not shown. */
  masks: z.array(z.object({ token: z.string(), value: z.string() })),
  /** Whether the citizen left a contact, shown or not. */
  hasContact: z.boolean(),
  facts: z.object({
    who: z.string().optional(),
    what: z.string().optional(),
    when: z.string().optional(),
    where: z.string().optional(),
    wish: z.string().optional(),
  }),
  transcript: z.array(transcriptLine),
  events: z.array(ticketEventView),
  sources: z.array(sourceView),
  /** What the bot would have said. */
  draft: answerSchema.nullable(),
  transferTargets: z.object({
    above: officeRef.nullable(),
    below: z.array(officeRef),
    beside: z.array(officeRef),
  }),
  takenAt: z.string().nullable(),
  firstRespondedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  firstResponseDueAt: z.string().nullable(),
  resolutionDueAt: z.string().nullable(),
  mergedInto: z.string().nullable(),
  reopenedCount: z.number().int(),
  satisfied: z.boolean().nullable(),
  /** Who holds the conversation live now. */
  liveWith: z.string().nullable(),
  /** What has not reached the citizen on their platform; empty where texts are masked. */
  undelivered: z.array(
    z.object({
      id: z.number().int(),
      /** `held`: the platform lets nothing through until the citizen writes again. */
      status: z.enum(['queued', 'held', 'failed']),
      /** The platform's own. */
      code: z.string().nullable(),
      reason: z.string().nullable(),
      text: z.string(),
      at: z.string(),
    }),
  ),
  /** By which the citizen reads it on the web page; null where all has reached them. */
  queryCode: z.string().nullable(),
  /** The commands that the ticket's state and the member's role allow now. */
  possible: z.array(z.string()),
})
export type TicketView = z.infer<typeof ticketView>

/** What staff may do at the desk; `assign` gives the ticket to a member, also from another's hands. */
export const deskCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('take') }),
  z.object({ kind: z.literal('assign'), staffId: line.min(1).max(100) }),
  z.object({ kind: z.literal('release'), reason }),
  z.object({ kind: z.literal('ask'), text }),
  z.object({ kind: z.literal('reply'), text }),
  z.object({ kind: z.literal('note'), text }),
  z.object({ kind: z.literal('transfer'), officeId: line.min(1).max(100), reason }),
  z.object({ kind: z.literal('return'), reason }),
  z.object({ kind: z.literal('escalate'), reason }),
  z.object({ kind: z.literal('reopen'), reason }),
  z.object({ kind: z.literal('cancel'), reason }),
  z.object({ kind: z.literal('merge'), into: line.min(1).max(50), reason }),
  z.object({ kind: z.literal('close'), reason }),
  z.object({ kind: z.literal('call_back'), text }),
])
export type DeskCommand = z.infer<typeof deskCommand>

export const commandBody = z.object({ command: deskCommand, version: z.number().int().min(1) })
export const commandReply = z.object({
  number: z.string(),
  status: z.enum(TICKET_STATUSES),
  version: z.number().int(),
  officeId: z.string().nullable(),
  /** false: it went to an office that the member does not see. */
  visible: z.boolean(),
})

/** The same for each; without `version`, since a list is not read line by line. */
export const bulkBody = z.object({
  numbers: z.array(line.max(50)).min(1).max(100),
  command: deskCommand,
})
export const bulkReply = z.object({
  done: z.array(commandReply),
  /** Each was left as it was. */
  failed: z.array(z.object({ number: z.string(), code: z.string(), message: z.string() })),
})

/**
 * Body of every 4xx. `message` may be shown. Codes of 409: `changed` (with `changes`: what others did since),
 * `taken` (somebody else has it), `wrong_state`, `held` and `not_held` (live conversations), `office_loop`.
 */
export const deskError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    version: z.number().int().optional(),
    changes: z
      .array(z.object({ kind: z.enum(TICKET_EVENT_KINDS), by: z.string(), at: z.string() }))
      .optional(),
    /** Who was faster, in the knowledge base, and when. */
    changedBy: z.string().optional(),
    changedAt: z.string().optional(),
  }),
})

// Members

export const listColleaguesQuery = z.object({ office: line.max(100).optional() })
/** Whom tickets may be given to. */
export const colleagueView = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(STAFF_ROLES),
  officeId: z.string().nullable(),
  /** Tickets in their hands that have not ended. */
  openTickets: z.number().int(),
})

// Saved views

export const savedViewBody = z.object({
  name: line.trim().min(1).max(50),
  /** The query of GET /api/desk/tickets, as the page writes it. */
  query: line.max(2000),
})
export const savedView = savedViewBody.extend({ id: z.string(), createdAt: z.string() })
