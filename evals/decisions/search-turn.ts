import type { StepDeps } from '../../bot/bot-deps.js'
import { findSources } from '../../bot/steps/find-sources.js'
import { maskMessage } from '../../bot/steps/mask-personal-data.js'
import { understand } from '../../bot/steps/understand.js'
import { startTurn, type Turn } from '../../bot/turn.js'

/** @returns a question as the bot decides on it; null: it is met before anything is searched for */
export function createSearchTurn(deps: StepDeps) {
  const steps = [maskMessage(), understand(deps), findSources(deps)]
  const context = { signal: new AbortController().signal, onProgress() {} }

  return async (text: string): Promise<Turn | null> => {
    let turn: Turn = startTurn({ conversationId: 'c', messageId: 'm', text, channel: 'evals' })
    for (const step of steps) {
      const result = await step.run(turn, context)
      if ('outcome' in result) return null
      turn = result.turn
    }
    return turn.understanding === null ? null : turn
  }
}
