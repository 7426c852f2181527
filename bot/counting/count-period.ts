import dayjs from 'dayjs'
import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { Words } from '../words/zh-CN.js'
import type { Counted } from './counted.js'
import { LEGAL_PERIODS, type LegalPeriod, type Term } from './periods.js'
import { readDay } from './read-day.js'

/** No break without work lasts as long. */
const LONGEST_BREAK = 30

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
 * the first one with work: 民法典 articles 201 to 203.
 * @param text folded; what has happened: the message and, in a conversation, what it goes on from
 * @param message folded; where the day stands
 * @param today `YYYY-MM-DD`
 * @returns null: nothing of it is counted by law, or no single day is named
 */
export function countPeriod(
  text: string,
  message: string,
  { today, calendar, words }: { today: string; calendar: Pick<WorkCalendar, 'isWorkday'>; words: Words },
): Counted | null {
  const period = LEGAL_PERIODS.find(
    ({ when, unless }) => when.every((pattern) => pattern.test(text)) && !unless?.test(text),
  )
  const from = period ? readDay(message, today) : null
  if (period === undefined || from === null) return null
  const ends = endsOf(period, from, calendar)
  const told = ends.map(({ day, says }) => ({ says: says(words.dayUntil(day)), isOver: day < today }))
  const moved = ends.flatMap((end) => end.moved ?? [])
  const how = words.periodCounted(words.dayOf(from), period.event, moved, period.basis)
  const isLate = told.every(({ isOver }) => isOver) && period.late !== undefined
  return { result: words.periodEnds(told), how: isLate ? `${how}${period.late}。` : how }
}

function endsOf(
  { ends, fixed }: LegalPeriod,
  from: string,
  calendar: Pick<WorkCalendar, 'isWorkday'>,
): End[] {
  let before = from
  return ends.map(({ term, after, says }) => {
    const counted = add(after ? before : from, term)
    const day = fixed ? counted : firstWorkday(counted, calendar)
    before = day
    return { day, says, moved: day === counted ? null : counted }
  })
}

function add(day: string, [count, unit]: Term): string {
  return dayjs(day).add(count, unit).format('YYYY-MM-DD')
}

function firstWorkday(day: string, { isWorkday }: Pick<WorkCalendar, 'isWorkday'>): string {
  for (let ahead = 0; ahead < LONGEST_BREAK; ahead++) {
    const next = add(day, [ahead, 'day'])
    if (isWorkday(next)) return next
  }
  return day
}
