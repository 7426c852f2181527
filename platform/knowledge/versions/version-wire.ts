import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'
import { SOURCE_KINDS } from '../drafts/draft-wire.js'
import { versionRow } from '../sources/source-wire.js'

/** What crosses the routes that compare versions. Dates are `YYYY-MM-DD` in China. */

const CHANGE_KINDS = ['added', 'removed', 'changed', 'renumbered'] as const

const part = z.object({ label: z.string().nullable(), heading: z.string() })
export const wordMark = z.object({ text: z.string(), is: z.enum(['same', 'added', 'removed']) })
const counts = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  renumbered: z.number().int(),
  unchanged: z.number().int(),
})

export const diffQuery = z.object({
  /** The earlier version; default: the one before. */
  with: z.string().regex(PLAIN_TEXT).max(100).optional(),
})
export const diffReply = z.object({
  sourceId: z.string(),
  title: z.string(),
  kind: z.enum(SOURCE_KINDS),
  /** null: there is none before, and everything counts as added. */
  before: versionRow.nullable(),
  after: versionRow,
  counts,
  changes: z.array(
    z.object({
      kind: z.enum(CHANGE_KINDS),
      before: part.nullable(),
      after: part.nullable(),
      words: z.array(wordMark),
    }),
  ),
})
export type DiffReply = z.infer<typeof diffReply>

export const lineageReply = z.object({
  sourceId: z.string(),
  title: z.string(),
  kind: z.enum(SOURCE_KINDS),
  /** Newest first. */
  versions: z.array(
    z.object({
      version: versionRow,
      /** The version before; null: the first one. */
      comparedWith: z.string().nullable(),
      /** Against that one; null: it is the first, or too far back to be worth the work. */
      counts: counts.nullable(),
    }),
  ),
})
export type LineageReply = z.infer<typeof lineageReply>

export const asOfQuery = z.object({ date: z.iso.date() })
export const asOfReply = z.object({
  sourceId: z.string(),
  title: z.string(),
  kind: z.enum(SOURCE_KINDS),
  date: z.iso.date(),
  /** Why no text was in force on that day; null: there was one. */
  none: z.enum(['not_yet', 'ended', 'between', 'withdrawn']).nullable(),
  /** When the nearest text begins (`not_yet`) or ended; null where it is not known. */
  since: z.iso.date().nullable(),
  /** Several where a code is kept in books. */
  inForce: z.array(
    z.object({
      version: versionRow,
      parts: z.array(z.object({ label: z.string().nullable(), heading: z.string(), text: z.string() })),
    }),
  ),
})
export type AsOfReply = z.infer<typeof asOfReply>
