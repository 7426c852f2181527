import { parseChineseNumber } from '../../knowledge/chinese-number.js'
import type { Words } from '../words/zh-CN.js'
import type { Counted } from './counted.js'
import { LEFT_JOB } from './periods.js'
import { readMoney } from './read-money.js'

const NOT_RENEWED =
  /(?:公司|单位|老板|厂里).{0,6}不(?:再)?续签|合同到期.{0,4}(?:公司|单位)?.{0,2}不续签|经济补偿/
const ASKS = /赔|补偿|补多少|多少|几个月|怎么算|能拿/
/** Other money, other contracts, or nothing is due. */
const OTHERWISE =
  /自己(?:提|要)?(?:辞|离)|主动(?:辞|离)|辞职|我(?:提|要|想)(?:辞|离)|个人原因|不想续|不愿续|不续了|工伤|年假|加班费|双倍|二倍工资|生育|退休|返聘|竞业|劳务|包工|实习|兼职|房东|租房|租赁|店面|装修|买卖|加盟/
const NUMBER = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const WORKED = '(?:干|做|工作|上班|入职)(?:了|满|有)*'
const YEARS = new RegExp(`${WORKED}${NUMBER}年(半)?(?:[零又]?${NUMBER}个月)?(?![多前左来\\d零又])`, 'g')
const MONTHS = new RegExp(`${WORKED}${NUMBER}个月(?![多前左来\\d零又])`, 'g')
const WAGE =
  /(?<!年)(?<![欠拖扣发][^,，。]{0,4})(?:月薪|月工资|每个?月(?:工资)?|一个月|工资)(?:是|有|大概|平均|能拿|拿|到手|挣|:)?(\d{3,6}(?![\d.万千百多到至-])|[\d.一二三四五六七八九]+[万千][1-9一二三四五六七八九]?(?![\d多到至-]))/
/** Wages of a year, or other money of each month. */
const NO_WAGE = /年薪|一年.{0,4}万|社保|公积金|奖金/
/** About so long. */
const ABOUT = /快|将近|差不多|年多|个月多|左右/
/** Of longer work the years before 2008 count by older rules (article 97), for severance and not for its double. */
const LONGEST_MONTHS = 216
/** Above either, article 47 caps what is counted: no sum without the local figure. */
const CAPPED_MONTHS = 144
const CAPPED_WAGE = 15_000

/**
 * What an employer owes who ends the contract: a month's wages for each year, half a month's for less than six months
 * (劳动合同法, articles 47 and 87).
 * @param message folded; the time stands in it @param before folded; the question that it goes on from
 */
export function countSeverance(message: string, before: string, words: Words): Counted | null {
  const text = `${before} ${message}`
  if (!LEFT_JOB.test(text) && !NOT_RENEWED.test(text)) return null
  if (!ASKS.test(text) || OTHERWISE.test(text) || ABOUT.test(message)) return null
  const worked = readTime(message)
  if (worked === null || worked > LONGEST_MONTHS) return null
  return {
    kind: 'sum',
    result: words.severance(severanceMonths(worked), readWage(message, worked) ?? readWage(before, worked)),
    how: words.severanceCounted(worked),
    limits: words.severanceLimits,
    matters: ['labour'],
  }
}

/** Months of wages. @param worked whole months */
export function severanceMonths(worked: number): number {
  const rest = worked % 12
  return Math.floor(worked / 12) + (rest === 0 ? 0 : rest < 6 ? 0.5 : 1)
}

/** @returns whole months; null where no time is told, or several */
function readTime(text: string): number | null {
  const times = [...text.matchAll(YEARS), ...text.matchAll(MONTHS)]
  const [time] = times
  if (times.length !== 1 || time === undefined) return null
  const [, count, half, months] = time
  return time[0].includes('年')
    ? numberOf(count) * 12 + (half === undefined ? 0 : 6) + numberOf(months)
    : numberOf(count)
}

function numberOf(text: string | undefined): number {
  return text === undefined ? 0 : (parseChineseNumber(text) ?? 0)
}

/** Yuan a month; null where none is told for certain, or the law caps what is counted. */
function readWage(text: string, worked: number): number | null {
  const told = WAGE.exec(text)?.[1]
  if (told === undefined || NO_WAGE.test(text) || worked > CAPPED_MONTHS) return null
  const wage = /^\d+$/.test(told) ? Number(told) : readMoney(told)
  return wage !== null && wage <= CAPPED_WAGE ? wage : null
}
