import { parseChineseNumber } from '../../knowledge/chinese-number.js'

const SUM =
  /(\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(多|来)?(万|千|百)?([1-9一二三四五六七八九](?![\d.]))?(多|来)?(元|块)?/g
const UNITS: Record<string, number> = { 万: 10_000, 千: 1000, 百: 100 }
/** A number of thousands or hundreds says nothing of money where a measure follows: 三百平. */
const ENDS = /^(?:[，,。；;？?！!、和]|$)/

/**
 * The one sum of money that a text names: 20万, 5000块, 三万五, 1.5万元.
 * @returns yuan; null: none, several, or no more than about how much (20多万)
 */
export function readMoney(text: string): number | null {
  const sums = new Set<number | null>()
  for (const { 0: match, index, ...parts } of text.matchAll(SUM)) {
    const { 1: number, 2: more, 3: unit, 4: next, 5: moreAfter, 6: yuan } = parts
    const isLarge = /[千百]/.test(match) && ENDS.test(text.slice(index + match.length))
    if (unit !== '万' && yuan === undefined && !isLarge) continue
    const isRough = more !== undefined || moreAfter !== undefined
    sums.add(isRough ? null : inYuan(number!, UNITS[unit ?? ''] ?? 1, next))
  }
  const [sum] = sums
  return sums.size === 1 ? (sum ?? null) : null
}

/** @param next 五 of 三万五: of the unit below */
function inYuan(number: string, unit: number, next: string | undefined): number | null {
  const whole = /^[\d.]+$/.test(number) ? Number(number) : parseChineseNumber(number)
  if (whole === null) return null
  return whole * unit + (next === undefined ? 0 : (parseChineseNumber(next)! * unit) / 10)
}
