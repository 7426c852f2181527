import type { TicketDetails, TicketFilter, TicketListEntry } from '../../platform/tickets/read-tickets.js'
import type { Tickets } from '../../platform/tickets/tickets.js'

interface TicketCommandContext {
  tickets: Tickets
  /** One line, or one document, to stdout. */
  print(text: string): void
  json: boolean
}

const ROLES = { citizen: '群众', bot: '问法' } as const
const STATUSES = { waiting: '待处理', answered: '已答复', closed: '已办结' } as const
const EVENTS = { opened: '受理', replied: '答复', closed: '办结' } as const

export async function listTickets(
  { tickets, print, json }: TicketCommandContext,
  filter: TicketFilter,
): Promise<void> {
  const entries = await tickets.list(filter)
  if (json) return print(JSON.stringify(entries))
  if (entries.length === 0) return print('没有符合条件的工单')
  for (const entry of entries) print(listLine(entry))
}

export async function showTicket(
  { tickets, print, json }: TicketCommandContext,
  number: string,
): Promise<void> {
  const ticket = await tickets.show(number)
  if (json) return print(JSON.stringify(ticket))
  print(listLine(ticket))
  for (const line of ticket.transcript) print(`  ${localTime(line.at)} ${ROLES[line.role]}：${line.text}`)
  print(eventLines(ticket).join('\n'))
}

/** @param actor who replies, for the history */
export async function replyToTicket(
  { tickets, print, json }: TicketCommandContext,
  number: string,
  text: string,
  actor: string,
): Promise<void> {
  await tickets.reply(number, text, actor)
  print(json ? JSON.stringify({ number, status: 'answered' }) : `工单 ${number} 已答复`)
}

export async function closeTicket(
  { tickets, print, json }: TicketCommandContext,
  number: string,
  actor: string,
): Promise<void> {
  await tickets.close(number, actor)
  print(json ? JSON.stringify({ number, status: 'closed' }) : `工单 ${number} 已办结`)
}

function listLine(entry: TicketListEntry): string {
  const urgent = entry.urgency === 'urgent' ? '【紧急】' : ''
  const summary = entry.summaryMasked.replace(/\s+/g, ' ')
  return `${entry.number}  ${STATUSES[entry.status]}  ${localTime(entry.createdAt)}  ${urgent}${summary}`
}

function eventLines({ events }: TicketDetails): string[] {
  return events.map(({ kind, actor, text, at }) =>
    text === null
      ? `  ${localTime(at)} ${EVENTS[kind]}（${actor}）`
      : `  ${localTime(at)} ${EVENTS[kind]}（${actor}）：${text}`,
  )
}

function localTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}
