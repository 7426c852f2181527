import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { NUMBER_CHARACTERS, parseChineseNumber } from '../../knowledge/chinese-number.js'

type Family = 'time' | 'share' | 'money' | 'age' | 'count' | 'words'

/** How units are written, and what they are the same as. 日 and 个月 never become each other. */
const UNITS: readonly [string, RegExp, Family][] = [
  ['工作日', /^个?工作日/, 'time'],
  ['小时', /^个?(?:小时|钟头)/, 'time'],
  ['分钟', /^分钟/, 'time'],
  ['个月', /^(?:来|多|余)?个(?:多)?月/, 'time'],
  ['岁', /^周?岁/, 'age'],
  ['周', /^(?:个?(?:星期|礼拜)|周)/, 'time'],
  ['年', /^(?:来|多|余)?周?年/, 'time'],
  ['月', /^月/, 'time'],
  ['日', /^(?:来|多|余)?(?:日|天|号)/, 'time'],
  ['倍', /^倍/, 'share'],
  ['%', /^%/, 'share'],
  ['元', /^(?:多|余)?(?:元|块)/, 'money'],
  ['角', /^角/, 'money'],
  ['成', /^成(?![为立功员果交])/, 'share'],
  ['折', /^折(?!旧)/, 'share'],
  ['次', /^(?:次|趟)/, 'count'],
]
/** Counters of steps, ways and people: 两种办法, 三步. Up to so many say nothing about the law. */
const MOST_COUNTED = 10
/** Words with a number in them that count nothing. */
const WORDS =
  /千万(?![元块人份])|万一|万分|万能|万无一失|百姓|千方百计|成千上万|百般|一一|三番五次|十之八九|十分(?!之)/g
/** 第一步, 第二; 第十六天 counts. */
const ORDINAL = new RegExp(`第[${NUMBER_CHARACTERS}]+(?!天|日|年|个月|周)`, 'g')
const CHINESE = '[零〇○一二两三四五六七八九十百千万廿卅]+'
const NUMBER = `(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?|${CHINESE})(?:点[零一二三四五六七八九]+)?`
const FIGURE = new RegExp(
  `(百|千)分之(${NUMBER})|(${CHINESE})分之(${CHINESE})|(${NUMBER})(?:(?:至|到|-|~|—|–)(${NUMBER}))?(多?[万亿千百]?)`,
  'g',
)
/** Told word for word: times of day, days of the week, halves. */
const VERBATIM =
  /(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|夜间)|\d{1,2}[:：]\d{2}|(?<![0-9一二两三四五六七八九十每几下])(?:周|星期|礼拜)[一二三四五六日末]|(?:今|明|后)天|下周[一二三四五六日末]?|下个月|[明今去]年|年底|一半|减半|半数|半(?=年|个月|天|个小时)/g

export interface Figure {
  /** Number and unit in one spelling: 30日, 1个月, 50%, 12348. */
  key: string
  /** Number alone; null where the words are told as they stand. */
  value: string | null
  /** '' without one that is known. */
  unit: string
  /** Figures of one family say how much of the same: 五日 and 三个月. */
  family: Family
  /** false: counts steps or people, and nothing that a law sets. */
  material: boolean
}

/** Every number, date, amount, share and time of a text. Numbers of articles are none. */
export function figuresOf(text: string): Figure[] {
  const plain = withoutArticles(text.normalize('NFKC')).replace(WORDS, '').replace(ORDINAL, '')
  const figures: Figure[] = [...plain.matchAll(VERBATIM)].map(([words]) => ({
    key: words,
    value: null,
    unit: words,
    family: 'words',
    material: true,
  }))
  for (const match of plain.matchAll(FIGURE)) {
    const [whole, per, share, divisor, dividend, first, last, scale = ''] = match
    if (per !== undefined && share !== undefined) figures.push(figure(share, per === '百' ? '%' : '‰'))
    else if (divisor !== undefined) figures.push(figure(dividend!, `/${numberOf(divisor)}`))
    else {
      const unit = unitAt(plain.slice(match.index + whole.length))
      for (const number of [first, last]) {
        if (number !== undefined) figures.push(figure(number, unit, scale.replace('多', '')))
      }
    }
  }
  if (/双倍/.test(plain)) figures.push(figure('2', '倍'))
  return figures
}

function figure(number: string, unit: string, scale = ''): Figure {
  const value = numberOf(number, scale)
  const counts = unit === '' || (unit === '次' && value === '1')
  const family = UNITS.find(([name]) => name === unit)?.[2] ?? (unit === '' ? 'count' : 'share')
  return { key: value + unit, value, unit, family, material: !(counts && Number(value) <= MOST_COUNTED) }
}

/** Digits of no known size (telephones) stay as they are. */
function numberOf(number: string, scale = ''): string {
  const times = { 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }[scale] ?? 1
  if (/^\d/.test(number)) {
    const digits = number.replaceAll(',', '')
    return times === 1 && !digits.includes('.')
      ? digits
      : String(Math.round(Number(digits) * times * 1e6) / 1e6)
  }
  const [whole, decimals] = number.split('点')
  const value = parseChineseNumber(whole!)
  if (value === null) return number + scale
  const fraction = decimals === undefined ? 0 : Number(`0.${parseChineseNumber(decimals)}`)
  return String((value + fraction) * times)
}

function unitAt(rest: string): string {
  return UNITS.find(([, written]) => written.test(rest))?.[0] ?? ''
}

function withoutArticles(text: string): string {
  let rest = ''
  let position = 0
  for (const { start, end } of parseArticleReferences(text)) {
    if (start < position) continue
    rest += text.slice(position, start)
    position = end
  }
  return rest + text.slice(position)
}
