import type { Transaction } from 'kysely'
import { officeAbove, officeById } from '../../knowledge/office-tree.js'
import type { DataKey } from '../../storage/data-key.js'
import type { OfficeRow, Tables, TicketRow } from '../../storage/tables.js'
import { readOfficeHours, USUAL_HOURS } from './calendar/office-hours.js'
import { addWorkTime, minutesOfDay } from './calendar/work-time.js'
import type { TicketActor, TicketCommand } from './ticket-command.js'
import {
  OfficeNotFoundError,
  TicketNotFoundError,
  TicketStateError,
  TicketTakenError,
} from './ticket-errors.js'
import type { Place, TicketEventBody } from './ticket-event.js'
import { stateOf } from './ticket-row.js'
import { allowanceOf, deadlinesFrom, inOrder, resumed, type Timing } from './time-limits.js'
import { isPossible } from './transitions.js'

export interface Decision {
  trx: Transaction<Tables>
  row: TicketRow
  actor: TicketActor
  at: Date
  timing: Timing
  dataKey: DataKey
}

const DAY_MS = 86_400_000

/**
 * What happens by a command, without doing it.
 * @throws {TicketStateError} it cannot be done now
 * @throws {TicketTakenError}
 * @throws {TicketNotFoundError} the ticket to merge into
 * @throws {OfficeNotFoundError}
 */
export async function decideEvent(command: TicketCommand, decision: Decision): Promise<TicketEventBody> {
  const { row, actor, at, timing } = decision
  const { number, status } = row
  const refuse = (advice?: string) => new TicketStateError(number, status, command.kind, advice)
  if (command.kind === 'take' && row.assignee_name !== null && status !== 'waiting') {
    throw new TicketTakenError(number, row.assignee_name)
  }
  if (!isPossible(command.kind, status)) throw refuse()
  switch (command.kind) {
    case 'take':
      return { kind: 'taken', payload: command.assignedBy ? { assignedBy: command.assignedBy } : {} }
    case 'release':
      return { kind: 'released', payload: { reason: command.reason } }
    case 'ask':
      return { kind: 'asked_citizen', payload: { text: command.text } }
    case 'reply':
      return { kind: 'replied', payload: { text: command.text } }
    case 'note':
      return { kind: 'noted', payload: { text: command.text } }
    case 'citizen_reply': {
      const { kind: _, ...said } = command
      return { kind: 'citizen_replied', payload: { ...said, deadlines: await deadlinesAfterReply(decision) } }
    }
    case 'transfer': {
      const office = await officeById(decision.trx, command.officeId)
      if (!office) throw new OfficeNotFoundError(command.officeId)
      if (office.id === row.office_id) throw refuse('it is at that office already')
      return { kind: 'transferred', payload: { ...placeOf(office), ...left(row), reason: command.reason } }
    }
    case 'return': {
      const place = await placeBefore(decision)
      return { kind: 'returned', payload: { ...place, ...left(row), reason: command.reason } }
    }
    case 'escalate':
      return escalated(command, decision, refuse)
    case 'remind': {
      const { deadline, share } = command
      const due = stateOf(row).alarms.some((alarm) => alarm.deadline === deadline && alarm.share === share)
      if (!due) throw refuse('that reminder was given before, or is not owed')
      return { kind: 'reminded', payload: { deadline, share } }
    }
    case 'reopen': {
      const { reopenDays } = timing.limits
      const endedAt = row.closed_at ?? row.answered_at
      const tooLate = endedAt !== null && at.getTime() - Date.parse(endedAt) > reopenDays * DAY_MS
      if (tooLate && actor.kind === 'citizen')
        throw refuse(`it ended more than ${reopenDays} days ago: open a new one`)
      const deadlines = deadlinesFrom(at, row.urgency, await hoursOf(decision), timing, ['resolution'])
      return { kind: 'reopened', payload: { reason: command.reason, deadlines } }
    }
    case 'cancel':
      return { kind: 'cancelled', payload: { reason: command.reason } }
    case 'merge': {
      const into = await mergeTarget(command.into, decision)
      return { kind: 'merged', payload: { reason: command.reason, into: into.id, number: into.number } }
    }
    case 'close':
      return { kind: 'closed', payload: { reason: command.reason } }
    case 'rate': {
      if (row.satisfied !== null) throw refuse('it was rated before')
      const { satisfied, comment } = command
      return {
        kind: 'rated',
        payload: { satisfied, comment, callBackDueAt: satisfied ? null : await callBackDue(decision) },
      }
    }
    case 'call_back':
      if (row.call_back_due_at === null) throw refuse('no call is owed')
      return { kind: 'called_back', payload: { text: command.text } }
    default:
      return command satisfies never
  }
}

const PROVINCE: Place = { officeId: null, level: 'province' }

function placeOf(office: OfficeRow): Place {
  return { officeId: office.id, level: office.level }
}

function left(row: TicketRow): { fromOfficeId: string | null } {
  return { fromOfficeId: row.office_id }
}

async function officeOf({ trx, row }: Decision): Promise<OfficeRow | null> {
  return row.office_id === null ? null : ((await officeById(trx, row.office_id)) ?? null)
}

async function hoursOf(decision: Decision) {
  const office = await officeOf(decision)
  return office ? readOfficeHours(office.hours) : USUAL_HOURS
}

async function escalated(
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
    return { kind: 'escalated', payload: { ...place, ...left(row), reason, alarms } }
  }
  const passed = alarms.find((alarm) => alarm.deadline === deadline && alarm.share === 1)
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
async function placeBefore(decision: Decision): Promise<Place> {
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

async function mergeTarget(number: string, { trx, row }: Decision): Promise<TicketRow> {
  const refuse = (advice: string) => new TicketStateError(row.number, row.status, 'merge', advice)
  // Both are locked, always in the same order: of two merged into each other at once, the later finds the other merged.
  for (const each of [number, row.number].sort()) {
    await trx
      .updateTable('tickets')
      .set((eb) => ({ version: eb.ref('version') }))
      .where('number', '=', each)
      .execute()
  }
  const into = await trx.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirst()
  if (!into) throw new TicketNotFoundError(number)
  if (into.id === row.id) throw refuse('it is the same ticket')
  if (!isPossible('merge', into.status))
    throw refuse(`${number} is ${into.status}: name one that is still open`)
  return into
}

async function deadlinesAfterReply(decision: Decision) {
  const { row, trx, at, timing } = decision
  const state = stateOf(row)
  const deadlines = {
    firstResponseDueAt: state.firstResponseDueAt,
    resolutionDueAt: state.resolutionDueAt,
    alarms: state.alarms,
  }
  if (row.status !== 'waiting_for_citizen') return deadlines
  const events = await trx
    .selectFrom('ticket_events')
    .select(['kind', 'created_at'])
    .where('ticket_id', '=', row.id)
    .orderBy('seq')
    .execute()
  // It rests since it was asked first, also where more was asked before the citizen said anything.
  const atWork = events.findLastIndex(({ kind }) => kind !== 'asked_citizen' && kind !== 'noted')
  const asked = events.slice(atWork + 1).find(({ kind }) => kind === 'asked_citizen')
  const pausedAt = new Date(asked?.created_at ?? at)
  return resumed(deadlines, pausedAt, at, await hoursOf(decision), timing)
}

async function callBackDue(decision: Decision): Promise<string> {
  const hours = await hoursOf(decision)
  const { limits, calendar } = decision.timing
  return addWorkTime(
    decision.at,
    limits.callBackWorkdays * minutesOfDay(hours),
    hours,
    calendar,
  ).toISOString()
}
