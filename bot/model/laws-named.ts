import { isRegionName } from '../../knowledge/find-region.js'
import { lawNameBefore } from '../../knowledge/law-name-before.js'

/** 法院, 法律, 法定 … name no law. */
const ENDING =
  /(?:法典?(?![院官律定人庭规学警医盲制槌事援治网宝国式子则度])|条例|通则|细则|办法|规定|解释|决定)》?/g
/** 办法 and 规定 are ordinary words, unless the words before them make a title. */
const TITLE = /(?:试行|暂行|管理|实施|保护|处理|监督|登记|若干|问题的)(?:办法|规定|细则|解释|决定)$/
/** What a bare name may take with it from the sentence. */
const LEAD = /(?:按照?|依照?|根据|依据|参照|照|由|在|是|和|与|及|看|见|说|当时的?|现行的?|的)$/

/** Laws that a text names, without 《》 and 中华人民共和国. */
export function lawsNamed(text: string): string[] {
  const names = [...text.matchAll(ENDING)].flatMap((match) => {
    const law = lawNameBefore(text, match.index + match[0].length)
    if (law === null) return []
    const isTitle = law.sure && !law.name.endsWith('办法')
    return isTitle || TITLE.test(law.name) || text[match.index + match[0].length - 1] === '》'
      ? [law.name]
      : []
  })
  return [...new Set(names)]
}

/** Whether a name, as a sentence has it, stands for the law of that title. */
export function isNameOf(name: string, title: string): boolean {
  const whole = title.replace(/^中华人民共和国(?=.)/, '')
  if (name === whole) return true
  if (name.endsWith(whole)) return LEAD.test(name.slice(0, -whole.length))
  if (!whole.endsWith(name)) return false
  const before = whole.slice(0, -name.length)
  return isRegionName(before) || name.startsWith('关于')
}
