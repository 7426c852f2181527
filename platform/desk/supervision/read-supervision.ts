import type { z } from 'zod'
import type { TicketStatus } from '../../../bot/ticket-ports.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import { endedSinceKeys, workKeysOf } from '../../tickets/ticket-row.js'
import type { DeskDeps } from '../desk-deps.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { officeNames, viewRow } from '../tickets/view-row.js'
import type { memberLoad, officeLoad, supervisionView } from './supervision-wire.js'

const WEEK_MS = 7 * 86_400_000
const MOST_CALL_BACKS = 100

const OPEN = ['waiting', 'taken', 'waiting_for_citizen', 'answered'] as const
type Open = (typeof OPEN)[number]

interface Counted {
  office_id: string | null
  assignee_id: string | null
  status: TicketStatus['status']
  count: number
  overdue: number
}

export function createReadSupervision({ db, tickets, now }: Pick<DeskDeps, 'db' | 'tickets' | 'now'>) {
  const inScope = ({ officeIds }: StaffScope) => {
    const query = db.selectFrom('tickets')
    return officeIds === 'all' ? query : query.where('office_id', 'in', officeIds)
  }

  /** What is open, by place, person and state. */
  async function countOpen(scope: StaffScope): Promise<Counted[]> {
    const { from, to } = workKeysOf(OPEN)
    const rows = await inScope(scope)
      .select(['office_id', 'assignee_id', 'status'])
      .select((eb) => [
        eb.fn.countAll().as('count'),
        eb.fn.sum(eb.case().when('due_at', '<', now().toISOString()).then(1).else(0).end()).as('overdue'),
      ])
      .where('work_key', '>=', from)
      .where('work_key', '<', to)
      .groupBy(['office_id', 'assignee_id', 'status'])
      .execute()
    return rows.map((row) => ({ ...row, count: Number(row.count), overdue: Number(row.overdue) }))
  }

  async function countClosed(scope: StaffScope) {
    const since = new Date(now().getTime() - WEEK_MS)
    const { from, to } = endedSinceKeys(since)
    // Without a condition on the state, for which SQLite would look through all that ever ended.
    const rows = await inScope(scope)
      .select(['office_id', 'assignee_id', 'status'])
      .select((eb) => eb.fn.countAll().as('count'))
      .where('work_key', '>=', from)
      .where('work_key', '<', to)
      .groupBy(['office_id', 'assignee_id', 'status'])
      .execute()
    return rows
      .filter(({ status }) => status === 'closed')
      .map((row) => ({ ...row, count: Number(row.count) }))
  }

  async function countCallBacks(scope: StaffScope) {
    // Counted here: grouping by office, SQLite would walk through all tickets by their office.
    const rows = await db
      .selectFrom('tickets')
      .select('office_id')
      .where('call_back_due_at', '>', '')
      .execute()
    return rows
      .filter(({ office_id }) => seesOffice(scope, office_id))
      .map(({ office_id }) => ({ office_id, count: 1 }))
  }

  /** How much there is to do, where, and in whose hands. */
  return async (scope: StaffScope): Promise<z.infer<typeof supervisionView>> => {
    const [open, closed, callBacks, due, staff] = await Promise.all([
      countOpen(scope),
      countClosed(scope),
      countCallBacks(scope),
      tickets.list({ scope, callBack: true, limit: MOST_CALL_BACKS }),
      db
        .selectFrom('staff')
        .select(['id', 'name', 'office_id', 'status'])
        .where('role', 'in', WORKING_ROLES)
        .orderBy('name')
        .execute(),
    ])
    const places = [...new Set([...open, ...closed, ...callBacks].map(({ office_id }) => office_id))]
    const names = await officeNames(db, [...places, ...due.tickets.map(({ officeId }) => officeId)])
    const offices = places.map((officeId): z.infer<typeof officeLoad> => {
      const here = open.filter(({ office_id }) => office_id === officeId)
      const of = (status: Open) => sum(here.filter((row) => row.status === status))
      return {
        officeId,
        officeName: names.get(officeId) ?? null,
        waiting: of('waiting'),
        taken: of('taken'),
        waitingForCitizen: of('waiting_for_citizen'),
        answered: of('answered'),
        overdue: here.reduce((total, { overdue }) => total + overdue, 0),
        callBacks: sum(callBacks.filter(({ office_id }) => office_id === officeId)),
        closed: sum(closed.filter(({ office_id }) => office_id === officeId)),
      }
    })
    const members = staff
      .filter(({ office_id }) => seesOffice(scope, office_id))
      .map(({ id, name, office_id, status }): z.infer<typeof memberLoad> => {
        const theirs = open.filter(({ assignee_id }) => assignee_id === id)
        return {
          staffId: id,
          name,
          active: status === 'active',
          officeId: office_id,
          open: sum(theirs),
          overdue: theirs.reduce((total, { overdue }) => total + overdue, 0),
          closed: sum(closed.filter(({ assignee_id }) => assignee_id === id)),
        }
      })
      .filter(({ active, open: inHand }) => active || inHand > 0)
    return {
      offices: offices.sort((a, b) => b.overdue - a.overdue || b.waiting - a.waiting),
      members,
      callBacks: due.tickets
        .map((entry) => viewRow(entry, names))
        .sort((a, b) => ((a.callBackDueAt ?? '') < (b.callBackDueAt ?? '') ? -1 : 1)),
    }
  }
}

function sum(rows: readonly { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0)
}
