import { z } from 'zod'
import { parseChineseNumber } from '../../knowledge/chinese-number.js'

const DIGIT = '[\\d零〇○一二三四五六七八九]'
/** 2019年, 二〇一九年3月, 19年5月1日. */
const DATED = `(?<!${DIGIT})((?:19|20|一九|二[〇○零])?${DIGIT}{2}) ?年(?:(\\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?:份)?)?(?:(\\d{1,2}) ?[日号])?`
const LAST_YEARS = '(去年|前年|大前年)'
const YEARS_AGO = '([一二两三四五六七八九十]{1,2}|\\d{1,2})年(?:多)?(?:之|以)?前'
const BEFORE_CODE = '(民法典(?:出台|施行|实施|生效|颁布|出来)?(?:之|以)?前)'
const MOMENT = new RegExp(`${DATED}|${LAST_YEARS}|${YEARS_AGO}|${BEFORE_CODE}`, 'g')

const THEN = /^(?:的时候|那时候?|那会儿?|当时|时|间|期间)/
/** 民法典出台前，… asks for the law of then, 民法典施行前结婚的 tells what happened. */
const WAS_SO = /^(?:[,，]|怎么|如何|是|的(?:规定|法律))/
const ASKS_FOR_LAW = /规定|法律|怎么判|算不算|怎么算|要不要|可不可以|是不是|能不能|犯法|违法|标准/
const NAMES_LAW =
  /^[,，]?(?:以?前|那时候?|当时)?(?:版本?|施行|生效|有效|适用)?的?《?(?:旧|老)?(?:法律|法规|规定|版本|版(?![权式])|旧法|条文|标准|[\p{Script=Han}（）]{0,30}?(?:法|法典|条例|细则|规定|办法|解释[一二三四]?)(?:[（(][一二三四五]+[）)])?》?(?:的?第|规定|怎么规定|里))/u
/** UTF-16 units behind a date that may tell what it is the date of. */
const LONGEST_AFTER = 60
/** 2018年修订的公司法: the text adopted then, which may take effect in the year after. */
const AMENDED = /^(?:最后一次|第[一二三四五六]次)?(?:修订|修正|修改)(?:版|本)?的?[）)]?/
const LEADS_TO_DAY = /(?:按照?|根据|依照?|适用|依据)(?:了)?$/
/** 2018年3月签的合同: its validity and what follows from it are judged by the law of that day. */
const INSTRUMENT =
  /^(?:我|我们|双方|和他|跟他|当时|就|曾经?)?(?:签订?|订立?|立|写|打)(?:署|下)?(?:的|了|过)[^，,。；;？?！!]{0,8}(?:合同|协议|借条|欠条|遗嘱|保证书)/
const CIVIL_CODE = '2021-01-01'
const ASKS_ABOUT_INSTRUMENT =
  /有效|无效|效力|算数|作数|违约金|定金|利息|利率|保证期间|担保|撤销|适用|法律|规定/
/** What goes on is judged by the law of today; employment and lease have gone on since. */
const GOES_ON = /现在|今年|最近|目前|如今|至今|到期|一直|还没|今天|昨天|劳动合同|租/

/**
 * The day whose law is asked for: 2019年的时候怎么规定, 去年的公司法第五条, 民法典出台前, 按2018年5月的法律, 2018年3月签的合同.
 * A year alone means its middle, with the title of a law its end: the text adopted in it. A date of an event (2018年结婚) is none: the law of today may well apply to it.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`, or null, also for a day that the calendar does not have
 */
export function readAsOfDate(text: string, today: string): string | null {
  for (const match of text.matchAll(MOMENT)) {
    const before = text.slice(Math.max(0, match.index - 8), match.index)
    const end = match.index + match[0].length
    const after = text.slice(end, end + LONGEST_AFTER)
    const day = readDay(match, today)
    if (day === null) continue
    const isDated = match[1] !== undefined
    const amended = isDated ? AMENDED.exec(after) : null
    if (amended && NAMES_LAW.test(after.slice(amended[0].length) || before)) return endOfNextYear(day, today)
    if (amended && /[法例则定]》?[（(]?$/.test(before)) return endOfNextYear(day, today)
    if (NAMES_LAW.test(after))
      return isDated && match[2] === undefined && !THEN.test(after) ? `${day.slice(0, 4)}-12-31` : day
    if (LEADS_TO_DAY.test(before)) return day
    if (match[6] !== undefined && WAS_SO.test(after)) return day
    if ((THEN.test(after) || match[6] !== undefined) && ASKS_FOR_LAW.test(text)) return day
    if (isDated && /[法例则定]》?[（(]?$/.test(before) && /^(?:版|本|[）)])/.test(after))
      return `${day.slice(0, 4)}-12-31`
    if (day < CIVIL_CODE && INSTRUMENT.test(after) && ASKS_ABOUT_INSTRUMENT.test(text) && !GOES_ON.test(text))
      return day
  }
  return null
}

function readDay(match: RegExpExecArray, today: string): string | null {
  const [, year, month, day, named, count, beforeCode] = match
  const thisYear = Number(today.slice(0, 4))
  if (beforeCode !== undefined) return '2020-12-31'
  if (named !== undefined) return `${thisYear - ['去年', '前年', '大前年'].indexOf(named) - 1}-07-01`
  if (count !== undefined) return valid(`${thisYear - (parseChineseNumber(count) ?? 0)}${today.slice(4)}`)
  const written = parseChineseNumber(year!) ?? 0
  const full = written > 99 ? written : written + (written <= thisYear % 100 ? 2000 : 1900)
  if (full < 1949) return null
  const [monthNumber, dayNumber] = [month ?? '7', day ?? '1'].map((part) => parseChineseNumber(part) ?? 0)
  return valid(`${full}-${pad(monthNumber!)}-${pad(dayNumber!)}`)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

function valid(date: string): string | null {
  return z.iso.date().safeParse(date).success ? date : null
}

function endOfNextYear(day: string, today: string): string {
  const end = `${Number(day.slice(0, 4)) + 1}-12-31`
  return end < today ? end : today
}
