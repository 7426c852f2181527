const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The day it is in China at that instant, `YYYY-MM-DD`: law takes effect, and deadlines run, by that calendar. */
export function chinaDate(instant: Date): string {
  return calendar.format(instant)
}
