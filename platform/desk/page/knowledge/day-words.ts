import { knowledgeWords } from './knowledge-words.js'

const DAY_MS = 86_400_000
/** Beyond so many days the date itself says more. */
const COUNTED_DAYS = 60
const china = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' })

/** `YYYY-MM-DD` in China. */
export function chinaDay(now: number): string {
  return china.format(new Date(now))
}

/** From today until then; negative: so long ago. @param day `YYYY-MM-DD` */
function daysUntil(day: string, now: number): number {
  return Math.round((Date.parse(day) - Date.parse(chinaDay(now))) / DAY_MS)
}

/** 今天, 明天, 12 天后, 3 天前, 2027-05-01. @param day `YYYY-MM-DD` */
export function dayWords(day: string, now: number): string {
  const { days: words } = knowledgeWords
  const days = daysUntil(day, now)
  if (days === 0) return words.today
  if (days === 1) return words.tomorrow
  if (days === -1) return words.yesterday
  if (Math.abs(days) > COUNTED_DAYS) return day
  return days > 0 ? words.in(days) : words.ago(-days)
}
