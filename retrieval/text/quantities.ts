const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const QUANTITY =
  /(\d{1,6}|[零〇一二两三四五六七八九十百千]{1,8})(个?月|周?岁|万元|小时|工作日|日|天|年|倍|元|级|人|次)/g
const SAME_UNIT: Record<string, string> = { 天: '日', 周岁: '岁', 个月: '月' }

/** Quantities in one spelling, so that 30天 meets 三十日: `['#30日']`. */
export function quantities(text: string): string[] {
  const found: string[] = []
  for (const [, digits = '', unit = ''] of text.matchAll(QUANTITY)) {
    found.push(`#${/\d/.test(digits) ? Number(digits) : chineseValue(digits)}${SAME_UNIT[unit] ?? unit}`)
  }
  return found
}

function chineseValue(text: string): number {
  let total = 0
  let digit = 0
  for (const char of text) {
    const unit = UNITS[char]
    if (unit === undefined) {
      digit = DIGITS[char] ?? 0
    } else {
      total += (digit || (unit === 10 ? 1 : 0)) * unit
      digit = 0
    }
  }
  return total + digit
}
