import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/knowledge/duplicates. */

const entry = z.object({
  versionId: z.string(),
  sourceId: z.string(),
  question: z.string(),
  /** Other wordings. */
  asks: z.array(z.string()),
  text: z.string(),
  cites: z.array(z.string()),
  regionName: z.string().nullable(),
  createdAt: z.string(),
  /** Came with the program. */
  isStarter: z.boolean(),
})

export const duplicatePair = z.object({
  left: entry,
  right: entry,
  /** 0.9 to 1: of the two wordings that are nearest. */
  likeness: z.number(),
  wordings: z.tuple([z.string(), z.string()]),
  /** Both name articles, and none in common. */
  isContradiction: z.boolean(),
})
export type DuplicatePair = z.infer<typeof duplicatePair>

export const duplicateQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export const duplicatePage = z.object({
  pairs: z.array(duplicatePair),
  total: z.number().int(),
  contradictions: z.number().int(),
})

const id = z.string().min(1).max(100).regex(PLAIN_TEXT)
export const apartBody = z.object({ versionIds: z.tuple([id, id]) })
