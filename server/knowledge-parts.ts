import type { BotDeps } from '../bot/bot-deps.js'
import { createTryQuestion, type TryQuestion } from '../bot/try-question.js'
import type { Answering } from '../platform/knowledge/tester/answering.js'

/** What keeping the knowledge base needs of the bot. @param opened what the chat answers with, once it can */
export function createAnswering(opened: () => Promise<BotDeps>): Answering {
  let made: Promise<TryQuestion> | undefined
  const make = () => {
    made ??= opened().then(createTryQuestion)
    return made
  }
  return {
    tryQuestion: async (...asked) => (await make())(...asked),
  }
}
