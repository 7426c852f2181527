const DAY_MS = 86_400_000
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** Of this week in China and so many before it: their Mondays and Sundays, `YYYY-MM-DD`, the newest first. */
export function weeksBefore(now: number, count: number): { monday: string; sunday: string }[] {
  const today = new Date(`${day.format(now)}T00:00:00Z`).getTime()
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS
  const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return Array.from({ length: count + 1 }, (_, back) => {
    const begins = monday - back * 7 * DAY_MS
    return { monday: dateOf(begins), sunday: dateOf(begins + 6 * DAY_MS) }
  })
}
