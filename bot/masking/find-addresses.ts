import type { PersonalSpan } from './personal-span.js'

const UNIT = '(?:号楼|号院|号|幢|栋|座|单元|门|层|楼|室|户|弄|组|队|#)'
const NUMBER = '(?:[A-Za-z]?\\d{1,5}[A-Za-z]?|[一二三四五六七八九十百]{1,4}|[甲乙丙丁A-Za-z])'
const TAIL = `(?:[-，, ]?(?:附|之)?${NUMBER}(?:-\\d{1,4})*${UNIT})*(?:[-]?\\d{2,4}(?!\\d|元|万|年|月|日|块|平|米|%))?`
/** 天印大道100号3幢502室, 李家村3组12号, 东大街甲28号, 二环路南四段33号. */
const STREET = new RegExp(
  `(?:路|街|大道|巷|弄|胡同|里弄|道|村|屯|庄|湾|坪|组|队)(?:[东南西北中一二三四五六七八九十]{1,2}段)?(?:${NUMBER}(?:组|队|社))?[甲乙丙丁]?${NUMBER}(?:-\\d{1,4})?号(?!线|令|文|公告|通知|决定)${TAIL}`,
  'g',
)
/** 阳光花园3栋2单元501. */
const BUILDING = new RegExp(
  `${NUMBER}(?:号楼|幢|栋|座)[ ,，-]?(?:${NUMBER}单元)?[ ,，-]?\\d{3,4}(?:室|号|户)?(?!\\d|元|万|年|平|米|块|%)`,
  'g',
)

/** 幸福小区3-2-501, 幸福小区3-501. */
const ESTATE =
  /(?:小区|社区|花园|家园|公寓|新村|新城|大厦|广场|[苑园里庭府湾居郡])[ ,，]?[A-Za-z]?\d{1,3}(?:-\d{1,2})?-\d{3,4}(?:室|号|户)?(?!\d|-\d| ?(?:元|万|年|人|户|平|米|块|%))/g

/** 光明小区2号楼, 棉纺厂家属院6栋2门9号: the house without a room, where the name of an estate or street is before it. */
const HOUSE = new RegExp(
  `(?:小区|社区|花园|家园|公寓|新村|新城|大厦|广场|家属院|大院|名邸|[苑园里庭府湾居郡院路街])[A-Z]?${NUMBER}(?:区)?(?:号楼|号院|幢|栋|座|排)${TAIL}`,
  'g',
)
/** 李楼村三组, 磨盘村檀屋组, 杨边村下坑23号. */
const GROUP = new RegExp(
  `(?:村|屯|寨|庄|嘎查|村委会)(?:(?:${NUMBER}|(?!民|小组|[\\u4e00-\\u9fff]{0,2}(?:信用|供销|合作|旅行|出版|报|公)社)[\\u4e00-\\u9fff]{1,3})(?:组(?![长员合建成])|社(?![区保群交员团长]))(?![\\u4e00-\\u9fff]*[织会])|[\\u4e00-\\u9fff]{1,4}${NUMBER}号)${TAIL}`,
  'g',
)
/** 供销社对面12号. */
const LANDMARK = new RegExp(
  `(?:对面|旁边?|[东南西北][侧门面]|隔壁|后面|路口)[A-Z]?${NUMBER}号(?!线|令|文|公告)${TAIL}`,
  'g',
)

/** Where the name of the street or estate begins: after a division that stays, or a word that is no part of it. */
const BOUNDARY =
  /[省市区县镇乡旗州]|街道|盟|[，。；：、,.;:()（）\s\d]|住在|家住|位于|地址|在|住|于|是|到|去|的|我|家|了|从/

/** 我村三组, 农村新型社区: no name stands before the village. */
const NO_VILLAGE = /^(?:[本该全各同邻农乡]|这个|那个|每个|一个|哪个)?$/

const LONGEST_NAME = 12

/** Door-level addresses: from the street or estate on; province, city, county and township stay. */
export function findAddresses(text: string): PersonalSpan[] {
  if (!/号|幢|栋|单元|座|组|社|-\d{3}/.test(text)) return []
  const spans: PersonalSpan[] = []
  for (const pattern of [STREET, BUILDING, ESTATE, HOUSE, GROUP, LANDMARK]) {
    for (const match of text.matchAll(pattern)) {
      const start = nameStart(text, match.index)
      if (pattern === BUILDING && /第$/.test(text.slice(0, match.index))) continue
      if (pattern === GROUP && !match[0].includes('号') && NO_VILLAGE.test(text.slice(start, match.index)))
        continue
      spans.push({ label: '地址', start, end: match.index + match[0].length })
    }
  }
  return spans
}

function nameStart(text: string, at: number): number {
  const from = Math.max(0, at - LONGEST_NAME)
  const before = text.slice(from, at)
  let cut = 0
  for (const match of before.matchAll(new RegExp(BOUNDARY, 'g'))) {
    // 小区 and 社区 belong to the name of an estate.
    if (match[0] === '区' && /[小社]$/.test(before.slice(0, match.index))) continue
    cut = match.index + match[0].length
  }
  return from + cut
}
