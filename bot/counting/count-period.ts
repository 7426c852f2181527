import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { Words } from '../words/zh-CN.js'
import { addTerm } from './add-term.js'
import type { Counted } from './counted.js'
import { LEGAL_PERIODS, type LegalPeriod } from './periods.js'
import { type NamedDay, readDays } from './read-day.js'

/** No break without work lasts as long. */
const LONGEST_BREAK = 30
/** Beside the act nothing says what it was done to: 我是11月20日收到的. */
const NOTHING_ELSE = /^[我们他她爸妈弟哥是的了就刚已经]*$/

interface End {
  /** `YYYY-MM-DD`. */
  day: string
  says: (day: string) => string
  /** The last day as it was counted, where it was one without work. */
  moved: string | null
}

/**
 * Counts what the law gives from the day that a message names: 11月20日收到判决书 leaves until 12月7日 to appeal. The day of
 * the event is not counted, a month ends on the same number or with its last day, and a last day without work moves to
 * the first one with work: 民法典 articles 201 to 203. In a year whose holidays are not announced it does not move: too
 * early is safe.
 * @param message folded; the day and what happened on it stand in one clause
 * @param before folded; the question that it goes on from, where the message says no more than the day and the act
 * @param today `YYYY-MM-DD`
 * @returns null: nothing of it is counted by law, or no single day of it is named
 */
export function countPeriod(
  message: string,
  before: string,
  { today, calendar, words }: { today: string; calendar: WorkCalendar; words: Words },
): Counted | null {
  const days = readDays(message, today)
  if (days.length === 0) return null
  const text = `${before} ${message}`
  for (const period of LEGAL_PERIODS) {
    const { of, about, unless } = period
    if (!of.test(text) || about?.test(text) === false || unless?.test(text)) continue
    const from = new Set(days.filter((day) => isOf(period, day, before !== '')).map(({ day }) => day))
    const [day] = from
    if (from.size === 1 && day !== undefined) return tell(period, day, today, calendar, words)
  }
  return null
}

function isOf({ act, of }: LegalPeriod, { said }: NamedDay, goesOn: boolean): boolean {
  if (!act.test(said)) return goesOn && /^是?的?$/.test(said)
  return of.test(said) || NOTHING_ELSE.test(said.replace(act, ''))
}

function tell(
  period: LegalPeriod,
  from: string,
  today: string,
  calendar: WorkCalendar,
  words: Words,
): Counted {
  const ends = endsOf(period, from, calendar)
  const told = ends.map(({ day, says }) => ({ says: says(words.dayUntil(day)), isOver: day < today }))
  const moved = ends.flatMap((end) => end.moved ?? [])
  const how = words.periodCounted(words.dayOf(from), period.event, moved, period.basis)
  const isLate = told.every(({ isOver }) => isOver) && period.late !== undefined
  return {
    kind: 'day',
    result: words.periodEnds(told),
    how: isLate ? `${how}${period.late}。` : how,
    limits: '',
    matters: period.matters,
  }
}

function endsOf({ ends, fixed }: LegalPeriod, from: string, calendar: WorkCalendar): End[] {
  let before = from
  return ends.map(({ term, after, says }) => {
    const counted = addTerm(after ? before : from, term)
    const day = fixed || !calendar.isAnnounced(counted) ? counted : firstWorkday(counted, calendar)
    before = day
    return { day, says, moved: day === counted ? null : counted }
  })
}

function firstWorkday(day: string, { isWorkday }: WorkCalendar): string {
  for (let ahead = 0; ahead < LONGEST_BREAK; ahead++) {
    const next = addTerm(day, [ahead, 'day'])
    if (isWorkday(next)) return next
  }
  return day
}
