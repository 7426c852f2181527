import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { TicketRow } from '../../storage/tables.js'
import { type OfficeHours, ROUND_THE_CLOCK } from './calendar/office-hours.js'
import { addWorkTime, minutesOfDay, workMinutesBetween } from './calendar/work-time.js'
import type { DeadlineKind } from './ticket-command.js'
import type { Alarm, Deadlines } from './ticket-event.js'

/** What citizens are promised. */
export interface TimeLimits {
  /** Minutes, round the clock. */
  urgentFirstResponseMinutes: number
  /** Minutes of working time. */
  firstResponseMinutes: number
  urgentResolutionWorkdays: number
  resolutionWorkdays: number
  /** For calling a dissatisfied citizen. */
  callBackWorkdays: number
  /** Days after an answer or an end in which the citizen may reopen it. */
  reopenDays: number
  /** Days after an answer in which nothing came from the citizen: then it is closed by itself. */
  closeAnsweredDays: number
}

export const USUAL_LIMITS: TimeLimits = {
  urgentFirstResponseMinutes: 30,
  firstResponseMinutes: 4 * 60,
  urgentResolutionWorkdays: 1,
  resolutionWorkdays: 5,
  callBackWorkdays: 1,
  reopenDays: 15,
  closeAnsweredDays: 7,
}

const SHARES = [0.5, 0.8, 1] as const
type Urgency = TicketRow['urgency']

export interface Timing {
  limits: TimeLimits
  calendar: WorkCalendar
}

/** How long something may take at an office: minutes within hours. */
export function allowanceOf(
  deadline: DeadlineKind,
  urgency: Urgency,
  hours: OfficeHours,
  limits: TimeLimits,
) {
  const urgent = urgency === 'urgent'
  if (deadline === 'first_response') {
    return urgent
      ? { minutes: limits.urgentFirstResponseMinutes, hours: ROUND_THE_CLOCK }
      : { minutes: limits.firstResponseMinutes, hours }
  }
  const workdays = urgent ? limits.urgentResolutionWorkdays : limits.resolutionWorkdays
  return { minutes: workdays * minutesOfDay(hours), hours }
}

/** What is owed from `from` on. @param kinds after reopening, a first response was given long ago */
export function deadlinesFrom(
  from: Date,
  urgency: Urgency,
  officeHours: OfficeHours,
  { limits, calendar }: Timing,
  kinds: readonly DeadlineKind[] = ['first_response', 'resolution'],
): Deadlines {
  const alarms = kinds.flatMap((deadline) => {
    const { minutes, hours } = allowanceOf(deadline, urgency, officeHours, limits)
    return SHARES.map((share): Alarm => {
      const at = addWorkTime(from, minutes * share, hours, calendar)
      return { deadline, share, at: at.toISOString() }
    })
  })
  const due = (kind: DeadlineKind) =>
    alarms.find((alarm) => alarm.deadline === kind && alarm.share === 1)?.at ?? null
  return {
    firstResponseDueAt: due('first_response'),
    resolutionDueAt: due('resolution'),
    alarms: inOrder(alarms),
  }
}

/** The time in which the citizen was asked does not count: everything later than `pausedAt` moves by it. */
export function resumed(
  deadlines: Deadlines,
  pausedAt: Date,
  at: Date,
  hours: OfficeHours,
  { calendar }: Timing,
): Deadlines {
  const minutes = workMinutesBetween(pausedAt, at, hours, calendar)
  const later = (instant: string) =>
    Date.parse(instant) < pausedAt.getTime()
      ? instant
      : addWorkTime(new Date(instant), minutes, hours, calendar).toISOString()
  const { firstResponseDueAt, resolutionDueAt, alarms } = deadlines
  return {
    firstResponseDueAt,
    resolutionDueAt: resolutionDueAt && later(resolutionDueAt),
    alarms: inOrder(
      alarms.map((alarm) => (alarm.deadline === 'resolution' ? { ...alarm, at: later(alarm.at) } : alarm)),
    ),
  }
}

export function inOrder(alarms: readonly Alarm[]): Alarm[] {
  return [...alarms].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.share - b.share))
}
