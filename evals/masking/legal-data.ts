/** What a legal question turns on and nobody is known by: masked, it cannot be answered. */
export interface LegalDatum {
  kind: LegalKind
  start: number
  end: number
}

const COUNT = '(?:\\d[\\d,，]*(?:\\.\\d+)?|[〇零一二两三四五六七八九十百千万亿半]+)'
const ARTICLE = '第(?:[〇零一二两三四五六七八九十百千]+|\\d{1,4})'

/** A longer one goes before a shorter one that it holds. */
const PATTERNS = {
  law_title:
    /《[^《》]{2,60}(?:《[^《》]{2,40}》[^《》]{0,20})?》|[\u4e00-\u9fff]{1,20}(?:法|条例|解释|规定|办法)(?=第[〇零一二三四五六七八九十百千\d]{1,8}条)/g,
  case_number:
    /[(（〔[【]\d{4}[)）〕\]】][\u4e00-\u9fffA-Za-z\d]{1,16}?\d+(?:之[一二三四五六七八九十])?号|[\u4e00-\u9fff]{1,8}[(（〔[【]\d{4}[)）〕\]】]\d+号/g,
  article: new RegExp(`${ARTICLE}条(?:之[一二三四五六七八九十]+)?`, 'g'),
  clause: new RegExp(`${ARTICLE}[款项目章节编]`, 'g'),
  date: /(?:\d{4}|[一二][〇零○一二三四五六七八九]{3}|今|去|前|当|次|明)年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?|(?<!\d)(?:19|20)\d{2}[-./](?:0?[1-9]|1[0-2])[-./](?:3[01]|[12]\d|0?[1-9])(?!\d)|(?<!\d)(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?<!\d)(?:19|20)\d{2}年/g,
  amount: new RegExp(
    `[￥¥$] ?\\d[\\d,，]*(?:\\.\\d+)?[万亿]?|${COUNT}(?:多|余|来|几)?(?:[百千万亿]+)?(?:余|多)?(?:元|块|美元|欧元|港币|人民币)|\\d[\\d.]*(?:多|余)?[万亿](?![\\u4e00-\\u9fff]?[人户条])`,
    'g',
  ),
  percentage: /\d+(?:\.\d+)?[%％‰]|[百千万]分之[〇零一二两三四五六七八九十百点]+/g,
  time_limit: new RegExp(
    `${COUNT}(?:多|余|来)?(?:个?(?:工作日|自然日|交易日)|[日天周年]|(?:个(?:多|半)?)?(?:月|星期|小时))(?:以内|以上|以下|之内|之前|之后|内|前|后)?`,
    'g',
  ),
} satisfies Record<string, RegExp>
export type LegalKind = keyof typeof PATTERNS

/** Titles of laws, case and article numbers, clauses, dates, amounts, shares and time limits; none within another. */
export function findLegalData(text: string): LegalDatum[] {
  const found: LegalDatum[] = []
  for (const [kind, pattern] of Object.entries(PATTERNS) as [LegalKind, RegExp][]) {
    for (const { 0: value, index } of text.matchAll(pattern)) {
      const end = index + value.length
      if (found.every((other) => end <= other.start || other.end <= index))
        found.push({ kind, start: index, end })
    }
  }
  return found
}
