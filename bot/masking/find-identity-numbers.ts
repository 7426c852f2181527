import { findMatches } from './find-matches.js'
import type { PersonalSpan } from './personal-span.js'
import { digits, GAP, gapsOf, isCounted, withoutGaps } from './separated.js'

/** Provinces of GB/T 2260, and 9 for permanent residents from abroad. */
const PROVINCE = `(?:1${GAP}[1-5]|2${GAP}[1-3]|3${GAP}[1-7]|4${GAP}[1-6]|5${GAP}[0-4]|6${GAP}[1-5]|7${GAP}1|8${GAP}[1-3]|9${GAP}\\d)`
const MONTH_AND_DAY = `${GAP}(?:0${GAP}[1-9]|1${GAP}[0-2])${GAP}(?:0${GAP}[1-9]|[12]${GAP}\\d|3${GAP}[01])`
/** × and the Cyrillic letter are typed for X. */
const CHECK = '[\\dXx×Хх]'
const IDENTITY = new RegExp(
  `(?<![\\dA-Za-z])${PROVINCE}${digits(4)}${GAP}(?:1${GAP}[89]|2${GAP}0)${digits(2)}${MONTH_AND_DAY}${digits(3)}${GAP}${CHECK}(?![\\dA-Za-z])`,
  'g',
)
const OLD_IDENTITY = new RegExp(
  `(?<![\\dA-Za-z])[1-9]${digits(7)}${MONTH_AND_DAY}${digits(3)}(?![\\dA-Za-z])`,
  'g',
)
/** An identity number and a telephone number with nothing between them. */
const BEFORE_MOBILE = /(?<![\dA-Za-z])\d{17}[\dXx](?=1[3-9]\d{9}(?!\d))/g
const BEHIND_MOBILE = /(?<=(?<!\d)1[3-9]\d{9})\d{17}[\dXx](?![\dA-Za-z])/g
const LABELLED_IDENTITY = new RegExp(
  `身份证?(?:号码?|证号)?[^，。；,;\\n\\d]{0,4}([1-9]${digits(13, 16)}${GAP}${CHECK})(?![\\dA-Za-z])`,
  'g',
)
/** Ordinary, official, diplomatic and electronic passports. */
const PASSPORT = /(?<![A-Za-z0-9])(?:[EGDSPegdsp] ?\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?![A-Za-z0-9])/g
const LABELLED_DOCUMENT =
  /(?:护照|通行证|回乡证|台胞证|居住证|居留证|居留许可|军官证|士兵证|驾驶证|社保卡|医保卡|残疾人?证|证件|档案)(?:号码?|编号)?[是为: ]{0,3}([A-Za-z]{0,3} ?\d{6,12}|\d{17}[\dX]\d{2})(?![A-Za-z0-9])/g
/** Those of other countries: letters stand anywhere among at least five digits. */
const FOREIGN_PASSPORT =
  /(?:护照|[pP]assport)(?:号码?| ?(?:[nN]umber|[nN]o\.?))?(?:[是为: ]| is ){0,3}((?=(?:[A-Z]*\d){5})[A-Z0-9]{7,10})(?![A-Za-z0-9])/g
/** The digit in brackets is written nowhere else. */
const HONG_KONG = /(?<![A-Za-z0-9])[A-Z]{1,2}\d{6} ?\([\dA]\)/g
const MILITARY = /(?:军官|士兵|文职)证(?:号码?|编号)?[是为: ]{0,3}(\p{Script=Han}{1,3}字第? ?\d{5,10}号?)/gu

/** Numbers of identity cards and travel documents. */
export function findIdentityNumbers(text: string): PersonalSpan[] {
  return [
    ...findMatches('身份证', text, IDENTITY, (value, start, end) => isIdentity(text, value, start, end)),
    ...findMatches('身份证', text, BEFORE_MOBILE, hasCheckDigit),
    ...findMatches('身份证', text, BEHIND_MOBILE, hasCheckDigit),
    ...findMatches('身份证', text, OLD_IDENTITY, (_, start) => labelled(text, start)),
    ...findMatches('身份证', text, LABELLED_IDENTITY),
    ...findMatches('证件', text, LABELLED_DOCUMENT),
    ...findMatches('证件', text, FOREIGN_PASSPORT),
    ...findMatches('证件', text, PASSPORT),
    ...findMatches('证件', text, HONG_KONG),
    ...findMatches('证件', text, MILITARY),
  ]
}

/**
 * A wrong check digit is a slip of the pen in an otherwise clear identity number, but an amount, a day and another
 * amount may also follow each other in this shape: their gaps differ, or a unit stands behind them.
 */
function isIdentity(text: string, value: string, start: number, end: number): boolean {
  if (hasCheckDigit(value) || labelled(text, start)) return true
  const gaps = new Set(gapsOf(value))
  return gaps.size === 0 || (gaps.size === 1 && !isCounted(text, start, end))
}

function labelled(text: string, at: number): boolean {
  return /身份证?(?:号码?|证号)?[^，。；\n]{0,4}$/.test(text.slice(Math.max(0, at - 12), at))
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643. */
function hasCheckDigit(value: string): boolean {
  const number = withoutGaps(value.replace(/[×Хх]/, 'X'))
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(number[i]) * WEIGHTS[i]!
  return '10X98765432'[sum % 11] === number[17]
}
