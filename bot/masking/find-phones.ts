import { findMatches } from './find-matches.js'
import type { PersonalSpan } from './personal-span.js'
import { digits, GAP, isCounted, isList } from './separated.js'

const COUNTRY = `(?:(?:\\+|00)?86${GAP})?`
const MOBILE = new RegExp(`(?<!\\d)${COUNTRY}1[3-9]\\d${GAP}\\d{4}${GAP}\\d{4}(?!\\d)`, 'g')
/** The other groups that people read numbers out in: 4-3-4, 4-4-3, 3-3-5. */
const GROUPED_MOBILE = new RegExp(
  `(?<!\\d)${COUNTRY}1[3-9]\\d(?:\\d${GAP}\\d{3}${GAP}\\d{4}|\\d${GAP}\\d{4}${GAP}\\d{3}|${GAP}\\d{3}${GAP}\\d{5})(?!\\d)`,
  'g',
)
/** A group of other digits before or behind makes it a list of numbers. */
const ALONE_BEFORE = '(?<!\\d)(?<!\\d[-._ ]{1,3})'
const ALONE_BEHIND = '(?![-._ ]{0,3}\\d)'
const SPACED_MOBILE = new RegExp(`${ALONE_BEFORE}${COUNTRY}1${GAP}[3-9]${digits(9)}${ALONE_BEHIND}`, 'g')
/** 138，1234，5678 and 138/1234/5678: one kind of stroke in the usual groups, and no other group beside them. */
const LISTED_MOBILE = /(?<!\d)(?<!\d[，,、/])1[3-9]\d([，,、/])\d{4}\1\d{4}(?!\d)(?![，,、/]\d)/g
const AREA = '0(?:10|2\\d|[3-9]\\d{2})'
const LANDLINE =
  /(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[- ]|0(?:10|2\d|[3-9]\d{2}))[2-8]\d{6,7}(?:[-转]\d{1,5})?(?!\d)/g
const SPACED_LANDLINE = new RegExp(
  `(?:\\( ?${AREA} ?\\)|${ALONE_BEFORE}(?:(?:\\+|00)86${GAP}\\(?0?(?:10|2\\d|[3-9]\\d{2})\\)?|${AREA}))${GAP}[2-8]${digits(6, 7)}(?: ?(?:转|分机) ?\\d{1,5})?${ALONE_BEHIND}`,
  'g',
)
const LABELLED_PHONE = new RegExp(
  `(?:电话|座机|固话|传真|手机|联系方式|号码|拨打|[拨打]|致电)(?:号码|号)?[是为: ]{0,2}([2-8]${digits(6, 7)})${ALONE_BEHIND}`,
  'g',
)

/** Numbers under which a person is called. Hotlines are shorter or begin otherwise. */
export function findPhones(text: string): PersonalSpan[] {
  const noList = (_: string, start: number, end: number) => !isList(text, start, end)
  return [
    ...findMatches('电话', text, MOBILE),
    ...findMatches('电话', text, GROUPED_MOBILE, noList),
    ...findMatches('电话', text, SPACED_MOBILE, noList),
    ...findListed(text),
    ...findMatches('电话', text, LANDLINE),
    ...findMatches('电话', text, SPACED_LANDLINE, noList),
    ...findMatches(
      '电话',
      text,
      LABELLED_PHONE,
      (_, start, end) => !isList(text, start, end) && !isCounted(text, start, end),
    ),
  ]
}

function findListed(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const { 0: found, index } of text.matchAll(LISTED_MOBILE)) {
    const end = index + found.length
    // 150、1200、3000: amounts are round.
    if (!/\d00(?:\D|$)/.test(found) && !isCounted(text, index, end))
      spans.push({ label: '电话', start: index, end })
  }
  return spans
}
