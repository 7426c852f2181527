import { openWorkCalendar, type WorkCalendar } from '../knowledge/calendar/work-calendar.js'
import type { Offices } from '../knowledge/offices.js'
import type { Passages } from '../retrieval/passages.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { ChatModel } from './chat-model.js'
import type { FindArticle } from './compose/basis-list.js'
import { createFindArticle } from './find-article.js'
import type { ModelUse } from './model/model-use.js'
import { NOTHING_OFF, type ReadSwitches } from './switches.js'
import type { FindTickets, OpenTicket, PassToStaff } from './ticket-ports.js'
import type { Exchange } from './turn.js'
import { type Words, zhCN } from './words/zh-CN.js'

export interface BotDeps {
  conversations: {
    /** The last exchanges, oldest first. */
    history(conversationId: string): Promise<Exchange[]>
  }
  retriever: Retriever
  passages: Pick<Passages, 'byIds' | 'published' | 'entries' | 'article' | 'neighbours'>
  offices: Offices
  /** null: trying out, no ticket is opened for real staff. */
  openTicket: OpenTicket | null
  findTickets: FindTickets
  /** Absent: what staff ask is answered elsewhere. */
  passToStaff?: PassToStaff
  /** `YYYY-MM`: how far the law is loaded; null when no statute is. */
  dataAsOf(): string | null | Promise<string | null>
  /** Absent: answers are composed extractively. */
  model?: ChatModel
  /** What the model is used for. Default: composing. */
  modelUses?: ReadonlySet<ModelUse>
  /** Default: nothing is off. */
  readSwitches?: ReadSwitches
  now(): Date
  /** Default: the days without work that are announced and those of the law. */
  calendar?: WorkCalendar
  /** Default: Chinese. */
  words?: Words
  /** UTF-16 units. Default: 2000. */
  maxTextLength?: number
  /** A model that failed: the turn went on without it. */
  onModelError?(error: unknown): void
}

/** What the steps share: the same with defaults in place, and articles found by any name of their law. */
export interface StepDeps extends BotDeps {
  words: Words
  calendar: WorkCalendar
  maxTextLength: number
  readSwitches: ReadSwitches
  modelUses: ReadonlySet<ModelUse>
  findArticle: FindArticle
}

export function stepDepsOf(given: BotDeps): StepDeps {
  return {
    ...given,
    words: given.words ?? zhCN,
    calendar: given.calendar ?? openWorkCalendar(),
    maxTextLength: given.maxTextLength ?? 2000,
    modelUses: given.modelUses ?? new Set(['compose']),
    readSwitches: given.readSwitches ?? (async () => NOTHING_OFF),
    findArticle: createFindArticle(given.retriever, given.passages),
  }
}
