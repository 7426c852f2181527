import { emptyAnswer } from './answer.js'
import type { Outcome } from './outcome.js'
import type { Ending } from './step.js'
import { noticesOf, type Turn } from './turn.js'

/** Ends the turn with a question of ours. @param choices answers to it that are offered @param followUps what may be asked instead */
export function askBack(
  turn: Turn,
  outcome: Extract<Outcome, `clarifying_${string}`>,
  question: string,
  choices: readonly string[] = [],
  followUps: readonly string[] = [],
): Ending {
  const offered = { choices: [...choices], followUps: [...followUps] }
  return {
    outcome,
    answer: { ...emptyAnswer(question), ...offered, notices: noticesOf(turn) },
    turn,
  }
}
