import { officeAbove, officeById } from '../../knowledge/office-tree.js'
import type { OfficeRow, TicketRow } from '../../storage/tables.js'
import { readOfficeHours, USUAL_HOURS } from './calendar/office-hours.js'
import { addWorkTime } from './calendar/work-time.js'
import { deadlinesAfterPause, officeOf } from './decide-deadlines.js'
import type { Decision } from './decision.js'
import type { TicketCommand } from './ticket-command.js'
import { TicketStateError } from './ticket-errors.js'
import type { Place, TicketEventBody } from './ticket-event.js'
import { stateOf } from './ticket-row.js'
import { allowanceOf, inOrder } from './time-limits.js'

const PROVINCE: Place = { officeId: null, level: 'province' }

export function placeOf(office: OfficeRow): Place {
  return { officeId: office.id, level: office.level }
}

export function left(row: TicketRow): { fromOfficeId: string | null } {
  return { fromOfficeId: row.office_id }
}

/** To the office above, by somebody or because a deadline passed. */
export async function escalated(
  { reason, deadline }: TicketCommand & { kind: 'escalate' },
  decision: Decision,
  refuse: (advice: string) => TicketStateError,
): Promise<TicketEventBody> {
  const { trx, row, at, timing } = decision
  const office = await officeOf(decision)
  const above = office && (await officeAbove(trx, office))
  const isTop = office === null || office.level === 'province'
  const { alarms } = stateOf(row)
  if (deadline === undefined) {
    if (isTop) throw refuse('nothing stands above the province')
    const place = above ? placeOf(above) : PROVINCE
    const deadlines = await deadlinesAfterPause(decision)
    const handed = { ...place, ...left(row), reason }
    return {
      kind: 'escalated',
      payload: { ...handed, alarms: deadlines?.alarms ?? alarms, ...(deadlines && { deadlines }) },
    }
  }
  const passed = alarms.find((alarm) => alarm.deadline === deadline && alarm.share === 1)
  if (row.status === 'waiting_for_citizen') throw refuse('nothing is owed while the citizen is asked')
  if (!passed || passed.at > at.toISOString()) throw refuse('that deadline has not passed')
  // Those above have the same time again, then it goes on up, as far as the province.
  const { minutes, hours } = allowanceOf(
    deadline,
    row.urgency,
    above ? readOfficeHours(above.hours) : USUAL_HOURS,
    timing.limits,
  )
  const again = {
    deadline,
    share: 1 as const,
    at: addWorkTime(at, minutes, hours, timing.calendar).toISOString(),
  }
  const place = isTop ? { officeId: row.office_id, level: row.level } : above ? placeOf(above) : PROVINCE
  const others = alarms.filter((alarm) => alarm.deadline !== deadline)
  return {
    kind: 'escalated',
    payload: {
      ...place,
      ...left(row),
      reason,
      deadline,
      alarms: inOrder(place.level === 'province' ? others : [...others, again]),
    },
  }
}

/** Where it was before it came here; what was opened here goes to the office above. */
export async function placeBefore(decision: Decision): Promise<Place> {
  const { trx, row, dataKey } = decision
  const moves = await trx
    .selectFrom('ticket_events')
    .select(['payload_encrypted'])
    .where('ticket_id', '=', row.id)
    .where('kind', 'in', ['transferred', 'escalated'])
    .orderBy('seq', 'desc')
    .execute()
  for (const move of moves) {
    const { officeId, fromOfficeId } = JSON.parse(dataKey.decrypt(move.payload_encrypted)) as {
      officeId: string | null
      fromOfficeId: string | null
    }
    if (officeId !== row.office_id || fromOfficeId === officeId) continue
    const sender = fromOfficeId === null ? undefined : await officeById(trx, fromOfficeId)
    return sender ? placeOf(sender) : PROVINCE
  }
  const office = await officeOf(decision)
  const above = office && (await officeAbove(trx, office))
  if (row.office_id === null || office?.level === 'province') {
    throw new TicketStateError(
      row.number,
      row.status,
      'return',
      'nobody sent it here and nothing stands above',
    )
  }
  return above ? placeOf(above) : PROVINCE
}
