import type { TicketRow } from '../../storage/tables.js'
import type { TicketState } from './fold-event.js'
import type { Alarm, Deadlines } from './ticket-event.js'

/** What a ticket is from its beginning on, as far as the order of work needs it. */
export type TicketOrigin = Pick<TicketRow, 'number' | 'urgency' | 'created_at'>

/** The columns that hold what the events say, and what is worked out from it for lists and jobs. */
export function rowOf(state: TicketState, origin: TicketOrigin) {
  const dueAt = dueAtOf(state)
  return {
    version: state.version,
    status: state.status,
    office_id: state.officeId,
    level: state.level,
    assignee_id: state.assigneeId,
    assignee_name: state.assigneeName,
    taken_at: state.takenAt,
    first_responded_at: state.firstRespondedAt,
    answered_at: state.answeredAt,
    closed_at: state.closedAt,
    first_response_due_at: state.firstResponseDueAt,
    resolution_due_at: state.resolutionDueAt,
    due_at: dueAt,
    alarms: JSON.stringify(state.alarms),
    next_alarm_at: isAtWork(state) ? (state.alarms[0]?.at ?? null) : null,
    work_key: workKeyOf(state, dueAt, origin),
    merged_into: state.mergedInto,
    reopened_count: state.reopenedCount,
    satisfied: state.satisfied === null ? null : Number(state.satisfied),
    call_back_due_at: state.callBackDueAt,
  } satisfies Partial<TicketRow>
}

export function stateOf(row: TicketRow): TicketState {
  return {
    version: row.version,
    status: row.status,
    officeId: row.office_id,
    level: row.level,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    takenAt: row.taken_at,
    firstRespondedAt: row.first_responded_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    firstResponseDueAt: row.first_response_due_at,
    resolutionDueAt: row.resolution_due_at,
    alarms: JSON.parse(row.alarms) as Alarm[],
    mergedInto: row.merged_into,
    reopenedCount: row.reopened_count,
    satisfied: row.satisfied === null ? null : row.satisfied === 1,
    callBackDueAt: row.call_back_due_at,
  }
}

export function deadlinesOf({ firstResponseDueAt, resolutionDueAt, alarms }: TicketState): Deadlines {
  return { firstResponseDueAt, resolutionDueAt, alarms }
}

/** While the citizen is asked, and after an answer, nothing is owed. */
function isAtWork({ status }: TicketState): boolean {
  return status === 'waiting' || status === 'taken'
}

function dueAtOf(state: TicketState): string | null {
  if (!isAtWork(state)) return null
  const { firstRespondedAt, firstResponseDueAt, resolutionDueAt } = state
  return (firstRespondedAt === null ? firstResponseDueAt : null) ?? resolutionDueAt
}

const RANK = {
  waiting: 0,
  taken: 0,
  waiting_for_citizen: 1,
  answered: 2,
  closed: 3,
  cancelled: 3,
  merged: 3,
} as const

/**
 * The work keys that tickets of these statuses have: from the first, up to the second without it. `exact`: no ticket of
 * another status lies between.
 */
export function workKeysOf(statuses: readonly TicketRow['status'][]) {
  const ranks = statuses.map((status) => RANK[status])
  const [first, last] = [Math.min(...ranks), Math.max(...ranks)]
  const others = Object.entries(RANK).filter(([status]) => !statuses.some((one) => one === status))
  const exact = others.every(([, rank]) => rank < first || rank > last)
  return { from: String(first), to: String(last + 1), exact }
}

/** No instant comes after it. */
const END_OF_TIME_MS = 9_999_999_999_999

/** The work keys of what ended at an instant or later. */
export function endedSinceKeys(since: Date): { from: string; to: string } {
  const afterLast = String(END_OF_TIME_MS - since.getTime() + 1).padStart(13, '0')
  return { from: '3', to: `3${afterLast}` }
}

/** What wants work first: urgent before normal, and of those what is due first; ended ones last, the newest first. */
function workKeyOf(state: TicketState, dueAt: string | null, origin: TicketOrigin): string {
  const rank = RANK[state.status]
  const urgency = origin.urgency === 'urgent' ? 0 : 1
  const when =
    rank === 3
      ? String(END_OF_TIME_MS - Date.parse(state.closedAt ?? origin.created_at)).padStart(13, '0')
      : (dueAt ?? origin.created_at)
  return rank === 3 ? `3${when}${origin.number}` : `${rank}${urgency}${when}${origin.number}`
}
