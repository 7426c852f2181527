import { parseChineseNumber } from '../../knowledge/chinese-number.js'
import type { Words } from '../words/zh-CN.js'
import type { Counted } from './counted.js'
import { readMoney } from './read-money.js'

const DISMISSED =
  /辞退|开除|解雇|裁员|被裁|裁了|炒鱿鱼|被炒|劝退|不续签|解除.{0,6}合同|合同.{0,4}(?:到期|终止)|让我走|经济补偿/
const ASKS = /赔|补|多少|几个月|怎么算|能拿/
/** Other money, or none is due. */
const OTHERWISE = /自己辞|主动辞|我(?:想|要)辞职|个人原因|工伤|年假|加班费|双倍|二倍工资|生育|退休/
const NUMBER = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
const WORKED = `(?:干|做|工作|上班|入职|待|呆)(?:了|满|有|已经|快|到现在)*`
const YEARS = new RegExp(`${WORKED}${NUMBER}年(半)?(?:[零又]?${NUMBER}个?月)?(?!前|前后)`)
const MONTHS = new RegExp(`${WORKED}${NUMBER}个?月`)
const WAGE =
  /(?:月薪|月工资|工资|一个月|每个?月|底薪)(?:是|有|大概|大约|差不多|平均|能拿|拿|到手|发|挣|[:：])*(.{2,10})/
/** About so long. */
const ABOUT = /快|将近|差不多.{0,2}年|年多|年左右/

/**
 * What an employer owes who ends the contract: a month's wages for each year, half a month's for less than six months
 * (劳动合同法, articles 47 and 87).
 * @param text folded @param message folded; where the time stands
 */
export function countSeverance(text: string, message: string, words: Words): Counted | null {
  if (!DISMISSED.test(text) || !ASKS.test(text) || OTHERWISE.test(text) || ABOUT.test(message)) return null
  const worked = readTime(message)
  if (worked === null) return null
  const wage = WAGE.exec(message)?.[1]
  return {
    result: words.severance(severanceMonths(worked), wage === undefined ? null : readWage(wage)),
    how: words.severanceCounted(worked),
  }
}

/** Months of wages. @param worked whole months */
export function severanceMonths(worked: number): number {
  const rest = worked % 12
  return Math.floor(worked / 12) + (rest === 0 ? 0 : rest < 6 ? 0.5 : 1)
}

/** @returns whole months, null where no time is told */
function readTime(text: string): number | null {
  const years = YEARS.exec(text)
  if (years) {
    const [, count, half, months] = years
    return numberOf(count) * 12 + (half === undefined ? 0 : 6) + numberOf(months)
  }
  const months = MONTHS.exec(text)
  return months ? numberOf(months[1]) : null
}

function numberOf(text: string | undefined): number {
  return text === undefined ? 0 : (parseChineseNumber(text) ?? 0)
}

/** 8000, 8千, 一万二: the unit may go without saying. */
function readWage(text: string): number | null {
  const digits = /^\d{3,6}(?=[^\d.万千百]|$)/.exec(text)
  return digits ? Number(digits[0]) : readMoney(text)
}
