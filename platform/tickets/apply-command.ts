import type { Transaction } from 'kysely'
import { openWorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { Tables, TicketRow } from '../../storage/tables.js'
import { createAppendEvent } from './append-event.js'
import { decideEvent } from './decide-event.js'
import { createTellCitizen } from './tell-citizen.js'
import type { TicketActor, TicketCommand } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketChangedError, TicketNotFoundError } from './ticket-errors.js'
import type { TicketEventKind } from './ticket-event.js'
import { USUAL_LIMITS } from './time-limits.js'

/** `null` office: the queue of the province. */
export interface AppliedTicket {
  id: string
  number: string
  status: TicketRow['status']
  version: number
  officeId: string | null
  conversationId: string
  event: { seq: number; kind: TicketEventKind; at: string }
}

export interface ApplyOptions {
  /** Which the caller saw: another one refuses. Default: whatever it is now. */
  version?: number
}

export type ApplyCommand = ReturnType<typeof createApplyCommand>['apply']

export function createApplyCommand(deps: TicketDeps) {
  const { transact, dataKey, now, limits = USUAL_LIMITS, calendar = openWorkCalendar() } = deps
  const appendEvent = createAppendEvent(deps)
  const tellCitizen = createTellCitizen(deps)

  /**
   * Does one thing to a ticket, in the transaction of the caller: event, row, what the citizen sees, and what others
   * write beside it, all or nothing. Everybody changes tickets this way.
   * @throws {TicketNotFoundError}
   * @throws {TicketStateError} it cannot be done in the ticket's state
   * @throws {TicketTakenError} somebody else has it
   * @throws {TicketChangedError} it is no longer at `version`, and more than a reminder has come since
   * @throws {OfficeNotFoundError}
   */
  async function apply(
    trx: Transaction<Tables>,
    number: string,
    command: TicketCommand,
    actor: TicketActor,
    { version }: ApplyOptions = {},
  ): Promise<AppliedTicket> {
    for (;;) {
      const row = await trx.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirst()
      if (!row) throw new TicketNotFoundError(number)
      if (version !== undefined && row.version !== version && !(await onlyReminded(trx, row, version))) {
        throw new TicketChangedError(number, version, row.version)
      }
      const at = now()
      const body = await decideEvent(command, { trx, row, actor, at, dataKey, timing: { limits, calendar } })
      const appended = await appendEvent(trx, row, body, actor, at.toISOString())
      // On PostgreSQL another transaction may have come between reading and writing: look again at what it left.
      if (!appended) continue
      const { ticket, event } = appended
      await tellCitizen(trx, row, ticket, event)
      return {
        id: ticket.id,
        number,
        status: ticket.status,
        version: ticket.version,
        officeId: ticket.office_id,
        conversationId: ticket.conversation_id,
        event: { seq: event.seq, kind: event.kind, at: event.at },
      }
    }
  }

  return {
    apply,
    /** `apply` in a transaction of its own. */
    run: (number: string, command: TicketCommand, actor: TicketActor, options?: ApplyOptions) =>
      transact((trx) => apply(trx, number, command, actor, options)),
  }
}

/** Whether the alarm clock alone came between: nobody decides otherwise because of it. Each event is one version. */
async function onlyReminded(trx: Transaction<Tables>, row: TicketRow, seen: number): Promise<boolean> {
  if (row.version < seen) return false
  const since = await trx
    .selectFrom('ticket_events')
    .select('kind')
    .where('ticket_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(row.version - seen)
    .execute()
  return since.every(({ kind }) => kind === 'reminded')
}
