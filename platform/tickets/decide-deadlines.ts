import { officeById } from '../../knowledge/office-tree.js'
import type { OfficeRow } from '../../storage/tables.js'
import { readOfficeHours, USUAL_HOURS } from './calendar/office-hours.js'
import type { Decision } from './decision.js'
import type { Deadlines, TicketEventKind } from './ticket-event.js'
import { deadlinesOf, stateOf } from './ticket-row.js'
import { resumed } from './time-limits.js'

export async function officeOf({ trx, row }: Decision): Promise<OfficeRow | null> {
  return row.office_id === null ? null : ((await officeById(trx, row.office_id)) ?? null)
}

export async function hoursOf(decision: Decision) {
  const office = await officeOf(decision)
  return office ? readOfficeHours(office.hours) : USUAL_HOURS
}

/** After these a ticket that waits for the citizen goes on waiting. */
const WAITS_ON: readonly TicketEventKind[] = ['asked_citizen', 'noted', 'called_back']

/** What is owed when work goes on after the citizen was asked: later by that time. null: it was not waiting for them. */
export async function deadlinesAfterPause(decision: Decision): Promise<Deadlines | null> {
  const { row, trx, at, timing } = decision
  if (row.status !== 'waiting_for_citizen') return null
  const events = await trx
    .selectFrom('ticket_events')
    .select(['kind', 'created_at'])
    .where('ticket_id', '=', row.id)
    .orderBy('seq')
    .execute()
  // It rests since it was asked first, also where more was asked before the citizen said anything.
  const atWork = events.findLastIndex(({ kind }) => !WAITS_ON.includes(kind))
  const asked = events.slice(atWork + 1).find(({ kind }) => kind === 'asked_citizen')
  const pausedAt = new Date(asked?.created_at ?? at)
  return resumed(deadlinesOf(stateOf(row)), pausedAt, at, await hoursOf(decision), timing)
}
