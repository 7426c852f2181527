/** What people write between two digits of a number: a blank, a dash, a point. */
export const GAP = '(?: ?[-._]{1,2} ?| {1,2})?'

/** So many digits, each with a gap before it. */
export function digits(least: number, most = least): string {
  return `(?:${GAP}\\d){${least},${most}}`
}

/** The digits alone, an X in capitals. */
export function withoutGaps(value: string): string {
  return value.replace(/[^\dA-Za-z]/g, '').toUpperCase()
}

const DATE = /(?<!\d)(?:19|20)\d{2}[-. ]{1,2}(?:0?[1-9]|1[0-2])(?!\d)/
/** Not 人, 天 or 个: they also begin what is said next. */
const UNIT = /^ ?(?:条|款|项|元|块|万|亿|年|月|%|号令|号文|平米|平方|㎡|亩|公里)/

/**
 * Whether numbers with gaps between them are a list of amounts, days or articles and not one number in groups:
 * a point means decimals unless every gap is one, and a list is counted in something.
 */
export function isList(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end)
  const gaps = gapsOf(value)
  if (gaps.length === 0) return false
  const decimals = gaps.some((gap) => gap.includes('.')) && new Set(gaps).size > 1
  const amounts = value.split(/[-. _]+/).every((part) => part.length >= 3 && part.endsWith('00'))
  return decimals || amounts || DATE.test(value) || isCounted(text, start, end)
}

/** 第 before it or a unit behind it. */
export function isCounted(text: string, start: number, end: number): boolean {
  return UNIT.test(text.slice(end, end + 3)) || /第 ?$/.test(text.slice(Math.max(0, start - 2), start))
}

export function gapsOf(value: string): string[] {
  return value.match(/[-. _]+/g) ?? []
}
