import type { TicketDetails, TicketList, TicketListEntry } from '../../platform/tickets/read-tickets.js'
import type { Tickets } from '../../platform/tickets/tickets.js'
import { openRecords } from '../compose.js'
import type { CommandContext } from './command-context.js'
import { type Output, UsageError } from './output.js'

interface TicketsOptions {
  action: 'list' | 'show' | 'reply' | 'close'
  number?: string
  text?: string
  /** Of `list`. */
  status?: 'waiting' | 'answered' | 'closed'
  all: boolean
  limit: number
  /** Who replies or closes. */
  as: string
}

const ROLES = { citizen: '群众', bot: '问法' } as const
const STATUSES = { waiting: '待处理', answered: '已答复', closed: '已办结' } as const
const EVENTS = { opened: '受理', replied: '答复', closed: '办结' } as const

export async function ticketsCommand(
  { config, output }: CommandContext,
  options: TicketsOptions,
): Promise<void> {
  const run = chooseAction(options, output)
  const records = await openRecords(config, output)
  try {
    await run(records.tickets)
  } finally {
    await records.close()
  }
}

/** @throws {UsageError} before anything is opened */
function chooseAction(
  { action, number, text, status, all, limit, as: actor }: TicketsOptions,
  output: Output,
): (tickets: Tickets) => Promise<void> {
  if (action === 'list') {
    return async (tickets) => {
      const statuses = all ? (['waiting', 'answered', 'closed'] as const) : status && [status]
      const list = await tickets.list({ statuses, limit })
      output.result(list, () => listText(list))
    }
  }
  if (!number) throw new UsageError(`tickets ${action} needs the number of a ticket`)
  switch (action) {
    case 'show':
      return async (tickets) => {
        const ticket = await tickets.show(number)
        output.result(ticket, () => detailsText(ticket))
      }
    case 'close':
      return async (tickets) => {
        await tickets.close(number, actor)
        output.result({ number, status: 'closed' }, () => `工单 ${number} 已办结`)
      }
    case 'reply':
      if (!text?.trim()) throw new UsageError('tickets reply needs the text of the reply')
      return async (tickets) => {
        await tickets.reply(number, text, actor)
        output.result({ number, status: 'answered' }, () => `工单 ${number} 已答复`)
      }
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
  return `${entry.number}  ${STATUSES[entry.status]}  ${localTime(entry.createdAt)}  ${urgent}${summary}`
}

function detailsText(ticket: TicketDetails): string {
  return [
    listLine(ticket),
    ...ticket.transcript.map(({ at, role, text }) => `  ${localTime(at)} ${ROLES[role]}：${text}`),
    ...ticket.events.map(
      ({ kind, actor, text, at }) =>
        `  ${localTime(at)} ${EVENTS[kind]}（${actor}）${text === null ? '' : `：${text}`}`,
    ),
  ].join('\n')
}

function localTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}
