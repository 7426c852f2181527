import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/desk/switches. */

export const switchList = z.object({
  switches: z.array(
    z.object({
      /** `model`, `answers`, or a channel. */
      name: z.string(),
      off: z.boolean(),
      reason: z.string(),
      /** null: it is on. */
      offSince: z.string().nullable(),
    }),
  ),
  /** Switches count for the whole province: who is bound to an office only looks. */
  mayChange: z.boolean(),
})

export const switchBody = z.object({
  name: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(40),
  off: z.boolean(),
  reason: z.string().regex(PLAIN_TEXT).trim().min(1).max(500),
})

/** `changed` false: it stood so already. */
export const switchReply = z.object({ changed: z.boolean() })
