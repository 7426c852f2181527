import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createConversations } from '../bot/conversations.js'
import { maskPersonalData } from '../bot/mask-personal-data.js'
import { createReadSwitches } from '../bot/switches.js'
import { en } from '../bot/words/en.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { createOutgoing } from '../channels/messaging/outgoing.js'
import { en as channelEn } from '../channels/messaging/words/en.js'
import { zhCN as channelZhCN } from '../channels/messaging/words/zh-CN.js'
import { createPageLinks } from '../channels/page-links.js'
import { openWorkCalendar } from '../knowledge/calendar/work-calendar.js'
import { createOffices } from '../knowledge/offices.js'
import { createDesk } from '../platform/desk/desk.js'
import { createEnqueueEvent } from '../platform/exchange/enqueue-event.js'
import { createExchange } from '../platform/exchange/exchange.js'
import { createPrivacy } from '../platform/privacy/privacy.js'
import { createAuditLog } from '../platform/staff/audit/audit-log.js'
import { createStaff } from '../platform/staff/staff.js'
import { createSwitches } from '../platform/switches/switches.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { createPassages } from '../retrieval/passages.js'
import type { Config } from './config.js'
import type { Workspace } from './workspace.js'

export type Records = ReturnType<typeof createRecords>

/** The settings of what is stored. */
export type RecordSettings = Pick<
  Config,
  'language' | 'publicUrl' | 'exchange' | 'staff' | 'timeLimits' | 'keepDays' | 'liveMinutes'
>

/**
 * What is stored, without anything that searches.
 * @param now the clock of all that is written
 * @param random 0 to 1, for pauses before another try
 */
export function createRecords(
  workspace: Workspace,
  config: RecordSettings,
  { now = () => new Date(), random = Math.random }: { now?(): Date; random?(): number } = {},
) {
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
  const exchangeDeps = { ...workspace, audit, mask, now, random }
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
    calendar,
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
