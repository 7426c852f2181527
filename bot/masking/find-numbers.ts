import type { PersonalSpan } from './personal-span.js'

const IDENTITY =
  /(?<![\dA-Za-z])[1-9]\d{5}[ -]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?![\dA-Za-z])/g
const OLD_IDENTITY = /(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g
const MOBILE = /(?<!\d)(?:\+?0{0,2}86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g
const SPELT_MOBILE =
  /(?<![〇零一幺二两三四五六七八九])[一幺][三四五六七八九][〇零一幺二两三四五六七八九]{9}(?![〇零一幺二两三四五六七八九])/g
const LANDLINE =
  /(?<!\d)(?:\(0\d{2,3}\) ?|0\d{2,3}[- ]|0(?:10|2\d|[3-9]\d{2}))[2-8]\d{6,7}(?:[-转]\d{1,5})?(?!\d)/g
const LABELLED_PHONE = /(?:电话|座机|手机|联系方式|号码)(?:号码|号)?[是为: ]{0,2}([2-8]\d{6,7})(?!\d)/g
const CARD = /(?<![\d.])[3-69](?:[ -]?\d){14,18}(?![\d.])/g
const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.\- ]?(?=[A-HJ-NP-Z]{0,5}\d)[A-HJ-NP-Z0-9]{4,6}[挂学警港澳领]?(?![A-Za-z0-9])/g
const EMAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,}/g
const WECHAT =
  /(?:微信|威信|薇信|徽信|[vV]信|[wWvV][xX]|加[vV])(?:号|帐号|账号|[iI][dD])?(?:是|为|叫|:|：| ){0,2}([A-Za-z][-_A-Za-z0-9]{5,19})/g
const QQ =
  /(?:[qQ]{2}|扣扣|企鹅)(?:号|号码)?(?:是|为|:|：|;| ){0,2}([1-9]\d{4,11}|[1-9]\d{2}(?:[.\- ]\d{3}){1,2})(?!\d)/g

/** Numbers and addresses of the network. `text` has half-width digits. */
export function findNumbers(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  if (/\d{3}/.test(text)) {
    add(spans, '身份证', text, IDENTITY, (value, at) => isIdentityNumber(value) || labelled(text, at))
    add(spans, '身份证', text, OLD_IDENTITY, (_, at) => labelled(text, at))
    add(spans, '电话', text, MOBILE)
    add(spans, '电话', text, LANDLINE)
    addGroup(spans, '电话', text, LABELLED_PHONE)
    add(spans, '银行卡', text, CARD, isCardNumber)
    addGroup(spans, 'QQ', text, QQ)
  }
  if (/[A-Za-z]/.test(text)) {
    add(spans, '车牌', text, PLATE)
    add(spans, '邮箱', text, EMAIL)
    addGroup(spans, '微信', text, WECHAT)
  }
  if (/[一幺][三四五六七八九]/.test(text)) add(spans, '电话', text, SPELT_MOBILE)
  return spans
}

function add(
  spans: PersonalSpan[],
  label: string,
  text: string,
  pattern: RegExp,
  accept: (value: string, start: number) => boolean = () => true,
): void {
  for (const match of text.matchAll(pattern)) {
    const [value] = match
    if (accept(value, match.index)) spans.push({ label, start: match.index, end: match.index + value.length })
  }
}

/** Masks the first group only: the word before it says what it is and may stay. */
function addGroup(spans: PersonalSpan[], label: string, text: string, pattern: RegExp): void {
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length
    spans.push({ label, start: end - match[1]!.length, end })
  }
}

function labelled(text: string, at: number): boolean {
  return /身份证?(?:号码?|证号)?[^，。；\n]{0,4}$/.test(text.slice(Math.max(0, at - 12), at))
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643 check character. */
function isIdentityNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '').toUpperCase()
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(digits[i]) * WEIGHTS[i]!
  return '10X98765432'[sum % 11] === digits[17]
}

/** Luhn check over 15 to 19 digits. */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '')
  if (digits.length < 15 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits[digits.length - 1 - i])
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return sum % 10 === 0
}
