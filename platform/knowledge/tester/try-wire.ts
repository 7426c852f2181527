import { z } from 'zod'
import { answerSchema } from '../../../bot/answer.js'
import { OUTCOMES } from '../../../bot/outcome.js'
import { regionCode, SOURCE_KINDS, TEXT } from '../drafts/draft-wire.js'

/** What crosses /api/knowledge/try. Dates are `YYYY-MM-DD`, probabilities and shares 0 to 1. */

export const MAX_QUESTION = 2000

export const questionBody = z.object({
  question: z.string().trim().min(1).max(MAX_QUESTION).regex(TEXT),
  /** The law in force on that day; absent: today, or the day that the question names. */
  asOf: z.iso.date().nullable().default(null),
  regionCode: regionCode.default(null),
})
export type AskedQuestion = z.infer<typeof questionBody>

const share = z.number()
const evidence = z.object({
  keyword: share,
  covered: share,
  cosine: share,
  asked: share,
  met: share,
  told: share,
  said: share,
  titled: share,
  cited: share,
  share: share.optional(),
})

const LEFT_OUT = [
  'beyond',
  'other_version',
  'own_guide',
  'other_question',
  'beyond_articles',
  'only_named',
  'says_nothing',
] as const
const EXCLUDED = ['not_yet', 'ended', 'other_region', 'withdrawn'] as const

const found = z.object({
  passageId: z.string(),
  kind: z.enum(SOURCE_KINDS),
  /** 民法典; the title of a guide; the question of a Q&A. */
  title: z.string(),
  article: z.string().nullable(),
  versionDate: z.string().nullable(),
  /** Its beginning. */
  text: z.string(),
  score: z.number(),
})

const candidate = found.extend({
  /** By which ways it was found. */
  ways: z.array(z.enum(['keyword', 'meaning', 'asked', 'cited', 'learned'])),
  evidence,
  /** null: a source of the answer. */
  leftOut: z.enum(LEFT_OUT).nullable(),
  /** Place among the bases of the answer, from 1. */
  citedAs: z.number().int().nullable(),
})

const excluded = found.extend({
  why: z.enum(EXCLUDED),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  regionName: z.string().nullable(),
  /** What took its place, where that is known: a law, or the next version of the same. */
  endedBy: z.object({ title: z.string(), versionDate: z.string().nullable() }).nullable(),
})

const named = z.object({
  /** As the question names it. */
  name: z.string(),
  status: z.enum(['found', 'no_such_law', 'no_such_article', 'not_in_force']),
  lawTitle: z.string().nullable(),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }).nullable(),
  lastArticleNumber: z.number().int().nullable(),
  suggestions: z.array(z.string()),
  articles: z.array(z.object({ passageId: z.string(), article: z.string().nullable() })),
})

export const tryReply = z.object({
  outcome: z.enum(OUTCOMES),
  answer: answerSchema,
  /** null: the message was met before anything was understood, as danger is. */
  understanding: z
    .object({
      intent: z.string(),
      matter: z.string(),
      serviceLine: z.string().nullable(),
      regionCode: z.string().nullable(),
      regionName: z.string().nullable(),
      /** Day whose law counts. */
      asOf: z.string(),
      searchedFor: z.string(),
    })
    .nullable(),
  /** Articles that the question names; empty: it names none. */
  named: z.array(named),
  /** Best first; null: nothing was searched for. */
  candidates: z.array(candidate).nullable(),
  excluded: z.array(excluded),
  /** What each guide and Q&A settles, the likeliest first, and what the articles found do together. */
  weighed: z
    .object({
      entries: z.array(
        z.object({ passageId: z.string(), title: z.string(), probability: share, asked: share, told: share }),
      ),
      law: z.object({ probability: share, answerFrom: z.number().nullable() }),
    })
    .nullable(),
  plan: z.enum(['article', 'article_not_found', 'basis', 'entry', 'statutes', 'offices']).nullable(),
  /** That the sources settle the question; null: it was not asked. */
  probability: share.nullable(),
  thresholds: z.object({ entry: share, sameQuestion: share, articlesSure: share, askBack: share }),
  steps: z.array(z.object({ name: z.string(), tookMs: z.number() })),
  endedBy: z.string(),
})
export type TryReply = z.infer<typeof tryReply>
