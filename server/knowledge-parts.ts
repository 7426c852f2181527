import type { BotDeps } from '../bot/bot-deps.js'
import { createTryQuestion, type TryQuestion } from '../bot/try-question.js'
import type { Answering } from '../platform/knowledge/tester/answering.js'
import type { FollowingRetriever } from '../retrieval/open-retriever.js'
import { changeOf } from '../retrieval/overlay/knowledge-change.js'
import { passagesOver } from '../retrieval/overlay/passages-over.js'

/** A bot whose knowledge may be looked at as it would be. */
export interface AnsweringDeps extends BotDeps {
  retriever: BotDeps['retriever'] & Pick<FollowingRetriever, 'overlay'>
}

/** What keeping the knowledge base needs of the bot. @param opened what the chat answers with, once it can */
export function createAnswering(opened: () => Promise<AnsweringDeps>): Answering {
  let made: Promise<TryQuestion> | undefined
  const make = () => {
    made ??= opened().then(createTryQuestion)
    return made
  }
  return {
    tryQuestion: async (...asked) => (await make())(...asked),
    async compare(planned) {
      const deps = { ...(await opened()), model: undefined }
      const retriever = await deps.retriever.overlay(changeOf(planned))
      return {
        before: createTryQuestion(deps),
        after: createTryQuestion({ ...deps, retriever, passages: passagesOver(deps.passages, planned) }),
        close: () => retriever.close(),
      }
    },
  }
}
