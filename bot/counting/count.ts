import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { Words } from '../words/zh-CN.js'
import { countCourtFee } from './count-court-fee.js'
import { countPeriod } from './count-period.js'
import { countSeverance } from './count-severance.js'
import type { Counted } from './counted.js'

/**
 * What the law counts from what a citizen says.
 * @param message folded; the day, or what the sum is counted from, stands in it
 * @param before folded; the question that it goes on from, empty where it is to stand alone
 * @param options.today `YYYY-MM-DD`
 * @returns null: nothing of it is counted, or what it is counted from is not named
 */
export function count(
  message: string,
  before: string,
  options: { today: string; calendar: WorkCalendar; words: Words },
): Counted | null {
  return (
    countSeverance(message, before, options.words) ??
    countCourtFee(message, before, options.words) ??
    countPeriod(message, before, options)
  )
}
