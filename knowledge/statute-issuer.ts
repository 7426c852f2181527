import { findRegion, regionAtStart } from './find-region.js'
import { normaliseTitle } from './short-title.js'

const JOINT = '(?:最高人民法院|最高人民检察院|公安部|国家安全部|司法部|国务院|中央军事委员会|中央军委)'
const JOINT_PREFIX = new RegExp(`^${JOINT}(?:[、和]${JOINT})*(?=关于|《)`)
const NATIONAL = /^(?:全国|国务院|最高|中央|.*(?:部|总局|局|署|政务院)$)/
const CONGRESS =
  /([\u4e00-\u9fff]{0,20}?)(?:第[一二三四五六七八九十\d]{1,3}届)?(全国)?(人民代表大会常务委员会|人民代表大会|人大常委会)/
const CENTRAL =
  /(?:中华人民共和国)?(国务院、(?:中华人民共和国)?中央军事委员会|国务院|中央军事委员会|中央军委|最高人民法院、最高人民检察院|最高人民法院|最高人民检察院|[\u4e00-\u9fff]{2,14}(?:部|委员会|总局|局|署|人民银行|政务院))/

/** 全国人民代表大会常务委员会, 国务院, 最高人民法院, 浙江省人民代表大会常务委员会 …; null when nothing names it. */
export function findIssuingBody(title: string, notes: string[]): string | null {
  const joint = JOINT_PREFIX.exec(normaliseTitle(title))?.[0]
  if (joint !== undefined) return joint
  for (const note of notes) {
    const text = withoutNames(note)
      .replace(/\d{4}年\d{1,2}月\d{1,2}日/g, ' ')
      .trim()
    const congress = CONGRESS.exec(text)
    if (congress !== null && !/各级|地方|全国人民代表大会和/.test(congress[1]!)) {
      const area = congress[1]!
        .replace(/^.*?(?:根据|经)/, '')
        .replace(/第[一二三四五六七八九十]{1,3}届.*$/, '')
      const national = congress[2] !== undefined || /全国/.test(congress[0])
      const body = congress[3]!.replace('人大常委会', '人民代表大会常务委员会')
      return national ? `全国${body}` : `${area}${body}`
    }
    const central = CENTRAL.exec(text)?.[1]
    if (central !== undefined) {
      return central
        .replace(/中华人民共和国/g, '')
        .replace(/中央军委/, '中央军事委员会')
        .replace(/^(?:根据|经|由)/, '')
        .replace(/部部$/, '部')
    }
  }
  return null
}

function withoutNames(note: string): string {
  // Behind the last 》 each 《 would look for one to the end of the note.
  const closed = note.lastIndexOf('》') + 1
  return note.slice(0, closed).replace(/《.*?》/g, '') + note.slice(closed)
}

/**
 * Region of a local regulation; null for national law. Its title decides, else who issued it, else who approved it
 * (cities that no longer exist are known to nobody else).
 */
export function findStatuteRegion(title: string, issuingBody: string | null, notes: string[]): string | null {
  const fromTitle = regionAtStart(normaliseTitle(title))
  const beyond = fromTitle !== null && /^(?:71|8[12])/.test(fromTitle)
  const national = issuingBody !== null && NATIONAL.test(issuingBody)
  if (fromTitle !== null && !beyond && (!national || /^全国/.test(issuingBody))) return fromTitle
  if (issuingBody === null || national) return null
  const approved = notes.flatMap((note) => findRegion(note) ?? [])
  return findRegion(issuingBody) ?? approved[0] ?? null
}
