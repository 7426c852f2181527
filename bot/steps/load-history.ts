import type { BotDeps } from '../bot-deps.js'
import type { Step } from '../step.js'

/** The last exchanges of the conversation; a message answered before ends here with its stored reply. */
export function loadHistory({ conversations }: Pick<BotDeps, 'conversations'>): Step {
  return {
    name: 'load-history',
    async run(turn) {
      const { conversationId, messageId } = turn.input
      const [stored, history] = await Promise.all([
        conversations.storedReply(messageId),
        conversations.history(conversationId),
      ])
      return stored ? { outcome: stored.outcome, answer: stored.answer } : { turn: { ...turn, history } }
    },
  }
}
