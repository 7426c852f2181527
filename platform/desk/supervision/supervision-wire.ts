import { z } from 'zod'
import { deskTicketRow } from '../wire.js'

/** Load and quality, as the desk API carries them. */

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

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
