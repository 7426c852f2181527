import { randomUUID } from 'node:crypto'
import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import { type Runnable, RunnableLambda } from '@langchain/core/runnables'
import { createCache } from '../retrieval/cache.js'
import type { Passage } from '../retrieval/passage.js'
import type { SearchOptions } from '../retrieval/retriever.js'
import type { Answer } from './answer.js'
import { createBot } from './bot.js'
import type { BotDeps } from './bot-deps.js'
import { exchangeOf } from './exchange-of.js'
import { maskPersonalData } from './mask-personal-data.js'
import type { Outcome } from './outcome.js'
import { renderText } from './render-text.js'
import type { Exchange } from './turn.js'
import { zhCN } from './words/zh-CN.js'

/** What is known of a passage beside its text. Days are `YYYY-MM-DD`. */
export interface PassageMetadata extends Record<string, unknown> {
  passageId: string
  kind: Passage['kind']
  /** 民法典; the title of a guide; the question of a Q&A. */
  title: string
  /** 第一千零七十七条; null where the passage is no article. */
  article: string | null
  /** Of the statute: the day of its adoption. */
  versionDate: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  regionCode: string | null
  /** 《民法典》第一千零七十七条 */
  citation: string
  /** Orders the documents of one search; not a probability. */
  score: number
}

const DEFAULT_K = 8

/** Wenfa's search for chains of LangChain: articles in force, guides and Q&A, best first. Personal data is masked before. */
export class WenfaRetriever extends BaseRetriever<PassageMetadata> {
  readonly lc_namespace = ['wenfa', 'retrievers']

  /** @param options default: the eight best of the national law in force today, guides and Q&A */
  constructor(
    private readonly wenfa: Pick<BotDeps, 'retriever' | 'passages'>,
    private readonly options: Partial<SearchOptions> = {},
  ) {
    super()
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const { retriever, passages } = this.wenfa
    const found = await retriever.search(maskPersonalData(query).masked, { k: DEFAULT_K, ...this.options })
    const read = await passages.byIds(found.hits.map(({ passageId }) => passageId))
    const byId = new Map(read.map((passage) => [passage.id, passage]))
    return found.hits.flatMap(({ passageId, score }) => {
      const passage = byId.get(passageId)
      return passage ? [documentOf(passage, score)] : []
    })
  }
}

function documentOf(passage: Passage, score: number): Document<PassageMetadata> {
  const { id, kind, title, article, versionDate, effectiveFrom, effectiveTo, regionCode, text } = passage
  const citation = `《${title}》${article ?? ''}`
  return new Document({
    id,
    pageContent: text,
    metadata: {
      ...{ passageId: id, kind, title, article, versionDate, effectiveFrom, effectiveTo, regionCode },
      ...{ citation, score },
    },
  })
}

/** The question alone, or with what is known of who asks. */
export type Asked =
  | string
  | {
      question: string
      /** Division code, where the citizen is. */
      regionCode?: string
      /** `YYYY-MM-DD`: by the law of that day. */
      asOfDate?: string
    }

export interface Answered {
  /** As citizens read it on plain channels, with 〔1〕 marks. */
  text: string
  outcome: Outcome
  answer: Answer
}

/** Conversations whose last exchanges are kept in memory, for an hour after the last. */
const KEPT_THREADS = 1000
const KEPT_MS = 3_600_000
const KEPT_EXCHANGES = 10

/**
 * Wenfa's whole turn as one Runnable: screening, masking, search, decision, checked answer. Questions with the same
 * `configurable.thread_id` are one conversation, so that follow-ups are understood. Nothing is stored and no ticket is
 * opened; `signal` ends it.
 */
export function createAnswering(deps: BotDeps): Runnable<Asked, Answered> {
  const threads = createCache<readonly Exchange[]>({ size: KEPT_THREADS, maxAgeMs: KEPT_MS })
  const bot = createBot({
    ...deps,
    conversations: { history: async (id) => [...(threads.get(id) ?? [])] },
    openTicket: null,
    passToStaff: undefined,
    findTickets: async () => [],
  })
  const words = deps.words ?? zhCN
  return RunnableLambda.from<Asked, Answered>(async (asked, config) => {
    const { question, ...known } = typeof asked === 'string' ? { question: asked } : asked
    const thread: unknown = config.configurable?.thread_id
    const conversationId = typeof thread === 'string' ? thread : randomUUID()
    const result = await bot.respond(
      { conversationId, messageId: randomUUID(), text: question, channel: 'langchain', ...known },
      { signal: config.signal ?? new AbortController().signal, onProgress() {} },
    )
    const exchange = exchangeOf(maskPersonalData(question).masked, result)
    threads.set(conversationId, [...(threads.get(conversationId) ?? []), exchange].slice(-KEPT_EXCHANGES))
    const { outcome, answer } = result
    return { text: renderText(answer, words), outcome, answer }
  })
}
