import { z } from 'zod'
import { MATTERS, type Matter } from '../../../knowledge/matter.js'
import { PLAIN_TEXT } from '../../staff/plain-text.js'
import { contentFacts, draftRow, SOURCE_KINDS } from '../drafts/draft-wire.js'

/** What crosses /api/knowledge/sources and /api/knowledge/versions. Dates are `YYYY-MM-DD` in China. */

/**
 * `in_use`: citizens are answered from it; `not_yet`: published, and not in force before a day to come; `ended`: no
 * longer in force; `withdrawn`: taken out, or never published.
 */
export const SOURCE_STATUSES = ['in_use', 'not_yet', 'ended', 'withdrawn'] as const
export type SourceStatus = (typeof SOURCE_STATUSES)[number]
/** `due`: to be read again by now; `soon`: within 30 days; `unset`: nobody said when. */
const FRESHNESS = ['due', 'soon', 'later', 'unset'] as const

const line = z.string().regex(PLAIN_TEXT)
const date = z.iso.date()

export const sourceQuery = z.object({
  /** Words of the title or the file, or what it is about. */
  q: line.max(200).optional(),
  kind: z.enum(SOURCE_KINDS).optional(),
  matter: z.enum(Object.keys(MATTERS) as [Matter, ...Matter[]]).optional(),
  serviceLine: line.max(50).optional(),
  /** Of this region and those within; `national`: of the whole country. */
  region: z
    .string()
    .regex(/^(?:national|\d{6,12})$/)
    .optional(),
  status: z.enum(SOURCE_STATUSES).optional(),
  /** `near`: due or soon. With `due`, `soon` and `near` what is to be read first comes first. */
  freshness: z.enum([...FRESHNESS, 'near']).optional(),
  owner: line.max(50).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type SourceQuery = z.infer<typeof sourceQuery>

export const care = z.object({
  /** To be sent back with a change; 0: nobody has set anything. */
  version: z.number().int(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  /** When it is to be read again. */
  reviewBy: date.nullable(),
  /** First day on which it is no longer used. */
  expiresOn: date.nullable(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
})
export const careBody = care
  .pick({ version: true, reviewBy: true, expiresOn: true })
  .extend({ ownerId: line.max(50).nullable() })

export const sourceRow = z.object({
  id: z.string(),
  kind: z.enum(SOURCE_KINDS),
  title: z.string(),
  regionCode: z.string().nullable(),
  regionName: z.string().nullable(),
  status: z.enum(SOURCE_STATUSES),
  /** Of the version in use, else of the newest. */
  versionDate: date.nullable(),
  effectiveFrom: date.nullable(),
  effectiveTo: date.nullable(),
  versions: z.number().int(),
  matter: z.string().nullable(),
  file: z.string(),
  /** When its newest version came in. */
  changedAt: z.string(),
  ownerName: z.string().nullable(),
  reviewBy: date.nullable(),
  freshness: z.enum(FRESHNESS),
  expiresOn: date.nullable(),
  /** Drafts of it that somebody has to act on. */
  openDrafts: z.number().int(),
})
export type SourceListRow = z.infer<typeof sourceRow>
export const sourcePage = z.object({ sources: z.array(sourceRow), total: z.number().int() })

/** What the list can be narrowed by, beyond what every knowledge base has. */
export const sourceChoices = z.object({
  /** That sources are of, by code. */
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Who may look after a source. */
  keepers: z.array(z.object({ id: z.string(), name: z.string() })),
})

export const versionRow = z.object({
  id: z.string(),
  versionDate: date.nullable(),
  effectiveFrom: date.nullable(),
  effectiveTo: date.nullable(),
  status: z.enum(SOURCE_STATUSES),
  issuingBody: z.string().nullable(),
  file: z.string(),
  createdAt: z.string(),
  /** Articles or sections in use. */
  passages: z.number().int(),
  /** Of the draft that it came by; null: it was ingested. */
  draftId: z.string().nullable(),
  authorName: z.string().nullable(),
  deciderName: z.string().nullable(),
})

export const sourceReply = z.object({
  source: sourceRow,
  care,
  /** Newest first. */
  versions: z.array(versionRow),
  drafts: z.array(draftRow),
})
export type SourceReply = z.infer<typeof sourceReply>

export const versionReply = z.object({
  sourceId: z.string(),
  title: z.string(),
  kind: z.enum(SOURCE_KINDS),
  version: versionRow,
  /** A guide or Q&A as a document that our parsers read; '' of a statute. */
  text: z.string(),
  ...contentFacts.shape,
  /** Articles or sections, in order. */
  parts: z.array(
    z.object({
      /** null: a section, which may be stored together with others. */
      passageId: z.string().nullable(),
      label: z.string().nullable(),
      heading: z.string(),
      text: z.string(),
    }),
  ),
})
