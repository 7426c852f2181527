import { randomBytes } from 'node:crypto'
import { createBot } from '../bot/bot.js'
import { createConversations } from '../bot/conversations.js'
import { maskPersonalData } from '../bot/mask-personal-data.js'
import { createOffices } from '../knowledge/offices.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import { openWorkspace } from './workspace.js'

/** The workspace with everything that finds: enough for `search`. */
export async function openKnowledge(config: Config, output: Output) {
  const workspace = await openWorkspace(config, output)
  try {
    const retriever = await openRetriever({
      db: workspace.db,
      dataDir: workspace.dataDir,
      embedding: config.embedding,
      log: output.say,
    })
    return {
      ...workspace,
      retriever,
      passages: createPassages(workspace.db),
      offices: createOffices(workspace.db),
      async close() {
        await retriever.close()
        await workspace.close()
      },
    }
  } catch (error) {
    await workspace.close()
    throw error
  }
}

/** The only place where the parts are wired: what `serve` and `ask` answer with. */
export async function openAssistant(config: Config, output: Output) {
  const knowledge = await openKnowledge(config, output)
  const { db, dataKey, retriever, passages, offices } = knowledge
  const now = () => new Date()
  const conversations = createConversations({
    db,
    dataKey,
    mask: (text) => maskPersonalData(text).masked,
    now,
    randomBytes,
  })
  const tickets = createTickets({ db, dataKey, conversations, now })
  const model = config.model && (await import('../bot/chat-model.js')).openChatModel(config.model)
  const dataAsOf = await openDataAsOf(passages)
  const bot = createBot({
    conversations,
    retriever,
    passages,
    offices,
    openTicket: tickets.openTicket,
    findTickets: tickets.findTickets,
    dataAsOf,
    model,
    now,
  })
  return { ...knowledge, conversations, tickets, bot }
}
