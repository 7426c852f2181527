import type { BotDeps } from '../bot-deps.js'
import type { Step } from '../step.js'

/** The last exchanges of the conversation. A message answered before never comes here: see `accept`. */
export function loadHistory({ conversations }: Pick<BotDeps, 'conversations'>): Step {
  return {
    name: 'load-history',
    run: async (turn) => ({
      turn: { ...turn, history: await conversations.history(turn.input.conversationId) },
    }),
  }
}
