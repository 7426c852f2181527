import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/desk/audit. */

const line = z.string().regex(PLAIN_TEXT)

export const listAuditQuery = z.object({
  /** Id of an account; `system`: the command line, or the system itself. */
  actor: line.min(1).max(100).optional(),
  /** `ticket.take`, or `ticket` for all of its kind. */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)?$/)
    .max(50)
    .optional(),
  /** A ticket's number, or the id, login or name of an account or office. */
  subject: line.trim().min(1).max(200).optional(),
  /** Days in China, both counted in. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** `next` of the page before. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const auditPage = z.object({
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      actorId: z.string().nullable(),
      actorName: z.string().nullable(),
      action: z.string(),
      subject: z.string(),
      subjectName: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  /** `before` of the next page; null: this is the last. */
  next: z.number().int().nullable(),
})

/** `noted`: a last row written down earlier, NUMBER:HASH. */
export const verifyAuditBody = z.object({
  noted: z
    .string()
    .trim()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/)
    .optional(),
})

export const auditVerdict = z.object({
  /** Rows that hold, from the first. */
  checked: z.number().int(),
  broken: z
    .object({
      seq: z.number().int(),
      why: z.enum(['changed', 'missing', 'unlinked', 'cut_off', 'other_than_noted']),
    })
    .nullable(),
  /** NUMBER:HASH of the last row that holds, to be written down elsewhere; null: the log is empty. */
  note: z.string().nullable(),
})
