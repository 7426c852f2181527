import { NUMBER_CHARACTERS, parseChineseNumber } from '../../knowledge/chinese-number.js'

// 万 goes with the unit: 5万元 and 五万元 are one.
const QUANTITY = new RegExp(
  `([${NUMBER_CHARACTERS.replace('万', '')}]{1,8})(个?月|周?岁|万元|小时|工作日|日|天|年|倍|元|级|人|次)`,
  'g',
)
const SAME_UNIT: Record<string, string> = { 天: '日', 周岁: '岁', 个月: '月' }

/** Quantities in one spelling, so that 30天 meets 三十日: `['#30日']`. */
export function quantities(text: string): string[] {
  const found: string[] = []
  for (const [, digits = '', unit = ''] of text.matchAll(QUANTITY)) {
    const number = parseChineseNumber(digits)
    if (number !== null) found.push(`#${number}${SAME_UNIT[unit] ?? unit}`)
  }
  return found
}
