import type { OfficeLevel } from '../../../knowledge/office-level.js'
import type { OfficeField } from '../../../knowledge/parse-offices.js'
import type { UnreadableFileError } from '../../../knowledge/parsed-source.js'
import type { OfficeProblem } from '../../../knowledge/plan-offices.js'
import { SERVICE_LINES } from '../../../knowledge/service-line.js'

// What staff read of a table that they bring.

export const ALL_LINES = '各项业务'
export const LEVEL_WORDS: Record<OfficeLevel, string> = {
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇（街道）',
  village: '村（社区）',
}

export const FIELD_PROBLEMS: Record<OfficeField, (value: string) => string> = {
  name: (value) => (value === '' ? '没有填机构名称。' : '机构名称超过 100 个字。'),
  level: (value) => `层级“${value}”不认识：填省、市、区县、乡镇街道或村社区。`,
  region: (value) => `地区“${value}”不认识，或不止一处叫这个名字：填行政区划代码，如 330502。`,
  parent: (value) => `上级“${value}”不能用。`,
  address: () => '地址超过 200 个字。',
  phone: (value) => `电话“${value}”不对：只写号码，几个号码用、隔开。`,
  hours: () => '时间超过 200 个字。',
  serviceLines: (value) => `业务“${value}”里有不认识的：可填${Object.values(SERVICE_LINES).join('、')}。`,
  longitude: (value) => `经度“${value}”不对：填 -180 到 180 的度数。`,
  latitude: (value) => `纬度“${value}”不对：填 -90 到 90 的度数。`,
}

export function planProblem(problem: OfficeProblem, parent: string | null): string {
  switch (problem.kind) {
    case 'repeated':
      return '表里前面已经有同名同地区的一行。'
    case 'parent_missing':
      return `没有叫“${parent}”的上级机构：核对名称，或在表里加上这个机构。`
    case 'parent_ambiguous':
      return `有 ${problem.count} 个机构叫“${parent}”，不知道是哪一个：改成不重复的名称。`
    case 'loop':
      return `上级“${parent}”本身在这个机构之下。`
    default:
      return problem satisfies never
  }
}

export const OUTSIDE = '这个机构不在您的管辖范围内。'
export const PARENT_OUTSIDE = '上级机构不在您的管辖范围内。'
export const PARENT_REFUSED = '上级机构在表里的那一行有错，先改那一行。'

const NO_TABLE = '这不是 Excel 表格：请另存为 .xlsx 或 .csv 再导入。'
export const UNREADABLE: Record<UnreadableFileError['reason'], string> = {
  unsupported: NO_TABLE,
  wrong_format: NO_TABLE,
  needs_ocr: NO_TABLE,
  unreadable: '表格读不出来：请用 Excel 打开，另存一份再导入。',
  too_large: '表格太大：请分成几个再导入。',
  encrypted: '表格有密码：请去掉密码再导入。',
  malformed: '表格已损坏：请用 Excel 打开，另存一份再导入。',
  empty: '表格里没有内容。',
}
export const NO_OFFICE_TABLE = '第一行要有“名称、层级、地区”三列：可以先下载现有机构表，照着填。'
