import type { Matter } from '../knowledge/matter.js'
import type { ServiceLine } from '../knowledge/service-line.js'
import type { SearchResult } from '../retrieval/retriever.js'
import type { Answer } from './answer.js'
import type { Intent } from './intent.js'
import type { Outcome } from './outcome.js'
import type { Passage } from '../retrieval/passage.js'

/** One earlier exchange of the conversation, masked. */
export interface Exchange {
  question: string
  /** The standalone question that was searched for. */
  standaloneQuestion: string
  outcome: Outcome
  answer: Answer
  matter: Matter
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

export interface Understanding {
  intent: Intent
  /** Follow-up made whole; equals the masked text otherwise. */
  standaloneQuestion: string
  matter: Matter
  serviceLine: ServiceLine | null
  regionCode: string | null
}

/** One citizen message and everything worked out for it so far. */
export interface Turn {
  readonly input: TurnInput
  readonly history: readonly Exchange[]
  /** Text with personal data replaced by tokens. */
  readonly maskedText: string
  readonly understanding: Understanding | null
  readonly found: SearchResult | null
  /** Passages behind `found`, best first, that composing may cite. */
  readonly sources: readonly Passage[]
  /** Calibrated probability that the sources settle the question. */
  readonly probability: number | null
  readonly answer: Answer | null
}

export interface OpenedTicket {
  id: string
  number: string
  /** Shown to the citizen once; only its hash is stored. */
  queryCode: string
}

export interface Trace {
  intent: Intent | null
  matter: Matter | null
  serviceLine: ServiceLine | null
  region: string | null
  standaloneQuestion: string | null
  probability: number | null
  /** Passage ids considered, best first, with their scores. */
  sources: { passageId: string; score: number }[]
  steps: { name: string; tookMs: number }[]
  endedBy: string
}

export interface TurnResult {
  outcome: Outcome
  answer: Answer
  ticket: OpenedTicket | null
  trace: Trace
}
