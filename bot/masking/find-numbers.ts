import { findCards } from './find-cards.js'
import { findEmails } from './find-emails.js'
import { findIdentityNumbers } from './find-identity-numbers.js'
import { findMatches } from './find-matches.js'
import { findPhones } from './find-phones.js'
import type { PersonalSpan } from './personal-span.js'
import { readNumerals } from './read-numerals.js'

const PLATE =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Z] ?[·.\-_]? ?(?=(?: ?[A-HJ-NP-Z]){0,5} ?\d)(?:[A-HJ-NP-Z0-9]{4,6}|[A-HJ-NP-Z0-9](?: [A-HJ-NP-Z0-9]){4,5})[挂学警港澳领]?(?![A-Z0-9]| ?(?:元|块|万|年|级|平|米|人|%))/gi
/** Without the province. */
const LABELLED_PLATE =
  /(?:车牌|牌照|车号)(?:号码?)?[是为: ]{0,2}((?=[A-Z]*\d)[A-HJ-NP-Z][-· ]?[A-HJ-NP-Z0-9]{5,6})(?![A-Za-z0-9])/g
const WECHAT =
  /(?:[微威薇徽vV](?:信|芯|xin)|(?:[wW]ei|WEI) ?(?:信|[xX]in|XIN)|[微薇威](?=[ :❤♥A-Za-z])|(?<![A-Za-z])[wWvV][xX]|加(?:[我他她你]的?)?[vV]|[wW]e[cC]hat|(?<![A-Za-z])[vV](?=[:：]))(?:号|帐号|账号| ?[iI][dD])?[❤♥]?(?:搜索|搜|是|为|叫|:|：| is | ){0,2}((?=[-_.0-9]*[A-Za-z])[A-Za-z0-9][-_.A-Za-z0-9]{5,19})/g
/** Of other networks: 抖音号, 快手ID. */
const ACCOUNT =
  /(?:抖音|快手|小红书|微博|陌陌|支付宝)(?:号|帐号|账号|[iI][dD])?(?:搜索|搜|是|为|叫|:| ){0,3}([A-Za-z](?=[A-Za-z]*[-_\d])[-_A-Za-z0-9]{4,19})(?![-_A-Za-z0-9])/g
const QQ =
  /(?:[qQ] ?[qQ]|扣扣|企鹅|(?<![A-Za-z])[qQ])(?:号|号码)?(?:是|为|:|：|;| ){0,2}([1-9]\d{4,11}|[1-9]\d{2}(?:[.\- ]\d{3}){1,2})(?!\d)/g

/** Numbers and addresses of the network. `text` is folded. */
export function findNumbers(text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  let rest = text
  // What one rule has found is hidden from the next, so that digits behind it begin anew.
  const add = (find: (text: string) => PersonalSpan[]): void => {
    const found = find(rest)
    for (const { start, end } of found)
      rest = rest.slice(0, start) + '\0'.repeat(end - start) + rest.slice(end)
    spans.push(...found)
  }
  if (/@|艾特/.test(text)) add(findEmails)
  if (/[A-Za-z]/.test(text)) {
    add((text) => findMatches('微信', text, WECHAT))
    add((text) => findMatches('账号', text, ACCOUNT))
  }
  const addDigits = (): void => {
    add((text) => findMatches('QQ', text, QQ))
    add(findIdentityNumbers)
    add(findCards)
    add((text) => findMatches('车牌', text, PLATE))
    add((text) => findMatches('车牌', text, LABELLED_PLATE))
    add(findPhones)
  }
  if (/\d/.test(rest)) addDigits()
  const read = readNumerals(rest)
  if (read !== rest) {
    rest = read
    addDigits()
  }
  return spans
}
