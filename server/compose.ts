import { randomBytes } from 'node:crypto'
import { type BotDeps, createBot } from '../bot/bot.js'
import { createConversations } from '../bot/conversations.js'
import { maskPersonalData } from '../bot/mask-personal-data.js'
import { readDataAsOf } from '../knowledge/data-as-of.js'
import { createOffices } from '../knowledge/offices.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import { todayInChina } from './today.js'
import { openWorkspace, type Workspace } from './workspace.js'

// The only place where the parts are wired.

const now = () => new Date()

export type Records = Awaited<ReturnType<typeof openRecords>>
export type Assistant = Awaited<ReturnType<typeof openAssistant>>

/** What is stored, without anything that searches. */
export async function openRecords(config: Config, output: Output) {
  const workspace = await openWorkspace(config, output)
  const { db, dataKey } = workspace
  const mask = (text: string) => maskPersonalData(text).masked
  const conversations = createConversations({ db, dataKey, mask, now, randomBytes })
  const tickets = createTickets({ db, dataKey, conversations, now })
  return { ...workspace, conversations, tickets, passages: createPassages(db) }
}

export function openSearch(workspace: Workspace, config: Config, output: Output) {
  const { db, dataDir } = workspace
  return openRetriever({ db, dataDir, embedding: config.embedding, log: output.say })
}

/** What answers. @param dryRun answers without looking at conversations and without opening tickets */
export async function openAssistant(
  records: Records,
  config: Config,
  output: Output,
  { dryRun = false } = {},
) {
  const { db, conversations, tickets, passages } = records
  const retriever = await openSearch(records, config, output)
  const model = config.model && (await import('../bot/chat-model.js')).openChatModel(config.model)
  const deps: BotDeps = {
    conversations: dryRun ? NO_HISTORY : conversations,
    retriever,
    passages,
    offices: createOffices(db),
    openTicket: dryRun ? null : tickets.openTicket,
    findTickets: tickets.findTickets,
    dataAsOf: () => readDataAsOf(db, todayInChina(now())),
    model,
    now,
  }
  return { bot: createBot(deps), retriever, close: () => retriever.close() }
}

const NO_HISTORY: BotDeps['conversations'] = {
  history: async () => [],
  storedReply: async () => null,
}
