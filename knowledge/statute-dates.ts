import { parseChineseNumber } from './chinese-number.js'
import { listedCommencement } from './load-commencements.js'
import type { ParsedProvision } from './parsed-source.js'

const NUMERAL = '[0-9０-９零〇○一二三四五六七八九十]'
const DATE = `(${NUMERAL}{4})\\s*年\\s*(${NUMERAL}{1,3})\\s*月\\s*(${NUMERAL}{1,3})\\s*日`
const TAKES_EFFECT = '(?:施行|实施|执行|生效|试行|实行)'
const ABSOLUTE = new RegExp(
  `(第[^，。；]{0,20})?(?:自|从|于)?\\s*${DATE}\\s*(?:零时)?\\s*(?:起|开始)?(?:正式|开始)?\\s*${TAKES_EFFECT}`,
  'g',
)
const RELATIVE = new RegExp(
  `(?:自|从)?\\s*(?:本\\S{1,8})?(?:公布|发布|颁布|通过|签发|印发|批准)(?:之日|后)(?:起|第)?(?:满|第)?(${NUMERAL}+)?\\s*(日|天|个月)?(?:后|之日|起)*\\s*(?:起|开始)?\\s*${TAKES_EFFECT}`,
)

/** Every date in the text as `YYYY-MM-DD`, in order of appearance; 一九九四年一月一日 too. */
function findDates(text: string): string[] {
  return [...text.matchAll(new RegExp(DATE, 'g'))].flatMap((match) => {
    const date = toIsoDate(match[1]!, match[2]!, match[3]!)
    return date === null ? [] : [date]
  })
}

function toIsoDate(yearText: string, monthText: string, dayText: string): string | null {
  const [year, month, day] = [yearText, monthText, dayText].map(parseChineseNumber)
  if (year == null || month == null || day == null) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

/** A month without that day ends the span on its last one: 30 November and three months make 28 February. */
function addMonths(date: string, months: number): string {
  const moved = new Date(date)
  const day = moved.getUTCDate()
  moved.setUTCMonth(moved.getUTCMonth() + months)
  if (moved.getUTCDate() !== day) moved.setUTCDate(0)
  return moved.toISOString().slice(0, 10)
}

export interface StatuteDates {
  versionDate: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  /** Day from which the text's 同时废止 clauses count: an amended text repeats the clauses of the first one. */
  repealsOn: string | null
}

/**
 * @param lawName short title
 * @param fileDate the date in the file's name
 * @param notes dated lines under the title
 */
export function readStatuteDates(
  lawName: string,
  fileDate: string | null,
  notes: string[],
  provisions: ParsedProvision[],
): StatuteDates {
  const noteDates = notes.flatMap(findDates).sort()
  const versionDate = fileDate ?? noteDates.at(-1) ?? null
  const commencement = findCommencement(provisions)
  const commences = (note: string) => new RegExp(`${TAKES_EFFECT}[）)]?$`).test(note)
  const adopted =
    fileDate ??
    notes
      .filter((note) => !commences(note))
      .flatMap(findDates)
      .sort()
      .at(-1) ??
    null
  const announced = notes
    .filter(commences)
    .flatMap(findDates)
    .filter((date) => adopted === null || date >= adopted)
    .sort()
    .at(-1)
  const published = publicationDate(notes, adopted)

  let effectiveFrom: string | null
  if (commencement?.date && (adopted === null || commencement.date >= adopted))
    effectiveFrom = commencement.date
  else if (announced !== undefined) effectiveFrom = announced
  else if (adopted !== null && listedCommencement(lawName, adopted))
    effectiveFrom = listedCommencement(lawName, adopted)
  else if (commencement?.delay && published) effectiveFrom = delayed(published, commencement.delay)
  else effectiveFrom = adopted ?? versionDate

  const repealsOn =
    commencement?.date ??
    (commencement?.delay && noteDates[0]
      ? delayed(noteDates[0], commencement.delay)
      : (noteDates[0] ?? effectiveFrom))
  return { versionDate, effectiveFrom, effectiveTo: findExpiry(provisions, notes, effectiveFrom), repealsOn }
}

function publicationDate(notes: string[], adopted: string | null): string | null {
  const dates = notes
    .filter((note) => /公布|发布|颁布/.test(note))
    .flatMap(findDates)
    .sort()
  const latest = dates.at(-1)
  return latest !== undefined && (adopted === null || latest >= adopted) ? latest : adopted
}

interface Delay {
  count: number
  unit: 'day' | 'month'
}

function delayed(date: string, delay: Delay): string {
  return delay.unit === 'day' ? addDays(date, delay.count) : addMonths(date, delay.count)
}

/** 本法自2024年7月1日起施行 → its date; 自公布之日起三十日后施行 → the delay after publication. */
function findCommencement(provisions: ParsedProvision[]): { date?: string; delay?: Delay } | null {
  for (const { text } of provisions.slice(-12).reverse()) {
    for (const sentence of text.split(/[。；\n]/).filter((part) => new RegExp(TAKES_EFFECT).test(part))) {
      for (const match of sentence.matchAll(ABSOLUTE)) {
        // 第五条自2026年1月1日起施行 postpones one article, not the whole text.
        if (match[1] !== undefined && /第.{1,9}[条款项]/.test(match[1])) continue
        const before = sentence.slice(0, match.index)
        if (!/^$|本[\u4e00-\u9fff]{1,12}(?:（[^）]*）)?[，]?$|以上.{0,8}$|^，?现?$/.test(before.trim()))
          continue
        const date = toIsoDate(match[2]!, match[3]!, match[4]!)
        if (date !== null) return { date }
      }
      if (!/^\s*(?:本|自|从)/.test(sentence)) continue
      const relative = RELATIVE.exec(sentence)
      if (relative !== null) {
        const count = relative[1] === undefined ? 0 : (parseChineseNumber(relative[1]) ?? 0)
        return { delay: { count, unit: relative[2] === '个月' ? 'month' : 'day' } }
      }
    }
  }
  return null
}

function findExpiry(
  provisions: ParsedProvision[],
  notes: string[],
  effectiveFrom: string | null,
): string | null {
  for (const note of notes) {
    const ended = new RegExp(`${DATE}\\s*(?:起)?(?:废止|失效)`).exec(note)
    if (ended !== null) return toIsoDate(ended[1]!, ended[2]!, ended[3]!)
  }
  for (const { text } of provisions.slice(-4)) {
    const sentence = text.split(/[。\n]/).find((part) => /有效期/.test(part) && /^本|施行|实施/.test(part))
    if (
      sentence === undefined ||
      !/(?:^本[^，]{1,8}|施行[^，。]{0,10}，|实施[^，。]{0,10}，)(?:的)?有效期/.test(sentence)
    )
      continue
    const until = new RegExp(`有效期(?:限)?(?:截?至|到)\\s*${DATE}`).exec(sentence)
    const lastDay = until === null ? null : toIsoDate(until[1]!, until[2]!, until[3]!)
    if (lastDay !== null) return addDays(lastDay, 1)
    const years = new RegExp(`有效期(?:限)?为?(${NUMERAL}+)年`).exec(sentence)
    const count = years === null ? null : parseChineseNumber(years[1]!)
    if (count !== null && effectiveFrom !== null) return addMonths(effectiveFrom, 12 * count)
  }
  return null
}
