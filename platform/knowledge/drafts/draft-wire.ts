import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'

/** What crosses /api/knowledge/drafts, in both directions. Instants are ISO 8601 in UTC. */

const DRAFT_STATUSES = ['draft', 'in_review', 'scheduled', 'published', 'discarded'] as const
export const SOURCE_KINDS = ['statute', 'guide', 'faq'] as const

/** Lines of text, without other control characters. */
export const TEXT = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u
const MAX_TEXT = 2_000_000
const MAX_BULK = 2000

const version = z.number().int().min(1)
export const regionCode = z
  .string()
  .regex(/^\d{6,12}$/)
  .nullable()
const documentText = z.string().min(1).max(MAX_TEXT).regex(TEXT)

export const draftProblem = z.object({
  /** From 1; null: of the whole. */
  line: z.number().int().nullable(),
  message: z.string(),
})
export type DraftProblem = z.infer<typeof draftProblem>

export const draftRow = z.object({
  id: z.string(),
  status: z.enum(DRAFT_STATUSES),
  /** To be sent back with a change: another one means that somebody was faster. */
  version: z.number().int(),
  uploadId: z.string().nullable(),
  kind: z.enum(SOURCE_KINDS),
  title: z.string(),
  file: z.string(),
  /** How many sources the document holds: a table of Q&A has one a row. */
  sources: z.number().int(),
  problems: z.number().int(),
  authorName: z.string(),
  editorName: z.string().nullable(),
  /** Whoever looks at it wrote or changed it, and so may not publish it where four eyes are asked for. */
  isOwn: z.boolean(),
  createdAt: z.string(),
  changedAt: z.string(),
  submittedAt: z.string().nullable(),
  deciderName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Why it was sent back. */
  reason: z.string().nullable(),
  publishAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
})
export type DraftListRow = z.infer<typeof draftRow>

/** What a guide or Q&A says of itself beside its text; empty of a statute. */
export const contentFacts = z.object({
  matters: z.array(z.string()),
  serviceLines: z.array(z.string()),
  office: z.string().nullable(),
  fee: z.string().nullable(),
  timeLimit: z.string().nullable(),
  asks: z.array(z.string()),
  followUps: z.array(z.string()),
  cites: z.array(z.string()),
})
export type ContentFacts = z.infer<typeof contentFacts>

/** One source of a draft as it was understood. */
const draftSource = z.object({
  sourceId: z.string(),
  kind: z.enum(SOURCE_KINDS),
  title: z.string(),
  regionCode: z.string().nullable(),
  regionName: z.string().nullable(),
  issuingBody: z.string().nullable(),
  versionDate: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  /** Short titles of the laws that it repeals. */
  repeals: z.array(z.string()),
  ...contentFacts.shape,
  /**
   * `new`: nothing of it is known; `next`: newer than all versions; `earlier`: older than the newest; `same`: a
   * version of this date is there, and its text would be replaced; `replaces`: takes the place of what is published.
   */
  relation: z.enum(['new', 'next', 'earlier', 'same', 'replaces']),
  /** The published version nearest to it, to compare with. */
  comparedWith: z.string().nullable(),
  /** Articles or sections, in order. */
  parts: z.array(z.object({ label: z.string().nullable(), heading: z.string(), text: z.string() })),
})

/** A guide, or one Q&A, as a form. @param line @param text what its values may be */
const fieldsWith = (line: z.ZodString, text: z.ZodString) =>
  z.object({
    /** Title of the guide, question of the Q&A. */
    title: line,
    /** Keys of MATTERS and of SERVICE_LINES. */
    matters: z.array(line),
    serviceLines: z.array(line),
    regionCode: line.nullable(),
    office: z.string(),
    fee: z.string(),
    timeLimit: z.string(),
    materials: z.array(line),
    asks: z.array(line),
    followUps: z.array(line),
    /** Articles that the text itself does not name. */
    cites: z.array(line),
    effectiveFrom: line.nullable(),
    effectiveTo: line.nullable(),
    /** Markdown: paragraphs, `##` headings, numbered and bulleted lists, `>` notices. */
    body: text,
  })
const draftFields = fieldsWith(z.string(), z.string())
export type DraftFields = z.infer<typeof draftFields>
const maybe = z.string().trim().max(2000).regex(PLAIN_TEXT)
const draftFieldsBody = fieldsWith(maybe.min(1), documentText).extend({
  regionCode,
  ...{ office: maybe, fee: maybe, timeLimit: maybe },
  ...{ effectiveFrom: z.iso.date().nullable(), effectiveTo: z.iso.date().nullable() },
})

const draftComment = z.object({
  id: z.string(),
  authorName: z.string(),
  text: z.string(),
  createdAt: z.string(),
})

export const draftReply = z.object({
  draft: draftRow,
  /** As it was read out of the file. */
  text: z.string(),
  /** What is edited: a guide or Q&A as Markdown, also where it came as a table; null: a statute, which is not edited. */
  editText: z.string().nullable(),
  /** The same as a form, where the document holds one guide or one Q&A; null: it holds others. */
  fields: draftFields.nullable(),
  hasOriginal: z.boolean(),
  /** The original is a PDF, which browsers show. */
  isPdf: z.boolean(),
  /** false: another member has to, for this one wrote or changed it. */
  mayPublish: z.boolean(),
  regionCode,
  problems: z.array(draftProblem),
  /** At most `MAX_SHOWN` of them. */
  sources: z.array(draftSource),
  comments: z.array(draftComment),
})
export type DraftReply = z.infer<typeof draftReply>

export const draftQuery = z.object({
  status: z.enum([...DRAFT_STATUSES, 'open']).optional(),
  kind: z.enum(SOURCE_KINDS).optional(),
  uploadId: z.string().regex(PLAIN_TEXT).max(50).optional(),
  /** Part of the title or of the file's name. */
  q: z.string().regex(PLAIN_TEXT).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export const draftPage = z.object({ drafts: z.array(draftRow), total: z.number().int() })

export const newDraftBody = z.discriminatedUnion('from', [
  /** A text that begins here. */
  z.object({ from: z.literal('text'), kind: z.enum(['guide', 'faq']), text: documentText }),
  /** What is published of a guide or Q&A, to be changed or put back. */
  z.object({ from: z.literal('version'), versionId: z.string().regex(PLAIN_TEXT).max(100) }),
])
export const draftEdit = z.object({
  version,
  text: documentText.optional(),
  /** In place of the text. */
  fields: draftFieldsBody.optional(),
  regionCode: regionCode.optional(),
})

/** What whoever writes does with a draft. */
export const draftStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submit'), version }),
  z.object({ kind: z.literal('discard'), version }),
])
/** What whoever publishes does with it. */
export const draftDecision = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('return'), version, reason: z.string().trim().min(1).max(500).regex(TEXT) }),
  /** Without a date: at once. */
  z.object({ kind: z.literal('publish'), version, publishAt: z.iso.datetime().optional() }),
])
export type DraftDecision = z.infer<typeof draftStep> | z.infer<typeof draftDecision>

/** Many drafts at once, as those of an upload. */
export const bulkDecision = z.object({
  kind: z.enum(['submit', 'publish', 'discard']),
  ids: z.array(z.string().max(50)).min(1).max(MAX_BULK),
  /** As they were looked at, by id: needed to publish. */
  versions: z.record(z.string().max(50), z.number().int()).optional(),
})
/** What became of each that could not be taken along. */
export const bulkReply = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ id: z.string(), title: z.string(), message: z.string() })),
})

export const commentBody = z.object({ text: z.string().trim().min(1).max(2000).regex(TEXT) })
