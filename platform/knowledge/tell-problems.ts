import type { StatuteDoubt } from '../../knowledge/check-statute.js'
import type { UnreadableFileError } from '../../knowledge/parsed-source.js'
import { tellLineProblem } from '../../knowledge/tell-line-problem.js'

const UNREADABLE: Record<UnreadableFileError['reason'], string> = {
  empty: '文件里没有文字。',
  encrypted: '文件有密码，请去掉密码再上传。',
  needs_ocr: '这是扫描件，没有可读的文字，请先做文字识别（OCR）再上传。',
  too_large: '文件太大，或者解开后太大，请拆开再上传。',
  wrong_format: '文件内容和扩展名不符，请用原来的程序另存一次再上传。',
  unsupported:
    '认不出这是哪类内容。法规要有“第几条”或通过日期；指南和问答要有开头的说明；表格第一行要有“问题”“答案”。',
  malformed: '文件损坏，或者里面没有能用的内容。',
  unreadable: '文件读不出来，请重新上传。',
}

/** Why a file could not be used, for staff. */
export function tellUnreadable({ reason, problem }: UnreadableFileError): string {
  if (!problem) return UNREADABLE[reason]
  return `${problem.line === null ? '' : `第 ${problem.line} 行：`}${tellLineProblem(problem.message)}`
}

/** What staff should compare with the original, for staff. */
export function tellDoubt(doubt: StatuteDoubt): string {
  switch (doubt.kind) {
    case 'gap':
      return `${doubt.after}之后是${doubt.next}，中间少了 ${doubt.missing} 条，请对照原文。`
    case 'repeated':
      return `${doubt.article}出现了不止一次，请对照原文。`
    case 'empty':
      return `${doubt.article}没有内容，可能是表格或附件没有读出来。`
    case 'starts_late':
      return `正文从${doubt.article}开始，前面的可能没有读出来。`
    case 'no_articles':
      return '没有找到“第几条”，整篇会按段落收录。'
    case 'no_date':
      return '没有找到版本日期；文件名末尾写上日期，如“（2024-05-01）”，新旧版本才能排好。'
    default:
      return doubt satisfies never
  }
}
