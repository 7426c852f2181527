const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const TENS: Record<string, number> = { 廿: 20, 卅: 30 }

/** Characters a number may consist of, for use inside a regular expression's `[]`. */
export const NUMBER_CHARACTERS = '0-9０-９零〇○一二两三四五六七八九十百千万廿卅'

/**
 * Reads 一千零七十七, 百二十, 廿三, 二〇二四, 1077 and １０７７. The colloquial 一百二 is 120.
 * @returns a whole number from 0 to 99,999,999, or null when the text is not a number
 */
export function parseChineseNumber(text: string): number | null {
  if (text.length === 0 || text.length > 20) return null
  const ascii = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/^\d+$/.test(ascii)) return ascii.length <= 8 ? Number(ascii) : null
  if (/^[零〇○一二两三四五六七八九]+$/.test(ascii) && (ascii.length > 1 || ascii in DIGITS)) {
    if (ascii.length > 8) return null
    return Number([...ascii].map((char) => DIGITS[char]).join(''))
  }
  const [high, low, ...more] = ascii.split('万')
  if (more.length > 0 || high === undefined) return null
  if (low === undefined) return parseBelowTenThousand(high)
  const above = parseBelowTenThousand(high)
  const below = low === '' ? 0 : parseBelowTenThousand(low)
  return above === null || below === null ? null : above * 10_000 + below
}

function parseBelowTenThousand(text: string): number | null {
  let total = 0
  let digit: number | null = null
  let lastUnit = 10_000
  let afterZero = false
  for (const char of text) {
    const unit = UNITS[char]
    if (char in TENS) {
      if (digit !== null || lastUnit <= 10) return null
      total += TENS[char]!
      lastUnit = 10
    } else if (unit !== undefined) {
      if (unit >= lastUnit || digit === 0) return null
      total += (digit ?? 1) * unit
      digit = null
      lastUnit = unit
      afterZero = false
    } else if (char in DIGITS) {
      const value = DIGITS[char]!
      if (value === 0 && digit !== null) {
        // 一百三〇 mixes both ways of writing 130.
        if (lastUnit !== 100) return null
        total += digit * 10
        digit = null
        lastUnit = 10
      } else if (value === 0) afterZero = true
      else if (digit !== null) return null
      else digit = value
    } else {
      return null
    }
  }
  if (digit === null) return text === '' ? null : total
  return total + digit * (lastUnit >= 100 && lastUnit < 10_000 && !afterZero ? lastUnit / 10 : 1)
}

const NUMERALS = '零一二三四五六七八九'

/** @param number a whole number from 0 to 99,999,999 @returns the form statutes use: 1077 → 一千零七十七, 12 → 十二 */
export function formatChineseNumber(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 99_999_999) {
    throw new RangeError(`Cannot write ${number} in Chinese: give a whole number from 0 to 99999999`)
  }
  if (number === 0) return '零'
  const high = Math.floor(number / 10_000)
  const low = number % 10_000
  if (high === 0) return formatBelowTenThousand(low)
  const gap = low > 0 && low < 1000 ? '零' : ''
  const lowText = low === 0 ? '' : formatBelowTenThousand(low)
  return `${formatBelowTenThousand(high)}万${gap}${low >= 10 && low < 20 ? `一${lowText}` : lowText}`
}

function formatBelowTenThousand(number: number): string {
  let text = ''
  let pendingZero = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(number / unit) % 10
    if (digit === 0) {
      pendingZero = text !== ''
      continue
    }
    if (pendingZero) text += '零'
    pendingZero = false
    text += unit === 10 && digit === 1 && text === '' ? name : NUMERALS[digit] + name
  }
  return text
}
