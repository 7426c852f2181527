import { z } from 'zod'
import { MATTERS, type Matter } from '../../../knowledge/matter.js'
import { LONGEST_CALL } from './call-text.js'

/** What crosses /api/desk/hotline, but for the stream. */

const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d\s-]{3,24}$/, '号码只能有数字、空格和短横线')
const regionCode = z
  .string()
  .regex(/^\d{6,12}$/)
  .nullable()
const text = z.string().trim().min(1).max(LONGEST_CALL)
const matter = z.enum(Object.keys(MATTERS) as [Matter, ...Matter[]])
const fact = z.string().max(500).optional()

export const callParams = z.object({ callId: z.string() })
export const phoneBody = z.object({ phone })

export const historyView = z.object({
  calls: z.array(
    z.object({
      at: z.string(),
      staffName: z.string(),
      matter: z.string().nullable(),
      ticketNumber: z.string().nullable(),
    }),
  ),
  tickets: z.array(
    z.object({
      number: z.string(),
      status: z.string(),
      matter: z.string(),
      summary: z.string(),
      at: z.string(),
    }),
  ),
})

export const callView = z.object({ callId: z.string() })

export const choiceBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken'), key: z.string().max(200), text: z.string().max(20_000) }),
  z.object({ kind: z.literal('rejected'), key: z.string().max(200) }),
])
export const choiceView = z.object({
  choice: z.enum(['used', 'edited', 'rejected']),
  distance: z.number().nullable(),
})

export const draftBody = z.object({ text, regionCode })
const facts = z.object({ who: fact, what: fact, when: fact, where: fact, wish: fact })
const ticketFields = {
  facts,
  matter,
  serviceLine: z.string().max(50).nullable(),
  regionCode,
  urgency: z.enum(['normal', 'urgent']),
  answer: z.string().max(20_000),
}
export const draftView = z.object({
  ...ticketFields,
  regionName: z.string().nullable(),
  sources: z.array(z.object({ passageId: z.string(), name: z.string() })),
  /** To be read to the caller before their number is kept. */
  notice: z.string(),
})
export const ticketBody = z
  .object({
    ...ticketFields,
    text,
    phone: phone.nullable(),
    /** What the caller said to the notice; `guardian`: of a child under 14. null: not asked, or refused. */
    consent: z.enum(['own', 'guardian']).nullable().default(null),
  })
  .refine(({ phone, consent, urgency }) => phone === null || consent !== null || urgency === 'urgent', {
    message: 'a number is kept with consent only',
    path: ['consent'],
  })
export const ticketView = z.object({ number: z.string(), queryCode: z.string(), line: z.string() })

export const periodQuery = z.object({ from: z.iso.date(), to: z.iso.date() })
export const acceptanceView = z.object({
  matters: z.array(
    z.object({
      matter: z.string(),
      calls: z.number(),
      shown: z.number(),
      used: z.number(),
      edited: z.number(),
      rejected: z.number(),
      acceptance: z.number(),
      meanDistance: z.number().nullable(),
      meanTookMs: z.number(),
    }),
  ),
})
