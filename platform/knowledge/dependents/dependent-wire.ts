import { z } from 'zod'
import { PLAIN_TEXT } from '../../staff/plain-text.js'
import { SOURCE_KINDS } from '../drafts/draft-wire.js'
import { wordMark } from '../versions/version-wire.js'

/** What crosses /api/knowledge/dependents: guides and Q&A whose cited articles changed. */

/** `kept`: right as it is; `withdrawn`: taken out; `replaced`: written anew. */
const FLAG_STATUSES = ['open', 'kept', 'withdrawn', 'replaced'] as const
const WHYS = ['changed', 'removed', 'repealed'] as const
const POLICIES = ['suspend', 'flag'] as const
const MAX_DECIDED = 200

const line = z.string().regex(PLAIN_TEXT)
const date = z.iso.date()

const lawVersion = z.object({
  id: z.string(),
  versionDate: date.nullable(),
  effectiveFrom: date.nullable(),
  effectiveTo: date.nullable(),
})

const changedArticle = z.object({
  law: z.string(),
  /** 第三十条, as it was called. */
  label: z.string(),
  lawSourceId: z.string(),
  /** `removed`: the law has no such article any more; `repealed`: no text of the law is in force. */
  why: z.enum(WHYS),
  oldVersion: lawVersion,
  /** null: there is none. */
  newVersion: lawVersion.nullable(),
  /** Under which number the law says now what the article said; null: nowhere, or still there. */
  movedTo: z.string().nullable(),
  /** What it said and what it says now, where it has moved under its new number, laid over each other. */
  words: z.array(wordMark),
})

export const dependentRow = z.object({
  versionId: z.string(),
  sourceId: z.string(),
  kind: z.enum(SOURCE_KINDS),
  title: z.string(),
  /** What it says, as a citizen reads it. */
  text: z.string(),
  regionName: z.string().nullable(),
  status: z.enum(FLAG_STATUSES),
  /** Out of answers until somebody decides. */
  isSuspended: z.boolean(),
  /** false: no file or draft holds it any more, so it can only be written anew. */
  canReturn: z.boolean(),
  since: z.string(),
  /** To be sent back with a decision: another one means that the law has changed once more. */
  seen: z.string(),
  deciderName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Somebody is already at a new text. */
  openDraftId: z.string().nullable(),
  articles: z.array(changedArticle),
})
export type DependentRow = z.infer<typeof dependentRow>

export const policyReply = z.object({
  mode: z.enum(POLICIES),
  /** To be sent back with a change; 0: nobody has set it. */
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: z.string().nullable(),
})
export type PolicyReply = z.infer<typeof policyReply>
export const policyBody = policyReply.pick({ mode: true, version: true })

export const dependentQuery = z.object({
  status: z.enum(['open', 'decided']).default('open'),
  /** Words of the title, or of the law. */
  q: line.max(200).optional(),
  /** Of one guide or question only. */
  sourceId: line.max(100).optional(),
  /** 0: only the counts, without comparing any article. */
  limit: z.coerce.number().int().min(0).max(50).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type DependentQuery = z.infer<typeof dependentQuery>

export const dependentPage = z.object({
  dependents: z.array(dependentRow),
  total: z.number().int(),
  /** Of all, whatever is asked for. */
  open: z.number().int(),
  suspended: z.number().int(),
  policy: policyReply,
})
export type DependentPage = z.infer<typeof dependentPage>

export const dependentDecision = z.object({
  /** `keep`: right as it is, back into answers; `withdraw`: out for good. */
  kind: z.enum(['keep', 'withdraw']),
  items: z
    .array(z.object({ versionId: line.max(100), seen: line.max(100) }))
    .min(1)
    .max(MAX_DECIDED),
})
export type DependentDecision = z.infer<typeof dependentDecision>

export const dependenciesReply = z.object({
  /** Of a guide or Q&A: the articles that it names. */
  cites: z.array(
    z.object({
      law: z.string(),
      number: z.number().int(),
      suffix: z.number().int(),
      /** null: the law is not loaded. */
      lawSourceId: z.string().nullable(),
      /** Whether the article was in force when the guide or Q&A was last right. */
      isKnown: z.boolean(),
    }),
  ),
  /** Of a law: the guides and Q&A in use that name its articles, at most 500. */
  citedBy: z.array(
    z.object({
      sourceId: z.string(),
      versionId: z.string(),
      kind: z.enum(SOURCE_KINDS),
      title: z.string(),
      number: z.number().int(),
      suffix: z.number().int(),
    }),
  ),
})
export type DependenciesReply = z.infer<typeof dependenciesReply>
