import type { TicketStatus } from '../../bot/ticket-ports.js'
import { officeIdsWithin } from '../../knowledge/office-tree.js'
import type { TicketFilter, TicketList, TicketListEntry } from '../../platform/tickets/list-tickets.js'
import type { TicketDetails } from '../../platform/tickets/read-tickets.js'
import type { TicketCommand } from '../../platform/tickets/ticket-command.js'
import type { TicketEvent } from '../../platform/tickets/ticket-event.js'
import { EVENT_WORDS, STATUS_WORDS } from '../../platform/tickets/ticket-words.js'
import { openRecords } from '../compose.js'
import type { Records } from '../create-records.js'
import type { CommandContext } from './command-context.js'
import { officeId } from './office-id.js'
import { type Output, UsageError } from './output.js'
import type { TicketAction } from './ticket-actions.js'

interface TicketsOptions {
  action: TicketAction
  number?: string
  text?: string
  /** Of `list`. */
  status?: TicketStatus['status']
  all: boolean
  office?: string
  overdue: boolean
  callBack: boolean
  limit: number
  /** Office or ticket. */
  to?: string
  /** Who does it. */
  as: string
}

const ROLES = { citizen: '群众', bot: '问法' } as const
const DEADLINES = { first_response: '首次回复', resolution: '办结' } as const

export async function ticketsCommand(
  { config, output }: CommandContext,
  options: TicketsOptions,
): Promise<void> {
  const run = chooseAction(options, output)
  const records = await openRecords(config, output)
  try {
    await run(records)
  } finally {
    await records.close()
  }
}

/** @throws {UsageError} before anything is opened */
function chooseAction(options: TicketsOptions, output: Output): (records: Records) => Promise<void> {
  const { action, number, as } = options
  if (action === 'list') {
    return async ({ tickets, offices, db }) => {
      const within = options.office && (await officeIdsWithin(db, await officeId(offices, options.office)))
      const list = await tickets.list({ ...filterOf(options), scope: { officeIds: within || 'all' } })
      output.result(list, () => listText(list))
    }
  }
  if (!number) throw new UsageError(`tickets ${action} needs the number of a ticket`)
  if (action === 'show') {
    return async ({ tickets }) => {
      const ticket = await tickets.show(number)
      output.result(ticket, () => detailsText(ticket))
    }
  }
  const command = commandOf(action, options)
  return async ({ tickets, offices }) => {
    const given =
      command.kind === 'transfer'
        ? { ...command, officeId: await officeId(offices, command.officeId) }
        : command
    const { status, event } = await tickets.run(number, given, { kind: 'staff', id: null, name: as })
    output.result(
      { number, status },
      () => `工单 ${number} ${EVENT_WORDS[event.kind]}成功，现在：${STATUS_WORDS[status]}`,
    )
  }
}

function filterOf({ status, all, overdue, callBack, limit }: TicketsOptions): TicketFilter {
  const everything = Object.keys(STATUS_WORDS) as TicketStatus['status'][]
  return { statuses: all ? everything : status && [status], overdue, callBack, limit }
}

function commandOf(
  action: Exclude<TicketAction, 'list' | 'show'>,
  { text = '', to = '' }: TicketsOptions,
): TicketCommand {
  const said = (what: 'text' | 'reason') => {
    if (text.trim()) return text.trim()
    throw new UsageError(
      what === 'text'
        ? `tickets ${action} needs the text of what is said`
        : `tickets ${action} needs a reason`,
    )
  }
  const target = (what: string) => {
    if (to.trim()) return to.trim()
    throw new UsageError(`tickets ${action} needs --to with ${what}`)
  }
  switch (action) {
    case 'take':
      return { kind: action }
    case 'reply':
    case 'ask':
    case 'note':
      return { kind: action, text: said('text') }
    case 'call-back':
      return { kind: 'call_back', text: said('text') }
    case 'transfer':
      return { kind: action, officeId: target('the name or id of an office'), reason: said('reason') }
    case 'merge':
      return { kind: action, into: target('the number of a ticket'), reason: said('reason') }
    case 'close':
      return { kind: action, reason: text.trim() }
    case 'release':
    case 'return':
    case 'escalate':
    case 'reopen':
    case 'cancel':
      return { kind: action, reason: said('reason') }
    default:
      return action satisfies never
  }
}

function listText({ tickets, total }: TicketList): string {
  if (total === 0) return '没有符合条件的工单'
  const lines = tickets.map(listLine)
  if (total > tickets.length) {
    lines.push(`……还有 ${total - tickets.length} 个，加 --limit ${total} 全部列出`)
  }
  return lines.join('\n')
}

function listLine(entry: TicketListEntry): string {
  const urgent = entry.urgency === 'urgent' ? '【紧急】' : ''
  const summary = entry.summaryMasked.replace(/\s+/g, ' ')
  return `${entry.number}  ${STATUS_WORDS[entry.status]}  ${localTime(entry.createdAt)}  ${urgent}${summary}`
}

function detailsText(ticket: TicketDetails): string {
  return [
    listLine(ticket),
    ...(ticket.dueAt === null ? [] : [`  时限：${localTime(ticket.dueAt)}`]),
    ...ticket.transcript.map(({ at, role, text }) => `  ${localTime(at)} ${ROLES[role]}：${text}`),
    ...ticket.events.map((event) => {
      const said = textOf(event)
      return `  ${localTime(event.at)} ${EVENT_WORDS[event.kind]}（${event.actor.name}）${said === '' ? '' : `：${said}`}`
    }),
  ].join('\n')
}

function textOf({ kind, payload }: TicketEvent): string {
  switch (kind) {
    case 'opened':
    case 'taken':
      return ''
    case 'asked_citizen':
    case 'citizen_replied':
    case 'replied':
    case 'noted':
    case 'called_back':
      return payload.text
    case 'reminded':
      return `${DEADLINES[payload.deadline]}时限已过 ${payload.share * 100}%`
    case 'rated':
      return [payload.satisfied ? '满意' : '不满意', payload.comment].filter(Boolean).join('，')
    case 'merged':
      return `${payload.number}，${payload.reason}`
    default:
      return payload.reason
  }
}

function localTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}
