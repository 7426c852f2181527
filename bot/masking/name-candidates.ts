import { isIntroduced } from './introducing-words.js'
import { nameFeatures } from './name-features.js'
import { TITLE } from './name-parts.js'
import { ORDINARY } from './ordinary-words.js'
import { surnameOf } from './surnames.js'
import { withWords } from './worded-text.js'

/** A place that may hold a name, and what is to be seen there. */
export interface NameCandidate {
  start: number
  end: number
  features: string[]
}

/** The longest ordinary word is shorter. */
const LONGEST_WORD = 4

/** Behind a surname: a village, the letters of a document, or a law: 李家沱, 苏府发〔2020〕12号, 火星法第三条. */
const NO_PERSON =
  /^(?:家[村庄湾沟塘沱坝集寨屯营堡巷园河坪岭坡洼店桥院]|[\u4e00-\u9fff]{0,4}[〔[(【]\d{4}[〕\])】]|[\u4e00-\u9fff]{1,2}(?:法|条例)(?:第[一二三四五六七八九十百千\d]|》))/

const HAN = /^[\u3400-\u9fff]+$/
/** 迪丽努尔, 其木格, 俄木日古. */
const SOUNDED =
  /[阿艾巴班比别布才措次达丹旦迪顿多俄额尔尕嘎格古哈合吉加江卡克库拉勒力丽罗洛玛买麦曼米木穆纳娜尼努诺帕普其奇切钦曲热仁日萨桑沙斯苏索塔坦特提图吐托瓦旺乌西希牙雅亚央依伊尤孜则扎卓祖赛呷伍敖亥朝鲁宝音勃毕恩姆珠贡]{3,8}/g

/** Surnames with one or two characters behind them, and longer runs of what names of other languages are written with. */
export function nameCandidates(text: string): NameCandidate[] {
  const worded = withWords(text)
  const candidates: NameCandidate[] = []
  const add = (start: number, end: number, introduced: boolean): void => {
    candidates.push({ start, end, features: nameFeatures(worded, start, end, introduced) })
  }
  for (let start = 0; start < text.length; start++) {
    const surname = surnameOf(text.slice(start, start + 2))
    const introduced = isIntroduced(text, start)
    if ((surname === '' && !introduced) || ORDINARY.test(text.slice(start, start + LONGEST_WORD))) continue
    const givenAt = start + (surname.length || 1)
    if (TITLE.test(text.slice(surname === '' ? start : givenAt, givenAt + 2))) continue
    if (NO_PERSON.test(text.slice(givenAt, givenAt + 8))) continue
    for (const end of [givenAt + 1, givenAt + 2]) {
      if (end > text.length || !HAN.test(text.slice(start, end))) break
      add(start, end, introduced)
    }
  }
  for (const { 0: run, index } of text.matchAll(SOUNDED))
    add(index, index + run.length, isIntroduced(text, index))
  return candidates
}
