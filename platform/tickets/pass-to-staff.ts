import type { PassToStaff } from '../../bot/ticket-ports.js'
import type { createApplyCommand } from './apply-command.js'
import { goesOnIn } from './merge-chain.js'
import type { createReadTickets } from './read-tickets.js'
import type { TicketActor } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketStateError } from './ticket-errors.js'
import { isPossible } from './transitions.js'

export const CITIZEN: TicketActor = { kind: 'citizen', id: null, name: '群众' }

type Deps = Pick<TicketDeps, 'db'> &
  Pick<ReturnType<typeof createApplyCommand>, 'run'> &
  Pick<ReturnType<typeof createReadTickets>, 'eventsOf'>

export function createPassToStaff({ db, run, eventsOf }: Deps): PassToStaff {
  /** Where a turn runs again after a crash, its message was passed on before. */
  async function passedBefore(ticketId: string, messageId: string): Promise<boolean> {
    const events = await eventsOf(ticketId)
    return events.some((event) => event.kind === 'citizen_replied' && event.payload.messageId === messageId)
  }

  return async ({ conversationId, messageId, text, to = 'asked' }) => {
    const rows = await db
      .selectFrom('tickets')
      .select(['id', 'number', 'status', 'merged_into', 'message_id'])
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at', 'desc')
      .limit(20)
      .execute()
    for (const row of rows) {
      if (row.message_id === messageId) return null
      const { id, number, status } = (await goesOnIn(db, row)).at(-1) ?? row
      const isFor = to === 'open' ? isPossible('citizen_reply', status) : status === 'waiting_for_citizen'
      if ((to === 'open' || !isFor) && (await passedBefore(id, messageId))) return row.number
      if (!isFor) continue
      try {
        await run(number, { kind: 'citizen_reply', text, messageId }, CITIZEN)
        return row.number
      } catch (error) {
        // Staff did something else to it just then.
        if (!(error instanceof TicketStateError)) throw error
      }
    }
    return null
  }
}
