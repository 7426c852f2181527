import { z } from 'zod'
import { aigcLabelSchema } from '../../bot/aigc-label.js'
import { answerSchema } from '../../bot/answer.js'
import { OUTCOMES } from '../../bot/outcome.js'
import { HAND_OFF_REASONS, TICKET_STATUSES } from '../../bot/ticket-ports.js'
import { PLAIN_TEXT } from '../staff/plain-text.js'
import { STAFF_ROLES } from '../staff/staff-member.js'

/**
 * What crosses the desk API, in both directions; the OpenAPI document is made from these. Instants are ISO 8601 in UTC.
 * Every request that changes something carries the header `x-wenfa-csrf` with the token of GET /api/staff/session.
 */

export const OFFICE_LEVELS = ['province', 'city', 'county', 'township', 'village'] as const

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

export const actorView = z.object({
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

export const transcriptLine = z.object({
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

// Offices and members

export const officeView = officeRef.extend({
  parentId: z.string().nullable(),
  address: z.string(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
})
export const officeBody = z.object({
  name: line.trim().min(1).max(100),
  level: z.enum(OFFICE_LEVELS),
  regionCode: z.string().regex(/^\d{6,12}$/),
  parentId: line.max(100).nullable(),
  address: line.trim().max(200),
  phone: z
    .string()
    .trim()
    .max(100)
    .regex(/^[\d ()（）+\-—转、,，/]*$/),
  /** 工作日 9:00-12:00，14:00-17:30. */
  hours: line.trim().max(200),
  serviceLines: z.array(line.min(1).max(50)).max(50),
  longitude: z.number().min(-180).max(180).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
})

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

// Live events: GET /api/desk/events

/**
 * SSE events of the desk: `ready` {} when nothing from now on is missed (read your lists again then), `ticket`,
 * `conversation`. They come within 1 s, whichever process made the change, and only for what the member may see.
 */
export const ticketChange = z.object({
  number: z.string(),
  kind: z.enum(TICKET_EVENT_KINDS),
  status: z.enum(TICKET_STATUSES),
  version: z.number().int(),
  urgency: z.enum(['normal', 'urgent']),
  /** Where it lies now: outside of what the member sees, where it has just left. */
  officeId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})
export const conversationChange = z.object({
  conversationId: z.string(),
  /** `message`: the citizen wrote; `reply`: the bot answered; the others are what staff did. */
  kind: z.enum(['message', 'reply', 'taken_over', 'staff_message', 'whisper', 'released', 'timed_out']),
  by: z.string().nullable(),
  at: z.string(),
})

// Live conversations

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

// Supervision

export const officeLoad = z.object({
  /** null: the queue of the province. */
  officeId: z.string().nullable(),
  officeName: z.string().nullable(),
  waiting: z.number().int(),
  taken: z.number().int(),
  waitingForCitizen: z.number().int(),
  answered: z.number().int(),
  overdue: z.number().int(),
  callBacks: z.number().int(),
  /** In the last seven days. */
  closed: z.number().int(),
})
/** Whoever can work on tickets, or has some in hand. */
export const memberLoad = z.object({
  staffId: z.string(),
  name: z.string(),
  /** false: cannot sign in, not yet or no more; what is in their hands lies still. */
  active: z.boolean(),
  officeId: z.string().nullable(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** In the last seven days. */
  closed: z.number().int(),
})
export const supervisionView = z.object({
  offices: z.array(officeLoad),
  members: z.array(memberLoad),
  /** Soonest due first, at most 100. */
  callBacks: z.array(deskTicketRow),
})

/** 1 (bad) to 5 (good). */
const mark = z.number().int().min(1).max(5)
export const qualityMarks = z.object({
  /** 答复准确 */
  correct: mark,
  /** 依据充分 */
  basis: mark,
  /** 诉求都有回应 */
  complete: mark,
  /** 用语得当 */
  wording: mark,
  /** 办理及时 */
  timely: mark,
})
export const sampleBody = z.object({ marks: qualityMarks, note: z.string().trim().max(2000).default('') })
export const sampleView = z.object({
  id: z.string(),
  number: z.string(),
  officeId: z.string().nullable(),
  officeName: z.string().nullable(),
  /** Monday of the week in which it was closed, `YYYY-MM-DD`, in China. */
  week: z.string(),
  assigneeName: z.string().nullable(),
  summary: z.string(),
  drawnAt: z.string(),
  marks: qualityMarks.nullable(),
  note: z.string().nullable(),
  /** Who alone may change it. */
  reviewerId: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: z.string().nullable(),
})
const week = z.iso.date()
/** Default: the last whole week. */
export const drawSamplesBody = z.object({ week: week.optional() })
export const listSamplesQuery = z.object({ week: week.optional(), open: flag.optional() })
export const samplePage = z.object({
  samples: z.array(sampleView),
  /** Of the week, by office. `closed`: tickets that were closed in it. */
  shares: z.array(
    z.object({
      officeId: z.string().nullable(),
      officeName: z.string().nullable(),
      closed: z.number().int(),
      sampled: z.number().int(),
      /** Of those sampled. */
      reviewed: z.number().int(),
    }),
  ),
})
