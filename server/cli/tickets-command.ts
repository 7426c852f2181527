import { randomBytes } from 'node:crypto'
import { createConversations } from '../../bot/conversations.js'
import { maskPersonalData } from '../../bot/mask-personal-data.js'
import { createTickets } from '../../platform/tickets/tickets.js'
import { openWorkspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'
import { closeTicket, listTickets, replyToTicket, showTicket } from './tickets.js'

interface TicketsOptions {
  action: string
  number?: string
  text?: string
  status?: string
  as: string
}

const STATUSES = ['waiting', 'answered', 'closed'] as const

export async function ticketsCommand(
  { config, output }: CommandContext,
  options: TicketsOptions,
): Promise<void> {
  const { action, number, text, as: actor } = options
  const run = chooseAction(options)
  const workspace = await openWorkspace(config, output)
  const { db, dataKey } = workspace
  const now = () => new Date()
  const mask = (plain: string) => maskPersonalData(plain).masked
  const conversations = createConversations({ db, dataKey, mask, now, randomBytes })
  const tickets = createTickets({ db, dataKey, conversations, now })
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  try {
    await run({ tickets, print, json: output.json })
  } finally {
    await workspace.close()
  }

  function chooseAction({
    status,
  }: TicketsOptions): (context: Parameters<typeof showTicket>[0]) => Promise<void> {
    if (action === 'list') {
      const wanted = STATUSES.find((known) => known === status)
      if (status && !wanted) throw new UsageError(`--status is ${status}: it takes ${STATUSES.join(', ')}`)
      return (context) => listTickets(context, { status: wanted })
    }
    if (!number) throw new UsageError(`tickets ${action} needs the number of a ticket`)
    if (action === 'show') return (context) => showTicket(context, number)
    if (action === 'close') return (context) => closeTicket(context, number, actor)
    if (action !== 'reply')
      throw new UsageError(`tickets ${action} is unknown: it takes list, show, reply or close`)
    if (!text?.trim()) throw new UsageError('tickets reply needs the text of the reply')
    return (context) => replyToTicket(context, number, text, actor)
  }
}
