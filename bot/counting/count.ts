import type { WorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import type { Words } from '../words/zh-CN.js'
import { countCourtFee } from './count-court-fee.js'
import { countPeriod } from './count-period.js'
import { countSeverance } from './count-severance.js'
import type { Counted } from './counted.js'

/**
 * What the law counts from what a citizen says.
 * @param text folded; the message and, in a conversation, what it goes on from
 * @param message folded; where the day or the sum stands
 * @param options.today `YYYY-MM-DD`
 * @returns null: nothing of it is counted, or what it is counted from is not named
 */
export function count(
  text: string,
  message: string,
  options: { today: string; calendar: Pick<WorkCalendar, 'isWorkday'>; words: Words },
): Counted | null {
  return (
    countPeriod(text, message, options) ??
    countCourtFee(text, message, options.words) ??
    countSeverance(text, message, options.words)
  )
}
