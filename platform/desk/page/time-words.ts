const ZONE = 'Asia/Shanghai'
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' })

/** As short as it can be said: 今天 14:05, 昨天 09:10, 11-20 14:05, 2025-11-20. @param instant ISO */
export function whenWords(instant: string, now: number): string {
  const at = new Date(instant)
  const [date, today, yesterday] = [at, new Date(now), new Date(now - DAY_MS)].map((each) =>
    day.format(each),
  ) as [string, string, string]
  if (date === today) return `今天 ${clock.format(at)}`
  if (date === yesterday) return `昨天 ${clock.format(at)}`
  return date.slice(0, 4) === today.slice(0, 4) ? `${date.slice(5)} ${clock.format(at)}` : date
}

/** In full, for a tooltip. */
export function fullTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16)
}

/** 5 分钟, 2 小时 5 分, 3 天 4 小时: two units at most, never less than a minute. @param ms not negative */
export function durationWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS))
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`
  const days = Math.floor(hours / 24)
  return hours % 24 === 0 ? `${days} 天` : `${days} 天 ${hours % 24} 小时`
}
