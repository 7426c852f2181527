import { isRegionName } from '../../knowledge/find-region.js'
import { findMatches } from './find-matches.js'
import { isIntroduced } from './introducing-words.js'
import { likelyNames } from './name-model.js'
import { TITLE } from './name-parts.js'
import { ORDINARY } from './ordinary-words.js'
import type { PersonalSpan } from './personal-span.js'
import { surnameOf } from './surnames.js'

const INTRODUCED =
  /(?:我|本人|他|她|对方|老板|经理|老公|前夫|丈夫|男方|女方|妻子|老婆|前妻|儿子|女儿|孩子|父亲|母亲|爸爸|妈妈|朋友|同事|房东|邻居|包工头|司机|名字|名|人)(?:是)?(?:叫做|叫作|叫)|(?:我的?|本人|其|孩子)?(?:姓名|名字)(?:是|为|叫|:| ){1,2}|(?:联系人|申请人|被申请人|原告|被告|借款人|出借人|立遗嘱人)(?:是|为|:){1,2} ?/g

/** Behind these a name may follow at once, and much else: 我是李四, 被告张三, 我是农民, 被告应当. */
const MAY_INTRODUCE =
  /(我是|本人是?|(?:被告|原告)人?|(?<!被)申请人|被申请人|被执行人|嫌疑人|受害人|被害人|第三人|借款人|出借人|担保人|保证人|债务人|债权人|承租人|出租人) ?/g
/** What shows that the name is over. */
const OVER =
  /^(?:$|[，。！？、；：,.!?;:\s()（）\d]|今年|现年|身份|电话|手机|住|男|女|汉族|的(?:儿|女|父|母|爸|妈|妻|丈|老|朋|邻|同|房|家属|代理|哥|弟|姐|妹|爱人))/
const OVER_FOR_PARTY = /^(?:欠|借|打|骗|拖|说|把|被|向|和|与|跟|没|未|已|不(?!动产)|于|在|从|将|至今|起诉|拒)/
/** Also words of grammar: no name where one may follow at once. */
const GRAMMAR = /^(?:[于从向和应时全单成明方查]|许可|商标)/

/** Longest piece of text that a name is looked for in. */
const LONGEST = 24
/** What cannot be the third character of a name, or shows that a person is being called, not named. */
const NOT_IN_NAME =
  /[，。！？、；：,.!?;:\s\d今年是在住的和来家因被要想有于女男电我你他她欠借打说去把给向跟不没未已拖骗诉系身民，]/
/** Names after 我叫, 姓名, 我是, 被告 and the like, those that all around them speaks for, and each of these again. */
export function findNames(text: string): PersonalSpan[] {
  const spans = introducedNames(text)
  for (const { start, end } of likelyNames(text)) {
    if (!isRegionName(text.slice(start, end)))
      spans.push({ label: '姓名', start, end: end + (isDoubled(text, start, end) ? 1 : 0) })
  }
  for (const { 0: found, index } of text.matchAll(DOTTED)) {
    // 我丈夫木沙江·阿布都拉: it begins behind the last word that introduces it.
    const lead = Array.from({ length: found.indexOf('·') - 1 }, (_, n) => n).findLast((n) =>
      isIntroduced(text, index + n),
    )
    if (!LAWLIKE.test(found))
      spans.push({ label: '姓名', start: index + (lead ?? 0), end: index + found.length })
  }
  for (const { 0: found, index } of text.matchAll(SOUNDED))
    spans.push({ label: '姓名', start: index, end: index + found.length })
  spans.push(...findMatches('姓名', text, LATIN))
  const names = new Set(spans.map(({ start, end }) => text.slice(start, end)))
  return [...spans, ...[...names].flatMap((name) => occurrencesOf(name, text))]
}

/** 李盼盼 taken for 李盼: a character more is hidden rather than half of a name shown. */
function isDoubled(text: string, start: number, end: number): boolean {
  return end - start === 2 && text[end] === text[end - 1]
}

/** My name is Zhang Wei. */
const LATIN =
  /(?:[Mm]y name(?:'s| is)|[Cc]all me|[Nn]ame(?: is|:)|(?<![A-Za-z])(?:I am|I'm|M[rs]s?\.?)(?= [A-Z]\w+ [A-Z])) ([A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2})(?![A-Za-z])/g
/** 阿依古丽·买买提: hardly anything else is written so. */
const DOTTED =
  /(?:(?![我你他她叫是和与跟给把被的在有向找])[\u3400-\u9fff]){2,6}(?:·(?:(?![是和与跟给把被的在有向找打了说要没电住欠借])[\u3400-\u9fff]){1,6}){1,2}/g
/** 卓玛, 古丽娜尔, 乌兰图雅: what Tibetan, Uyghur and Mongolian names are made of, and no street, greeting or flower. */
const TIBETAN =
  '卓玛|央金|央宗|次仁|旺堆|洛桑|平措|顿珠|多吉|拉姆|丹增|旦增|索朗|才让|曲珍|白玛|扎西(?!德勒)|尼玛|格桑(?!花)|仁青|强巴|益西|次旦|巴桑|边巴|普布'
const UYGHUR =
  '古丽|阿依|买买提|麦麦提|艾合买提|吐尔逊|努尔|热依汗|玉素甫|阿卜杜|阿不都|艾力|娜尔|买买|木拉提|帕提|吐逊|艾则孜|巴哈尔|热西提|玛依|迪力'
const MONGOLIAN =
  '乌兰(?!察布|浩特)|图雅|娜仁|托娅|其其格|巴特尔|斯琴|高娃|萨仁|巴雅尔|那顺|巴根|格日勒|额尔敦|孟克|青格勒|乌云|苏日娜|哈斯|花(?=[，。要说是在和的])'
const SOUNDED = new RegExp(
  `(?:(?:${TIBETAN}){2,3}|(?:${UYGHUR}){2,4}|(?:${MONGOLIAN}){2,3}|卓玛|央金|次仁|旺堆|洛桑|顿珠|丹增|买买提|麦麦提|吐尔逊|艾合买提|玉素甫|热依汗|巴特尔|图雅|其其格|斯琴)(?![路街村镇乡县区市寺湖山店])`,
  'g',
)
const LAWLIKE = /法|条例|编|演示/

function occurrencesOf(name: string, text: string): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    spans.push({ label: '姓名', start: at, end: at + name.length })
  return spans
}

function introducedNames(text: string): PersonalSpan[] {
  if (!/叫|姓名|名字|人|告|我是/.test(text)) return []
  const spans: PersonalSpan[] = []
  const add = (start: number, length: number): void => {
    if (length > 0) spans.push({ label: '姓名', start, end: start + length })
  }
  for (const match of text.matchAll(INTRODUCED)) {
    const start = match.index + match[0].length
    const rest = text.slice(start, start + LONGEST)
    add(start, dottedLength(rest) || (ORDINARY.test(rest) ? 0 : nameLength(rest)) || soundedLength(rest))
  }
  for (const match of text.matchAll(MAY_INTRODUCE)) {
    const start = match.index + match[0].length
    for (let at = start; ; at++) {
      const rest = text.slice(at, at + LONGEST)
      const length = dottedLength(rest) || sureLength(rest, match[1] !== '我是')
      add(at, length)
      at += length
      // 被告张三、李四: one of several.
      if (length === 0 || text[at] !== '、') break
    }
  }
  return spans
}

function nameLength(rest: string): number {
  const surname = surnameOf(rest)
  if (surname === '') return 0
  const given = rest.slice(surname.length)
  if (TITLE.test(given)) return 0
  let length = 0
  while (length < 2 && length < given.length && isNameCharacter(given[length]!)) length++
  return length === 0 ? 0 : surname.length + length
}

/** A name only where it is seen to end and is no other word. @param party in a case, who does and suffers things */
function sureLength(rest: string, party: boolean): number {
  if (ORDINARY.test(rest) || (party && GRAMMAR.test(rest))) return 0
  const shortest = surnameOf(rest).length + 1
  for (let length = nameLength(rest); length >= shortest && length > 1; length--) {
    const name = rest.slice(0, length)
    const behind = rest.slice(length)
    if (!OVER.test(behind) && !(party && OVER_FOR_PARTY.test(behind))) continue
    return /[人的者族员户]$|[原被]告|对方|双方/.test(name) || isRegionName(name) ? 0 : length
  }
  return 0
}

/** 阿依古丽·买买提. */
function dottedLength(rest: string): number {
  const match = /^[\u3400-\u9fff]{1,10}(?:·[\u3400-\u9fff]{1,8})+/.exec(rest)
  if (match === null || /法|条例|编/.test(match[0])) return 0
  const last = match[0].lastIndexOf('·') + 1
  let end = last
  while (end < match[0].length && (isNameCharacter(rest[end]!) || rest.startsWith('阿不', end - 1))) end++
  return end > last ? end : 0
}

/** 阿依古丽: names of other languages without a surname, where nothing else follows. */
function soundedLength(rest: string): number {
  const match =
    /^[阿艾买麦努吐热帕玛库依哈玉迪祖赛扎次旦格央](?![姨姐妹爸妈里])[\u3400-\u9fff]{2,4}(?=$|[，。！？、；,.!?;\s])/.exec(
      rest,
    )
  return match !== null && [...match[0]].every(isNameCharacter) ? match[0].length : 0
}

function isNameCharacter(char: string): boolean {
  return /[\u3400-\u9fff·]/.test(char) && !NOT_IN_NAME.test(char)
}
