import { findMatches } from './find-matches.js'
import type { PersonalSpan } from './personal-span.js'
import { digits, isList, withoutGaps } from './separated.js'

/** Shorter ones first: behind a card there may stand an amount. */
const CARDS = [
  /(?<![\d.])[3-69]\d{14,18}(?!\.?\d)/g,
  /(?<![\d.])[3-69]\d{3}(?:[-._ ]{1,2}\d{4}){3}(?!\d)/g,
  /(?<![\d.])[3-69]\d{3}(?:[-._ ]{1,2}\d{4}){3}[-._ ]{1,2}\d{1,3}(?!\.?\d)/g,
  new RegExp(`(?<![\\d.])(?<!\\d[-_ ]{1,3})[3-69]${digits(14, 18)}(?![-._ ]{0,3}\\d)`, 'g'),
]
const LABELLED_CARD = new RegExp(
  `(?:银行卡|储蓄卡|信用卡|卡号|账号|帐号|账户|[工农中建交招]行(?:的?卡)?)(?:号码?)?[是为: ]{0,3}(\\d${digits(11, 18)})(?![-._ ]{0,3}\\d)`,
  'g',
)

/** Cards of this country begin so, and are also mistyped; other long numbers say what they are. */
const UNIONPAY =
  /(?<![\dA-Za-z.])62\d{14,17}(?!\.?\d)|(?<![\dA-Za-z.])62\d{2}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?!\.?\d)/g
const OTHER_NUMBER = /(?:单号?|编号|流水|代码|凭证|条码|合同|案号|发票|序列号|物流|快递)[^，。；\d]{0,6}$/

/** Numbers of bank cards and accounts. */
export function findCards(text: string): PersonalSpan[] {
  const isCard = (value: string, start: number, end: number) =>
    isCardNumber(withoutGaps(value)) && !isList(text, start, end)
  return [
    ...CARDS.flatMap((pattern) => findMatches('银行卡', text, pattern, isCard)),
    ...findMatches('银行卡', text, LABELLED_CARD),
    ...findUnionPay(text),
  ]
}

function findUnionPay(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const { 0: found, index } of text.matchAll(UNIONPAY)) {
    if (!OTHER_NUMBER.test(text.slice(Math.max(0, index - 12), index)))
      spans.push({ label: '银行卡', start: index, end: index + found.length })
  }
  return spans
}

/** Luhn check over 15 to 19 digits. */
function isCardNumber(number: string): boolean {
  if (/^(\d)\1+$/.test(number)) return false
  let sum = 0
  for (let i = 0; i < number.length; i++) {
    let digit = Number(number[number.length - 1 - i])
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return sum % 10 === 0
}
