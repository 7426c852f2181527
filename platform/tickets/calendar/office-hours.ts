/** When an office works, in China time. */
export interface OfficeHours {
  /** `workdays`: as the calendar says; `every`: holidays too; else weekdays, 0 for Sunday, holidays not. */
  days: 'workdays' | 'every' | readonly number[]
  /** Minutes since midnight, in order, apart from each other. */
  periods: readonly (readonly [from: number, to: number])[]
}

export const USUAL_HOURS: OfficeHours = { days: 'workdays', periods: [[9 * 60, 17 * 60 + 30]] }
export const ROUND_THE_CLOCK: OfficeHours = { days: 'every', periods: [[0, 24 * 60]] }

const WEEKDAYS = '日一二三四五六'
const PERIOD =
  /(上午|下午|晚上?)?(\d{1,2})[:点](\d{2})?(?:分)?[-—–~～至到]+(上午|下午|晚上?)?(\d{1,2})[:点](\d{2})?/g

/** 工作日 9:00-12:00，14:00-17:30; 周一至周六 8:30—17:00; 24小时. Anything else: the usual hours. */
export function readOfficeHours(text: string): OfficeHours {
  const folded = text.normalize('NFKC').replace(/\s+/g, '')
  if (/24小时|全天/.test(folded)) return ROUND_THE_CLOCK
  const periods: [number, number][] = []
  for (const [, half, from, fromMinute, otherHalf, to, toMinute] of folded.matchAll(PERIOD)) {
    periods.push([minuteOf(half, from!, fromMinute), minuteOf(otherHalf ?? half, to!, toMinute)])
  }
  const sound = periods.every(
    ([from, to], i) => from < to && to <= 24 * 60 && from >= (periods[i - 1]?.[1] ?? 0),
  )
  if (periods.length === 0 || !sound) return USUAL_HOURS
  return { days: daysOf(folded), periods }
}

function minuteOf(half: string | undefined, hour: string, minute = '0'): number {
  const afternoon = half !== undefined && half !== '上午' && Number(hour) < 12
  return (Number(hour) + (afternoon ? 12 : 0)) * 60 + Number(minute)
}

function daysOf(text: string): OfficeHours['days'] {
  if (/每天|每日|全年|节假日(?:照常|不休)|无休/.test(text)) return 'every'
  const [, first, last] =
    /(?:周|星期|礼拜)([一二三四五六日天])[-—–~～至到]+(?:周|星期|礼拜)?([一二三四五六日天])/.exec(text) ?? []
  if (first === undefined || last === undefined) return 'workdays'
  const [from, to] = [first, last].map((day) => WEEKDAYS.indexOf(day.replace('天', '日')) || 7) as [
    number,
    number,
  ]
  // Monday to Friday is how people say workdays: moved weekends are worked too.
  if (from === 1 && to === 5) return 'workdays'
  return from > to ? 'workdays' : Array.from({ length: to - from + 1 }, (_, i) => (from + i) % 7)
}
