import { officeById } from '../../knowledge/office-tree.js'
import { addWorkTime, minutesOfDay } from './calendar/work-time.js'
import { deadlinesAfterPause, hoursOf } from './decide-deadlines.js'
import { escalated, left, placeBefore, placeOf } from './decide-place.js'
import type { Decision } from './decision.js'
import { mergeTarget } from './merge-target.js'
import type { TicketCommand } from './ticket-command.js'
import { OfficeNotFoundError, TicketStateError, TicketTakenError } from './ticket-errors.js'
import type { TicketEventBody } from './ticket-event.js'
import { deadlinesOf, stateOf } from './ticket-row.js'
import { deadlinesFrom } from './time-limits.js'
import { isPossible } from './transitions.js'

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
      return { kind: 'released', payload: { reason: command.reason, ...(await goesOn(decision)) } }
    case 'ask':
      return { kind: 'asked_citizen', payload: { text: command.text } }
    case 'reply':
      return { kind: 'replied', payload: { text: command.text } }
    case 'note':
      return { kind: 'noted', payload: { text: command.text } }
    case 'citizen_reply': {
      const { kind: _, ...said } = command
      const deadlines = (await deadlinesAfterPause(decision)) ?? deadlinesOf(stateOf(row))
      return { kind: 'citizen_replied', payload: { ...said, deadlines } }
    }
    case 'transfer': {
      const office = await officeById(decision.trx, command.officeId)
      if (!office) throw new OfficeNotFoundError(command.officeId)
      if (office.id === row.office_id) throw refuse('it is at that office already')
      const handed = { ...placeOf(office), ...left(row), reason: command.reason }
      return { kind: 'transferred', payload: { ...handed, ...(await goesOn(decision)) } }
    }
    case 'return': {
      const handed = { ...(await placeBefore(decision)), ...left(row), reason: command.reason }
      return { kind: 'returned', payload: { ...handed, ...(await goesOn(decision)) } }
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

/** Work that goes on without waiting for the citizen any more. */
async function goesOn(decision: Decision) {
  const deadlines = await deadlinesAfterPause(decision)
  return deadlines && { deadlines }
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
