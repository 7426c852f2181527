import { emptyAnswer } from './answer.js'
import type { Outcome } from './outcome.js'
import type { Ending } from './step.js'
import type { Turn } from './turn.js'

/** Ends the turn with a question of ours. @param choices answers to it that are offered */
export function askBack(
  turn: Turn,
  outcome: Extract<Outcome, `clarifying_${string}`>,
  question: string,
  choices: readonly string[] = [],
): Ending {
  return {
    outcome,
    answer: { ...emptyAnswer(question), choices: [...choices], notices: [...turn.notices] },
    turn,
  }
}
