import type { PassToStaff } from '../../bot/ticket-ports.js'
import type { createApplyCommand } from './apply-command.js'
import type { createReadTickets } from './read-tickets.js'
import type { TicketActor } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketStateError } from './ticket-errors.js'

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

  return async ({ conversationId, messageId, text }) => {
    const rows = await db
      .selectFrom('tickets')
      .leftJoin('tickets as into', 'into.id', 'tickets.merged_into')
      .select(['tickets.id', 'tickets.number', 'tickets.status', 'tickets.created_at'])
      .select(['into.id as into_id', 'into.number as into_number', 'into.status as into_status'])
      .where('tickets.conversation_id', '=', conversationId)
      .orderBy('tickets.created_at', 'desc')
      .limit(20)
      .execute()
    for (const row of rows) {
      const id = row.into_id ?? row.id
      const status = row.into_status ?? row.status
      if (status !== 'waiting_for_citizen') {
        if (await passedBefore(id, messageId)) return row.number
        continue
      }
      try {
        await run(row.into_number ?? row.number, { kind: 'citizen_reply', text, messageId }, CITIZEN)
        return row.number
      } catch (error) {
        // Staff did something else to it just then.
        if (!(error instanceof TicketStateError)) throw error
      }
    }
    return null
  }
}
