import type { ParsedProvision } from './parsed-source.js'
import { shortTitle } from './short-title.js'

const REPEALS =
  /同时(?:予以|即行|宣布)?(?:废止|失效|作废|停止(?:执行|施行|实施))|(?:即行|予以|一并|自行|随之|相应)(?:废止|失效)|[》）](?:自[^，。；]{1,20}起)?(?:停止(?:执行|施行|适用)|废止|不再适用)|废止《|废止(?:下列|以下)/
/** The text takes back only a part of what it names, or speaks of conflicts only. */
const PARTIAL = /不一致|相抵触|有?抵触|凡与|中有关|有关规定|相关规定|部分条款|不符/

/** Short titles of the laws and interpretations that a text repeals as a whole. */
export function findRepeals(provisions: ParsedProvision[]): string[] {
  const names = new Set<string>()
  for (const provision of provisions) {
    // A decision that amends another text quotes that text's own clauses.
    const text = provision.text.replace(/“[^”]*”?/g, '')
    if (!REPEALS.test(text)) continue
    for (const clause of repealingClauses(text)) {
      for (const name of namesIn(clause)) names.add(shortTitle(name))
    }
  }
  return [...names]
}

function repealingClauses(text: string): string[] {
  const sentences = text.split(/(?<=[。\n])/)
  const clauses: string[] = []
  sentences.forEach((sentence, index) => {
    if (!REPEALS.test(sentence)) return
    if (/下列|以下|如下|：\s*$/.test(sentence)) {
      if (!PARTIAL.test(sentence)) clauses.push(sentences.slice(index).join(''))
      return
    }
    const parts = sentence.split('；')
    parts.forEach((part, at) => {
      if (!REPEALS.test(part)) return
      // 《甲》；《乙》；《丙》同时废止: names alone before it belong to the same list.
      let first = at
      while (first > 0 && isNameAlone(parts[first - 1]!)) first--
      clauses.push(...parts.slice(first, at), beforeVerb(part))
    })
  })
  return clauses.filter((clause) => !PARTIAL.test(outsideNames(clause)))
}

function isNameAlone(part: string): boolean {
  return (
    /^[^《]{0,40}《.+》[^》]{0,30}$/.test(part) &&
    !REPEALS.test(part) &&
    !/不|施行|执行|为准/.test(outsideNames(part))
  )
}

/** Each line without what stands between its first 《 and its last 》. */
function outsideNames(text: string): string {
  return text.replace(/.+/g, (line) => {
    const [start, end] = [line.indexOf('《'), line.lastIndexOf('》')]
    return start < 0 || end < start ? line : line.slice(0, start) + line.slice(end + 1)
  })
}

/** What stands after the verb is not repealed, unless the verb comes first. */
function beforeVerb(part: string): string {
  if (/废止《/.test(part)) return part.slice(part.indexOf('废止《'))
  const last = [...part.matchAll(new RegExp(REPEALS, 'g'))].at(-1)
  return last === undefined ? part : part.slice(0, last.index + 1)
}

function namesIn(clause: string): string[] {
  const names: string[] = []
  for (let start = clause.indexOf('《'); start >= 0; start = clause.indexOf('《', start + 1)) {
    let depth = 0
    let end = start
    for (; end < clause.length; end++) {
      if (clause[end] === '《') depth++
      else if (clause[end] === '》' && --depth === 0) break
    }
    if (end === clause.length) break
    const before = clause.slice(Math.max(0, start - 4), start)
    const after = clause.slice(end + 1, end + 8)
    const isBasis = /(?:根据|依照|按照|依据|违反|原则|和第)$/.test(before)
    const isPart =
      /^(?:第[一二三四五六七八九十百零〇\d]+[条章节款]|中|的(?:规定|决定)?(?!决定)|附件|附表)/.test(after)
    if (!isBasis && !isPart) names.push(clause.slice(start + 1, end))
    start = end
  }
  return names
}
