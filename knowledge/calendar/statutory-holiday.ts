const lunarDay = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
})
/** New Year, Labour Day (two days), National Day (three). */
const FIXED = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])
/** First three days of the lunar year, Dragon Boat, Mid-Autumn; a leap month is written 5bis. */
const LUNAR = new Set(['1/1', '1/2', '1/3', '5/5', '8/15'])
const DAY_MS = 86_400_000

/**
 * The days that the law gives to everybody (全国年节及纪念日放假办法, as of 2025), for years whose arrangement has not
 * been announced yet. @param date `YYYY-MM-DD`, 2000 to 2099
 */
export function isStatutoryHoliday(date: string): boolean {
  const day = new Date(date)
  const tomorrow = lunarDay.format(new Date(day.getTime() + DAY_MS))
  return (
    FIXED.has(date.slice(5)) ||
    date.slice(5) === tombSweeping(day) ||
    LUNAR.has(lunarDay.format(day)) ||
    tomorrow === '1/1'
  )
}

/** The solar term by its formula for this century. */
function tombSweeping(day: Date): string {
  const year = day.getUTCFullYear() % 100
  return `04-0${Math.floor(year * 0.2422 + 4.81) - Math.floor(year / 4)}`
}
