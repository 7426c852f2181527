import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createBot } from '../bot/bot.js'
import type { BotDeps } from '../bot/bot-deps.js'
import type { ModelCall } from '../bot/chat-model.js'
import { createConversations } from '../bot/conversations.js'
import { maskPersonalData } from '../bot/mask-personal-data.js'
import { createPropose } from '../bot/propose.js'
import { createReadSwitches } from '../bot/switches.js'
import { en } from '../bot/words/en.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { createOutgoing } from '../channels/messaging/outgoing.js'
import { en as channelEn } from '../channels/messaging/words/en.js'
import { zhCN as channelZhCN } from '../channels/messaging/words/zh-CN.js'
import { createPageLinks } from '../channels/page-links.js'
import { chinaDate } from '../knowledge/china-date.js'
import { readDataAsOf } from '../knowledge/data-as-of.js'
import { createOffices } from '../knowledge/offices.js'
import { createDesk } from '../platform/desk/desk.js'
import { createEnqueueEvent } from '../platform/exchange/enqueue-event.js'
import { createExchange } from '../platform/exchange/exchange.js'
import { createPrivacy } from '../platform/privacy/privacy.js'
import { createAuditLog } from '../platform/staff/audit/audit-log.js'
import { createStaff } from '../platform/staff/staff.js'
import { createSwitches } from '../platform/switches/switches.js'
import { openWorkCalendar } from '../platform/tickets/calendar/work-calendar.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { createPassages } from '../retrieval/passages.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { Db } from '../storage/database.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import { openSearch } from './open-search.js'
import { openWorkspace } from './workspace.js'

// The only place where the parts are wired.

const now = () => new Date()

export type Records = Awaited<ReturnType<typeof openRecords>>
export type Assistant = Awaited<ReturnType<typeof openAssistant>>

/** What is stored, without anything that searches. @param now the clock of all that is written */
export async function openRecords(config: Config, output: Output, now = () => new Date()) {
  const workspace = await openWorkspace(config, output)
  const { db, transact, dataKey } = workspace
  const mask = (text: string) => maskPersonalData(text).masked
  const words = config.language === 'en' ? en : zhCN
  const channelWords = config.language === 'en' ? channelEn : channelZhCN
  const pageLinks = createPageLinks({
    dataKey,
    personalDataIn: (text) => Object.values(maskPersonalData(text).tokens),
    publicUrl: config.publicUrl,
  })
  const outgoing = createOutgoing({
    dataKey,
    now,
    headings: words,
    words: channelWords,
    ...pageLinks,
  })
  const conversations = createConversations({ db, transact, dataKey, mask, now, randomBytes, outgoing })
  const calendar = openWorkCalendar(join(workspace.dataDir, 'holidays.json'))
  // Without an exchange nothing waits for it.
  const onEvent = config.exchange ? [createEnqueueEvent({ dataKey, mask })] : []
  const tickets = createTickets({
    db,
    transact,
    dataKey,
    conversations,
    now,
    calendar,
    limits: config.timeLimits,
    onEvent,
  })
  const audit = createAuditLog({ db, dataKey, now })
  const exchangeDeps = { ...workspace, audit, mask, now, random: Math.random }
  const exchange = config.exchange && createExchange({ ...exchangeDeps, settings: config.exchange }, tickets)
  const offices = createOffices(db)
  const staff = createStaff({ db, transact, dataKey, audit, settings: config.staff, now, randomBytes })
  const passages = createPassages(db)
  const privacy = createPrivacy({ db, transact, dataKey, audit, mask, now }, config.keepDays)
  const readSwitches = createReadSwitches(db)
  const switches = createSwitches({ db, transact, audit, now })
  const desk = createDesk({
    db,
    transact,
    switches,
    dataKey,
    conversations,
    tickets,
    audit,
    exchange,
    forgetOffices: staff.forgetOffices,
    passages,
    mask,
    words,
    liveMinutes: config.liveMinutes,
    now,
    randomBytes,
  })
  return {
    ...workspace,
    pageLinks,
    conversations,
    tickets,
    exchange,
    offices,
    staff,
    switches,
    readSwitches,
    privacy,
    desk,
    passages,
    words,
    channelWords,
  }
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
  const { db, offices, tickets, readSwitches, words } = records
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
    dataAsOf: await followDataAsOf(db, retriever),
    model,
    modelUses: config.modelUses,
    readSwitches,
    onModelError: (error: unknown) => output.say(`Answered without the model: ${messageOf(error)}`),
    now,
    words,
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

/** How far the law is loaded, worked out anew when the knowledge changes. */
async function followDataAsOf(db: Db, retriever: Retriever): Promise<() => string | null> {
  let { revision } = retriever
  let dataAsOf = await readDataAsOf(db, chinaDate(now()))
  return () => {
    if (retriever.revision !== revision) {
      revision = retriever.revision
      readDataAsOf(db, chinaDate(now())).then(
        (month) => {
          dataAsOf = month
        },
        // The next change of knowledge tries again; until then the older month is said.
        () => {},
      )
    }
    return dataAsOf
  }
}
