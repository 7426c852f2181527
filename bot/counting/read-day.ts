import { parse } from 'chrono-node/zh/hans'
import { chinaDate } from '../../knowledge/china-date.js'

/** Minutes: days are China's, wherever the machine stands. */
const CHINA = 480
/** 上个月5号, 去年3月5日, 20号 are written out for the parser, which does not know them. */
const YEARS: Record<string, number> = { 今年: 0, 去年: 1, 前年: 2 }
const MONTH_DAY = /(今年|去年|前年)的?(?=\d{1,2}月\d{1,2})/g
const DAY_OF_MONTH = /(?<!上)(上个?月|这个?月|本月)的?(\d{1,2})[日号]/g
const DAY_ALONE = /(?<![\d月.年/-])(\d{1,2})[日号](?!楼|线|院|店|房|令)/g
const DOTTED = /(?<!\d)(20\d{2})[./](\d{1,2})[./](\d{1,2})(?!\d)/g
/** About so long ago, or the time of speaking: no day of an event. */
const NO_DAY = /[周年月]前|星期前|半|现在|目前|如今/

/**
 * The one day that a message names on which something has happened: 11月20日, 昨天, 上周五, 3天前, 去年3月5号. A day
 * without its year is the last one before today.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`, at most today; null: none, several, or no more than about when
 */
export function readDay(text: string, today: string): string | null {
  const days = new Set(
    parse(writeOut(text, today), { instant: new Date(`${today}T12:00:00+08:00`), timezone: CHINA })
      .filter(({ start, text: words }) => start.isCertain('day') && !NO_DAY.test(words))
      .map(({ start }) => {
        const day = chinaDate(start.date())
        return day > today && !start.isCertain('year') ? `${Number(day.slice(0, 4)) - 1}${day.slice(4)}` : day
      }),
  )
  const [day] = days
  return days.size === 1 && day !== undefined && day <= today ? day : null
}

function writeOut(text: string, today: string): string {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number]
  const monthBefore = (date: string) => {
    const number = Number(date)
    return month === 1 ? `${year - 1}年12月${number}日` : `${year}年${month - 1}月${number}日`
  }
  return text
    .replace(DOTTED, '$1年$2月$3日')
    .replace(MONTH_DAY, (_, word: string) => `${year - YEARS[word]!}年`)
    .replace(DAY_OF_MONTH, (_, word: string, date: string) =>
      word.startsWith('上') ? monthBefore(date) : `${year}年${month}月${date}日`,
    )
    .replace(DAY_ALONE, (_, date: string) =>
      Number(date) > day ? monthBefore(date) : `${year}年${month}月${date}日`,
    )
}
