import type { Matter } from '../knowledge/matter.js'
import type { ServiceLine } from '../knowledge/service-line.js'
import type { Passage } from '../retrieval/passage.js'
import type { SearchResult } from '../retrieval/retriever.js'
import type { Answer } from './answer.js'
import type { Counted } from './counting/counted.js'
import type { Intent } from './intent.js'
import type { BasisRequest } from './language/read-basis-request.js'
import type { MaskTokens } from './mask-personal-data.js'
import type { Outcome } from './outcome.js'
import type { OpenedTicket } from './ticket-ports.js'

/** One earlier exchange of the conversation, masked. */
export interface Exchange {
  question: string
  /** The standalone question that was searched for. */
  standaloneQuestion: string
  outcome: Outcome
  answer: Answer
  matter: Matter
  /** Region that the exchange was about, where known. */
  regionCode?: string | null
  /** Day whose law it was about, where not today's. */
  asOfDate?: string | null
}

export interface TurnInput {
  conversationId: string
  /** Row id of the stored message. */
  messageId: string
  text: string
  channel: string
  /** Chosen on the page or known from the conversation. */
  regionCode?: string
  /** The law in force on that day. Default: today. */
  asOfDate?: string
}

/** What the citizen wants to know about something: how long, until when, what to bring, what it costs, where, how. */
export type Aspect =
  | 'duration'
  | 'deadline'
  | 'materials'
  | 'fee'
  | 'where'
  | 'how'
  | 'amount'
  | 'reason'
  | null

/**
 * Why a message that is taken for a follow-up may begin something new: it names another field or service, or nothing in
 * its words says that it goes on. null: it surely goes on, or stands alone.
 */
export type MayBegin = 'own_field' | 'unmarked' | null

export interface Understanding {
  intent: Intent
  /** Follow-up made whole; equals the masked text otherwise. */
  standaloneQuestion: string
  matter: Matter
  serviceLine: ServiceLine | null
  regionCode: string | null
  /** `YYYY-MM-DD` when the citizen asks for the law of an earlier day; else the input's. */
  asOfDate: string | null
  /** The message leans on an earlier exchange. */
  followUp: boolean
  mayBegin: MayBegin
  /** The new part of a follow-up, whole message otherwise: what the answer has to speak to. */
  focus: string
  aspect: Aspect
  /** The message says where the citizen is, and nothing else. */
  placeOnly: boolean
  /** Who takes part, in the citizen's words, where a model read them. */
  parties?: readonly string[]
  /** The deciding article itself is wanted, and no advice. */
  basisOnly: { wanted: BasisRequest['wanted']; ofLast: boolean } | null
}

/** How an answer is going to be made; set by `decide`. */
export type Plan =
  | { kind: 'article' }
  | { kind: 'article_not_found' }
  /** The deciding articles alone, word for word; not `sure`: the nearest ones. */
  | { kind: 'basis'; articles: readonly Passage[]; sure: boolean }
  /**
   * From a guide or Q&A; `focused`: only what speaks to the follow-up; `aside`: answers what else was asked;
   * `withLaw`: the articles found are as much of the answer; `near`: questions that may have been meant instead.
   */
  | {
      kind: 'entry'
      entry: Passage
      focused: boolean
      aside: Passage | null
      withLaw: boolean
      near: readonly string[]
    }
  /** From articles alone; `near`: questions that are answered and may be what was meant. */
  | { kind: 'statutes'; sure: boolean; near: readonly string[] }
  /** Only where to go; `guide`: says which kind of office, where none is on record. */
  | { kind: 'offices'; guide: Passage | null }

/** One citizen message and everything worked out for it so far. */
export interface Turn {
  readonly input: TurnInput
  readonly history: readonly Exchange[]
  /** Text without invisible characters, personal data still in it; never leaves the process. */
  readonly text: string
  /** Text with personal data replaced by tokens. */
  readonly maskedText: string
  readonly tokens: MaskTokens
  /** Dangers and deadlines seen while screening; shown with whatever answer follows. */
  readonly notices: readonly string[]
  /** A day or sum that the law makes of what the citizen names; `goesOn`: what it is counted for was said before. */
  readonly counted: (Counted & { goesOn: boolean }) | null
  readonly understanding: Understanding | null
  readonly found: SearchResult | null
  /** Passages behind `found`, best first, that composing may cite. */
  readonly sources: readonly Passage[]
  /** Ids of guides and Q&A that the last answers before a follow-up rest on or offer. */
  readonly thread: readonly string[]
  /** A follow-up that may begin something new, as the new question that it may be. */
  readonly alone?: Turn
  /** Calibrated probability that the sources settle the question. */
  readonly probability: number | null
  readonly plan: Plan | null
  readonly answer: Answer | null
  /** A model wrote `answer`. */
  readonly writtenByModel: boolean
  /** Prompts that a model answered, `compose-answer.v1`, in order. */
  readonly prompts: readonly string[]
}

export interface Trace {
  intent: Intent | null
  matter: Matter | null
  serviceLine: ServiceLine | null
  region: string | null
  /** Day whose law was asked for; absent in older traces. */
  asOfDate?: string | null
  standaloneQuestion: string | null
  probability: number | null
  /** Passage ids considered, best first, with their scores. */
  sources: { passageId: string; score: number }[]
  steps: { name: string; tookMs: number }[]
  /** Ids of the guides and Q&A that the answer was made from; absent in older traces. */
  entries?: readonly string[]
  /** Prompts that a model answered, with their versions; absent in older traces. */
  prompts?: readonly string[]
  /** Who takes part, as a model read it; absent where none did. */
  parties?: readonly string[]
  endedBy: string
}

export interface TurnResult {
  outcome: Outcome
  answer: Answer
  ticket: OpenedTicket | null
  trace: Trace
}

export function startTurn(input: TurnInput): Turn {
  return {
    input,
    history: [],
    text: input.text,
    maskedText: '',
    tokens: {},
    notices: [],
    counted: null,
    understanding: null,
    found: null,
    sources: [],
    thread: [],
    probability: null,
    plan: null,
    answer: null,
    writtenByModel: false,
    prompts: [],
  }
}

/** @throws {TypeError} asked before `understand` has run */
export function understandingOf({ understanding }: Turn): Understanding {
  if (understanding === null) throw new TypeError('The message has not been understood yet')
  return understanding
}

/** It asked back, and told nothing that one could go on from. */
export function onlyAsked({ outcome, answer }: Exchange): boolean {
  return outcome.startsWith('clarifying_') && answer.points.length === 0
}

/** Whether an answer of these exchanges rests on the entry. */
export function hasShown({ history }: Pick<Turn, 'history'>, { id }: Passage): boolean {
  return history.some(({ answer }) => answer.bases.some(({ passageId }) => passageId === id))
}

/** What is shown beside whatever follows, with what was counted where that is no part of it. */
export function noticesOf({ notices, counted }: Pick<Turn, 'notices' | 'counted'>): string[] {
  if (counted === null) return [...notices]
  const how = counted.how.replaceAll('〔', '（').replaceAll('〕', '）')
  return [...notices, counted.result + how + counted.limits]
}
