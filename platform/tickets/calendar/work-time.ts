import type { WorkCalendar } from '../../../knowledge/calendar/work-calendar.js'
import type { OfficeHours } from './office-hours.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** China has one time the whole year. */
const CHINA_MS = 8 * 60 * MINUTE_MS
/** Without work for so long, something is wrong with the hours: the clock counts. */
const LONGEST_SEARCH_DAYS = 3660

/** Working minutes of a day on which the office works. */
export function minutesOfDay({ periods }: OfficeHours): number {
  return periods.reduce((sum, [from, to]) => sum + to - from, 0)
}

/** The instant at which the office has worked for so many minutes since `from`. @param minutes not negative */
export function addWorkTime(from: Date, minutes: number, hours: OfficeHours, calendar: WorkCalendar): Date {
  let leftMs = minutes * MINUTE_MS
  let end = from.getTime()
  for (const [start, stop] of workPeriods(from, hours, calendar)) {
    if (leftMs <= 0) break
    const takenMs = Math.min(leftMs, stop - start)
    leftMs -= takenMs
    end = start + takenMs
  }
  return new Date(end)
}

/** Minutes that the office works between two instants; 0 where they stand in the other order. */
export function workMinutesBetween(from: Date, to: Date, hours: OfficeHours, calendar: WorkCalendar): number {
  let sumMs = 0
  for (const [start, stop] of workPeriods(from, hours, calendar)) {
    if (start >= to.getTime()) break
    sumMs += Math.min(stop, to.getTime()) - start
  }
  return sumMs / MINUTE_MS
}

/** Stretches of work from an instant on, as instants in ms. */
function* workPeriods(from: Date, hours: OfficeHours, calendar: WorkCalendar): Generator<[number, number]> {
  const firstDay = Math.floor((from.getTime() + CHINA_MS) / DAY_MS)
  for (let day = firstDay; day < firstDay + LONGEST_SEARCH_DAYS; day++) {
    if (!worksOn(new Date(day * DAY_MS), hours, calendar)) continue
    const midnight = day * DAY_MS - CHINA_MS
    for (const [start, stop] of hours.periods) {
      const begin = Math.max(midnight + start * MINUTE_MS, from.getTime())
      const end = midnight + stop * MINUTE_MS
      if (begin < end) yield [begin, end]
    }
  }
}

function worksOn(day: Date, { days }: OfficeHours, calendar: WorkCalendar): boolean {
  if (days === 'every') return true
  const date = day.toISOString().slice(0, 10)
  return days === 'workdays'
    ? calendar.isWorkday(date)
    : days.includes(day.getUTCDay()) && !calendar.isHoliday(date)
}
