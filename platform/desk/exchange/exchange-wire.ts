import { z } from 'zod'
import { TICKET_STATUSES } from '../../../bot/ticket-ports.js'

/** What crosses /api/desk/exchange. Instants are ISO 8601 in UTC. */

const status = z.enum(TICKET_STATUSES).nullable()

const deadLetterView = z.object({
  id: z.string(),
  number: z.string(),
  /** What the message tells: `opened`, `closed`, … */
  kind: z.string(),
  attempts: z.number().int(),
  /** In plain words. */
  reason: z.string(),
  createdAt: z.string(),
  lastAttemptAt: z.string().nullable(),
  /** Later messages of the ticket that wait for it. */
  held: z.number().int(),
})

export const reconciliationView = z.object({
  startedAt: z.string(),
  endedAt: z.string(),
  trigger: z.enum(['daily', 'manual']),
  /** Tickets of the whole province. */
  compared: z.number().int(),
  differences: z.array(
    z.object({
      number: z.string(),
      kind: z.enum([
        'missing_there',
        'missing_here',
        'state_differs',
        'undelivered',
        'dead_letter',
        'callbacks_missing',
        'messages_missing',
      ]),
      here: status,
      there: status,
      count: z.number().int(),
    }),
  ),
  /** Of those that the member does not see, only how many. */
  elsewhere: z.number().int(),
  /** Why it came to nothing, in plain words; null: it was made. */
  problem: z.string().nullable(),
})

export const exchangeView = z.object({
  /** Of the whole province; null: no work platform is connected. */
  delivery: z
    .object({
      waiting: z.number().int(),
      waitingSince: z.string().nullable(),
      /** In a row, since the last success. */
      failures: z.number().int(),
      nextAttemptAt: z.string().nullable(),
      problem: z.string().nullable(),
      deliveredAt: z.string().nullable(),
    })
    .nullable(),
  deadLetters: z.array(deadLetterView),
  /** Tickets of which a message of the other side is missing, so that later ones wait. */
  gaps: z.array(
    z.object({ number: z.string(), missingSeq: z.number().int(), kept: z.number().int(), since: z.string() }),
  ),
  /** What the other side sent in the last seven days and the ticket did not allow. */
  refused: z.array(
    z.object({ number: z.string(), kind: z.string(), detail: z.string().nullable(), at: z.string() }),
  ),
  reconciliation: reconciliationView.nullable(),
})

export const skipBody = z.object({ reason: z.string().trim().min(1).max(500) })
export const resentReply = z.object({ resent: z.number().int() })
