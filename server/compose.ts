import { createBot } from '../bot/bot.js'
import type { BotDeps } from '../bot/bot-deps.js'
import type { ModelCall } from '../bot/chat-model.js'
import { createPropose } from '../bot/propose.js'
import { createPassages } from '../retrieval/passages.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import { createRecords, type Records } from './create-records.js'
import { followDataAsOf } from './follow-data-as-of.js'
import { openSearch } from './open-search.js'
import { openWorkspace } from './workspace.js'

const now = () => new Date()

export type Assistant = Awaited<ReturnType<typeof openAssistant>>

/** @param clock of all that is written */
export async function openRecords(config: Config, output: Output, clock = now) {
  return createRecords(await openWorkspace(config, output), config, { now: clock })
}

/**
 * What answers.
 * @param dryRun for a command that tries out: without opening tickets, and without a thread for searches
 * @param conversations default: the stored ones; none of them in a dry run
 */
export async function openAssistant(
  records: Records,
  config: Config,
  output: Output,
  {
    dryRun = false,
    conversations = dryRun ? NO_HISTORY : records.conversations,
    onModelCall,
  }: {
    dryRun?: boolean
    conversations?: BotDeps['conversations']
    onModelCall?(call: ModelCall): void
  } = {},
) {
  const { db, offices, tickets, readSwitches, words, calendar } = records
  const model =
    config.model &&
    (await import('../bot/chat-model.js')).openChatModel({ ...config.model, onCall: onModelCall })
  // Not while the first citizen waits; a command may never need it.
  const loading = dryRun
    ? null
    : model?.load().catch((error) => output.say(`Answers come without the model: ${messageOf(error)}`))
  const retriever = await openSearch(records, config, output, { inThread: !dryRun })
  await loading
  const deps = {
    conversations,
    retriever,
    passages: createPassages(db, () => retriever.revision),
    offices,
    openTicket: dryRun ? null : tickets.openTicket,
    findTickets: tickets.findTickets,
    passToStaff: dryRun ? undefined : tickets.passToStaff,
    dataAsOf: followDataAsOf(db, retriever, now),
    model,
    modelUses: config.modelUses,
    readSwitches,
    onModelError: (error: unknown) => output.say(`Answered without the model: ${messageOf(error)}`),
    now,
    words,
    calendar,
    maxTextLength: config.limits.maxTextLength,
  } satisfies BotDeps
  return {
    ...deps,
    bot: createBot(deps),
    propose: createPropose(deps),
    retriever,
    close: () => retriever.close(),
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const NO_HISTORY: BotDeps['conversations'] = { history: async () => [] }
