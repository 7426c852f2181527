import type { Answer } from './answer.js'
import type { Outcome } from './outcome.js'
import type { OpenedTicket } from './ticket-ports.js'
import type { Turn } from './turn.js'

/** What a step may tell the citizen while the turn runs. */
export type Progress =
  | { kind: 'step'; name: StepName }
  /** Already checked text of the answer so far. */
  | { kind: 'partial'; text: string }

export type StepName =
  | 'load-history'
  | 'screen-message'
  | 'mask-personal-data'
  | 'screen-with-model'
  | 'understand'
  | 'heed-switches'
  | 'rephrase-follow-up'
  | 'understand-with-model'
  | 'find-sources'
  | 'decide'
  | 'compose-answer'
  | 'judge-answer'
  | 'check-citations'
  | 'check-answer'

export interface StepContext {
  signal: AbortSignal
  onProgress(progress: Progress): void
  /** Sees the turn as each step leaves it; where somebody looks, searches tell what they weighed. */
  watch?(step: StepName, turn: Turn): void
}

export type Ending = {
  outcome: Outcome
  answer: Answer
  ticket?: OpenedTicket
  /** What is known of the turn at its end, for the trace. */
  turn?: Turn
}

/** A step passes the turn on or ends it; there is no third way to stop. */
export interface Step {
  readonly name: StepName
  run(turn: Turn, context: StepContext): Promise<{ turn: Turn } | Ending>
}
