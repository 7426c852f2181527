import type { AidCase } from './aid-case.js'
import { ABOUT_LEGAL_AID, guessAidCase } from './guess-aid-case.js'
import { matterOf } from './judge-eligibility.js'

/** What the conversation says of an application, in the citizen's words; '' where nothing of it was said. */
interface Prefilled extends Pick<AidCase, 'matter' | 'free'> {
  whatHappened: string
  otherParty: string
  request: string
}

/** The form takes no more. UTF-16 units. */
export const LONGEST_STORY = 2000
/** Says nothing of what happened. */
const TELLS_NOTHING =
  /^(?:转人工|人工(?:客服)?|您好|你好|在吗|谢谢|好的?|嗯+|是的?|对|不是|怎么办|咋办|要(?:带)?什么材料|去哪里(?:办|申请)?|[\d\s]{1,3})[吗呢啊呀。，,！!？?]*$/
const NAMED =
  /[\u4e00-\u9fffA-Za-z0-9（）()]{2,30}?(?:有限责任公司|股份有限公司|有限公司|公司|集团|工厂|厂|医院|学校|工程队|劳务队|饭店|酒店|商行)/g
/** Before one of these another part of the sentence ends. */
const BREAKS = /在|给|和|跟|与|被|的|是|叫|到|去|找|告|我|把|向|对|从|进|让|了|替|为|家/
const FAMILY =
  /前夫|前妻|丈夫|老公|妻子|老婆|男方|女方|孩子(?:他|她)?[爸妈]|儿子|女儿|子女|哥哥?|弟弟?|姐姐?|妹妹?|父亲|母亲/g
const OTHERS =
  /老板|包工头|工头|用人单位|公司|单位|工厂|厂里|医院|司机|车主|保险公司|商家|卖家|饭店|派出所|公安局|法院|社保局|人社局|对方/g

/** What was said, and whether in the citizen's own words: a choice that was pressed is none of them. */
export interface Said {
  text: string
  isOwn: boolean
}

/** @param said with personal data in it, oldest first; it goes back to nobody but whoever said it */
export function prefillApplication(said: readonly Said[]): Prefilled {
  const texts = said.map(({ text }) => text)
  const { matter, free } = guessAidCase(texts)
  const told = said
    .slice(beginningOf(texts, matter))
    .filter(({ text, isOwn }) => isOwn && !TELLS_NOTHING.test(text.trim()) && !ABOUT_LEGAL_AID.test(text))
    .map(({ text }) => text)
  return {
    matter,
    free,
    whatHappened: told.join('\n').slice(-LONGEST_STORY),
    otherParty: otherPartyOf(told.join('\n'), matter),
    request: matterOf(matter)?.request ?? '',
  }
}

/** What was said before, of another matter, is another story. */
function beginningOf(texts: readonly string[], matter: AidCase['matter']): number {
  const another = texts.findLastIndex((text) => {
    const said = guessAidCase([text]).matter
    return said !== null && said !== matter
  })
  return another + 1
}

function otherPartyOf(told: string, matter: AidCase['matter']): string {
  const named = [...told.matchAll(NAMED)].flatMap(([name]) => {
    const last = name.split(BREAKS).at(-1) ?? ''
    return last.length > 4 ? [last] : []
  })
  if (named.length > 0) return [...new Set(named)].slice(0, 2).join('、')
  const roles = told.match(matter === 'support' ? FAMILY : OTHERS) ?? []
  return [...new Set(roles)].slice(0, 2).join('、')
}
