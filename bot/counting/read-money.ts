import { parseChineseNumber } from '../../knowledge/chinese-number.js'

const SUM =
  /(?<![几数上近好成第\d.])(\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(几|多|来)?(万|千|百)?([1-9一二三四五六七八九](?![\d.年个月天次人分百千]))?(几|多|来)?(元|块|亿)?/g
const UNITS: Record<string, number> = { 万: 10_000, 千: 1000, 百: 100 }
/** What may follow a sum that is not called money: 三百平 is none, 8万公里 neither. */
const ENDS =
  /^(?:[,，。;；?？!！、和的了钱]|$|\d{1,2}(?:年|个?月|天)|[一二三四五六七八九十]{1,2}(?:年|个月|天)|没|不|呢|吗|起诉|要|给|诉讼|打官司|能)/
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g

/**
 * The one sum of money that a text names: 20万, 5000块, 三万五, 1.5万元.
 * @returns yuan; null: none, several, or no more than about how much (20多万, 几十万, 两三万)
 */
export function readMoney(text: string): number | null {
  const said = text.replace(THOUSANDS, '')
  if (/亿|[几数][十百千万]/.test(said)) return null
  const sums = new Set<number | null>()
  for (const { 0: match, index, ...parts } of said.matchAll(SUM)) {
    const { 1: number, 2: more, 3: unit, 4: next, 5: moreAfter, 6: yuan } = parts
    const isLarge = /[万千百]/.test(match) && ENDS.test(said.slice(index + match.length))
    if (yuan === undefined && !isLarge) continue
    const isRough = more !== undefined || moreAfter !== undefined
    sums.add(isRough ? null : inYuan(number!, UNITS[unit ?? ''] ?? 1, next))
  }
  const [sum] = sums
  return sums.size === 1 ? (sum ?? null) : null
}

/** @param next 五 of 三万五: of the unit below */
function inYuan(number: string, unit: number, next: string | undefined): number | null {
  // 两三万 is about so much.
  if (/^[一二两三四五六七八九]{2,}$/.test(number)) return null
  const whole = /^[\d.]+$/.test(number) ? Number(number) : parseChineseNumber(number)
  if (whole === null) return null
  return whole * unit + (next === undefined ? 0 : (parseChineseNumber(next)! * unit) / 10)
}
