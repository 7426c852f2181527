import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { Alarm, Place, TicketEvent } from './ticket-event.js'

/** What the events of a ticket say of it. Instants are ISO. */
export interface TicketState extends Place {
  /** How many events there are. */
  version: number
  status: TicketStatus['status']
  assigneeId: string | null
  assigneeName: string | null
  takenAt: string | null
  firstRespondedAt: string | null
  answeredAt: string | null
  closedAt: string | null
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  alarms: readonly Alarm[]
  mergedInto: string | null
  reopenedCount: number
  satisfied: boolean | null
  callBackDueAt: string | null
}

const UNOPENED: TicketState = {
  version: 0,
  status: 'waiting',
  officeId: null,
  level: 'province',
  assigneeId: null,
  assigneeName: null,
  takenAt: null,
  firstRespondedAt: null,
  answeredAt: null,
  closedAt: null,
  firstResponseDueAt: null,
  resolutionDueAt: null,
  alarms: [],
  mergedInto: null,
  reopenedCount: 0,
  satisfied: null,
  callBackDueAt: null,
}

const IN_NO_HANDS = { status: 'waiting', assigneeId: null, assigneeName: null, takenAt: null } as const

/** @param state null before the first event */
export function foldEvent(
  state: TicketState | null,
  event: Pick<TicketEvent, 'kind' | 'payload' | 'actor' | 'at'>,
): TicketState {
  const before = state ?? UNOPENED
  return { ...before, ...changeOf(before, event as TicketEvent), version: before.version + 1 }
}

function changeOf(state: TicketState, event: TicketEvent): Partial<TicketState> {
  const { actor, at, kind, payload } = event
  const byStaff = actor.kind === 'staff' || actor.kind === 'platform'
  switch (kind) {
    case 'opened': {
      const { officeId = null, level = 'province', deadlines } = payload
      return { officeId, level, ...deadlines }
    }
    case 'taken':
      return { status: 'taken', assigneeId: actor.id, assigneeName: actor.name, takenAt: at }
    case 'released':
      return { ...IN_NO_HANDS, ...payload.deadlines }
    case 'asked_citizen':
      return { status: 'waiting_for_citizen', ...responded(state, at) }
    case 'citizen_replied': {
      if (state.status !== 'waiting_for_citizen') return {}
      return { status: state.assigneeName === null ? 'waiting' : 'taken', ...payload.deadlines }
    }
    case 'replied':
      return {
        status: 'answered',
        answeredAt: at,
        ...responded(state, at),
        alarms: [],
        // Who answers without having taken it is who the citizen's next words are for.
        ...(state.assigneeName === null && byStaff
          ? { assigneeId: actor.id, assigneeName: actor.name, takenAt: at }
          : {}),
      }
    case 'noted':
      return {}
    case 'transferred':
    case 'returned':
    case 'escalated': {
      const { officeId, level, deadlines } = payload
      const alarms = kind === 'escalated' ? { alarms: payload.alarms } : {}
      return { ...IN_NO_HANDS, ...deadlines, ...alarms, officeId, level }
    }
    case 'reminded':
      return {
        alarms: state.alarms.filter(
          ({ deadline, share }) => deadline !== payload.deadline || share > payload.share,
        ),
      }
    case 'reopened':
      return {
        ...IN_NO_HANDS,
        ...payload.deadlines,
        closedAt: null,
        satisfied: null,
        reopenedCount: state.reopenedCount + 1,
      }
    case 'cancelled':
      return { status: 'cancelled', closedAt: at, alarms: [] }
    case 'merged':
      return { status: 'merged', closedAt: at, mergedInto: payload.into, alarms: [] }
    case 'closed':
      return { status: 'closed', closedAt: at, alarms: [] }
    case 'rated':
      return { satisfied: payload.satisfied, callBackDueAt: payload.callBackDueAt }
    case 'called_back':
      return { callBackDueAt: null }
    default:
      return event satisfies never
  }
}

/** The first words of a human meet the first deadline. */
function responded(state: TicketState, at: string): Partial<TicketState> {
  return {
    firstRespondedAt: state.firstRespondedAt ?? at,
    alarms: state.alarms.filter(({ deadline }) => deadline !== 'first_response'),
  }
}
