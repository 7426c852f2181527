import type { Transaction } from 'kysely'
import type { Tables, TicketRow } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { AppliedTicket } from '../../tickets/apply-command.js'
import { isWithin, type StaffScope } from '../../tickets/staff-scope.js'
import type { TicketActor, TicketCommand } from '../../tickets/ticket-command.js'
import { TicketChangedError, TicketNotFoundError } from '../../tickets/ticket-errors.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors, toDeskError } from '../desk-error.js'
import { WORKING_ROLES } from '../desk-roles.js'
import type { DeskCommand } from '../wire.js'

/** What only who has the ticket may do, or a supervisor, since citizens shall hear one voice. */
const FOR_THE_HOLDER = new Set<DeskCommand['kind']>(['release', 'ask', 'reply', 'close', 'cancel', 'return'])

export interface CommandResult {
  number: string
  status: TicketRow['status']
  version: number
  officeId: string | null
  visible: boolean
}

export function createRunCommand({ db, transact, tickets, audit }: DeskDeps) {
  async function rowOf(trx: Transaction<Tables>, number: string, scope: StaffScope): Promise<TicketRow> {
    const row = await trx.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirst()
    if (!row || !isWithin(scope, row)) throw new TicketNotFoundError(number)
    return row
  }

  /** Who may get it: active, of a role that works on tickets, and of an office that the member sees. */
  async function colleague(trx: Transaction<Tables>, id: string, scope: StaffScope): Promise<TicketActor> {
    const row = await trx
      .selectFrom('staff')
      .select(['id', 'name', 'office_id', 'role'])
      .where('id', '=', id)
      .where('status', '=', 'active')
      .executeTakeFirst()
    if (!row || !WORKING_ROLES.some((role) => role === row.role) || !seesOffice(scope, row.office_id)) {
      throw deskErrors.noColleague()
    }
    return { kind: 'staff', id: row.id, name: row.name }
  }

  async function assign(
    trx: Transaction<Tables>,
    row: TicketRow,
    staffId: string,
    { member, scope }: StaffRequest,
  ): Promise<AppliedTicket> {
    const to = await colleague(trx, staffId, scope)
    const isOthers = row.assignee_id !== null && row.assignee_id !== member.id
    if (isOthers && member.role !== 'supervisor') throw deskErrors.taken(row.assignee_name ?? '')
    if (row.status !== 'waiting') {
      await tickets.apply(trx, row.number, { kind: 'release', reason: `改派给${to.name}` }, actorOf(member))
    }
    const assignedBy = to.id === member.id ? undefined : member.name
    return tickets.apply(trx, row.number, { kind: 'take', assignedBy }, to)
  }

  async function run(
    trx: Transaction<Tables>,
    number: string,
    command: DeskCommand,
    who: StaffRequest,
    version: number | undefined,
  ): Promise<CommandResult> {
    const { member, scope } = who
    const row = await rowOf(trx, number, scope)
    if (version !== undefined && row.version !== version) {
      throw new TicketChangedError(number, version, row.version)
    }
    const isOthers = row.assignee_id !== null && row.assignee_id !== member.id
    const isOpen = row.status === 'taken' || row.status === 'waiting_for_citizen'
    if (FOR_THE_HOLDER.has(command.kind) && isOthers && isOpen && member.role !== 'supervisor') {
      throw deskErrors.taken(row.assignee_name ?? '')
    }
    // One that the member does not see is as if it did not exist.
    if (command.kind === 'merge') await rowOf(trx, command.into, scope)
    const applied =
      command.kind === 'assign'
        ? await assign(trx, row, command.staffId, who)
        : await tickets.apply(trx, number, command satisfies TicketCommand, actorOf(member), {
            version: row.version,
          })
    await audit.record(trx, {
      actorId: member.id,
      action: `ticket.${command.kind}`,
      subject: number,
      details: detailsOf(command, row, applied),
    })
    const { status, officeId } = applied
    return { number, status, version: applied.version, officeId, visible: seesOffice(scope, officeId) }
  }

  return {
    /** Event, row, what the citizen sees, and the audit: one transaction. @throws {StaffError} */
    async one(
      number: string,
      command: DeskCommand,
      who: StaffRequest,
      version: number | undefined,
    ): Promise<CommandResult> {
      try {
        return await transact((trx) => run(trx, number, command, who, version))
      } catch (error) {
        throw await toDeskError(error, db)
      }
    },

    /** Each for itself: one that cannot be done does not keep the others. */
    async each(numbers: readonly string[], command: DeskCommand, who: StaffRequest) {
      const done: CommandResult[] = []
      const failed: { number: string; code: string; message: string }[] = []
      for (const number of new Set(numbers)) {
        try {
          done.push(await this.one(number, command, who, undefined))
        } catch (error) {
          if (!(error instanceof StaffError)) throw error
          failed.push({ number, code: error.code, message: error.message })
        }
      }
      return { done, failed }
    },
  }
}

function actorOf({ id, name }: StaffMember): TicketActor {
  return { kind: 'staff', id, name }
}

/** What and where to, never what was written: the log stays in the clear. */
function detailsOf(command: DeskCommand, before: TicketRow, after: AppliedTicket): Record<string, unknown> {
  return {
    version: after.version,
    ...(before.status !== after.status && { from: before.status, to: after.status }),
    ...(before.office_id !== after.officeId && { fromOffice: before.office_id, toOffice: after.officeId }),
    ...(command.kind === 'assign' && { staffId: command.staffId }),
    ...(command.kind === 'merge' && { into: command.into }),
  }
}
