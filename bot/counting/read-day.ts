import { parse } from 'chrono-node/zh/hans'
import { chinaDate } from '../../knowledge/china-date.js'
import { addTerm } from './add-term.js'

/** Minutes: days are China's, wherever the machine stands. */
const CHINA = 480
const CLAUSE_END = /[,，。;；:：?？!！]/

/** What the parser does not know, or takes for something else, is written out for it or left out. */
const PARTS_OF_DAY = /早上|上午|中午|下午|晚上|夜里|半夜|凌晨|傍晚|当天|以前/g
const YEARS: Record<string, number> = { 今年: 0, 去年: 1, 前年: 2 }
const YEAR_WORD = /(?<![\d大])(今年|去年|前年)的?(?=\d{1,2}月\d{1,2}[日号])/g
const SHORT_YEAR = /(?<!\d)(2\d)年(?=\d{1,2}月\d{1,2}[日号])/g
const DOTTED = /(?<![\d.])(20\d{2})[./](\d{1,2})[./](\d{1,2})(?![\d.])/g
const DAY_OF_MONTH = /(?<!上)(上个?月|这个?月|本月)的?(\d{1,2})[日号]/g
/** 20号, and no house, file or length of time. */
const DAY_ALONE = /(?<![\d月.年/初终执字第-])(\d{1,2})号(?![内后前以之左文判裁楼线院店房令门])/g
const LAST_WEEK = /(?<!上)上个?(?:周|星期|礼拜)([一二三四五六日天])/g
const WEEKDAYS = '一二三四五六日'
/** What is a day for certain. 今晚, 立刻 and 周三 are read as days too. */
const DAY =
  /[日号]$|^(?:昨天|今天|前天|大前天)$|^[\d一二两三四五六七八九十]{1,3}天(?:之|以)?前$|^\d{4}-\d{1,2}-\d{1,2}$/
/** A day without its year that lies further ahead is last year's; one that lies nearer is to come. */
const LONG_AHEAD_DAYS = 180

export interface NamedDay {
  /** `YYYY-MM-DD`, at most today. */
  day: string
  /** What is said with it between two marks, without the day. */
  said: string
}

/**
 * The days that a message names, in its order: 11月20日, 昨天, 上周五, 3天前, 去年3月5号. No month, no 两个月前, no day to come,
 * no stretch from one to another.
 * @param text folded
 * @param today `YYYY-MM-DD`
 */
export function readDays(text: string, today: string): NamedDay[] {
  const instant = new Date(`${today}T12:00:00+08:00`)
  // Clause by clause: the parser takes a number before a comma for the year.
  return writeOut(text, today)
    .split(CLAUSE_END)
    .flatMap((clause) =>
      parse(clause, { instant, timezone: CHINA }).flatMap(({ start, end, text: words, index }) => {
        if (end !== null || !start.isCertain('day') || !DAY.test(words)) return []
        const day = inPast(chinaDate(start.date()), start.isCertain('year'), today)
        const said = clause.slice(0, index) + clause.slice(index + words.length)
        return day === null ? [] : [{ day, said }]
      }),
    )
}

function inPast(day: string, hasYear: boolean, today: string): string | null {
  if (day <= today) return day >= '2000' ? day : null
  if (hasYear || day < addTerm(today, [LONG_AHEAD_DAYS, 'day'])) return null
  return addTerm(day, [-1, 'year'])
}

function writeOut(text: string, today: string): string {
  const [year, , date] = today.split('-').map(Number) as [number, number, number]
  const thisMonth = today.slice(0, 8)
  const lastMonth = addTerm(`${thisMonth}01`, [-1, 'month']).slice(0, 8)
  const monday = addTerm(today, [-((new Date(today).getUTCDay() + 6) % 7), 'day'])
  return text
    .replace(/\s+/g, ',')
    .replace(PARTS_OF_DAY, '')
    .replace(DOTTED, '$1年$2月$3日')
    .replace(SHORT_YEAR, '20$1年')
    .replace(YEAR_WORD, (_, word: string) => `${year - YEARS[word]!}年`)
    .replace(LAST_WEEK, (_, name: string) =>
      addTerm(monday, [WEEKDAYS.indexOf(name === '天' ? '日' : name) - 7, 'day']),
    )
    .replace(
      DAY_OF_MONTH,
      (_, word: string, day: string) => (word.startsWith('上') ? lastMonth : thisMonth) + day,
    )
    .replace(DAY_ALONE, (_, day: string) => (Number(day) > date ? lastMonth : thisMonth) + day)
}
