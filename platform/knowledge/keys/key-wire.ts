import { z } from 'zod'
import { KEY_SCOPES } from '../../staff/access/key-scopes.js'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/knowledge/keys. */

export const keyView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  createdBy: z.string(),
  createdAt: z.string(),
  /** To the hour; null: never. */
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
})
export const keyList = z.object({ keys: z.array(keyView) })
export const keyBody = z.object({
  name: z.string().trim().min(1).max(60).regex(PLAIN_TEXT),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1),
  days: z.number().int().min(1).max(730),
})
/** `key` is shown this once. */
export const newKeyReply = keyView.extend({ key: z.string() })
