import { NUMBER_CHARACTERS, parseChineseNumber } from './chinese-number.js'

export interface ArticleLabel {
  /** As written, gaps removed: 第一千零七十七条, 第一百二十条之一. */
  article: string
  number: number
  /** 1 for 之一; 0 otherwise. */
  suffix: number
  /** What follows the label on its line, trimmed. */
  rest: string
}

const LABEL = new RegExp(
  // A dash stands for 一 in badly scanned texts: 第三十－条.
  `^第\\s?([${NUMBER_CHARACTERS}]{1,10}[－—]?)\\s?条(?:\\s?之\\s?([${NUMBER_CHARACTERS}]{1,3})(?=[\\s\\u3000]|$|[^${NUMBER_CHARACTERS}]))?`,
)
/** A line wrapped in the middle of a sentence may begin with a reference to an article. */
const CONTINUES_A_SENTENCE =
  /^(?:的|规定|所列|所称|第[一二三四五六七八九十百零〇\d]+[款项条]|至|和|、|，|。|；|以|及其|或者|中|关于|修改|之规定|》|〉|）)/

/**
 * Reads the label at the beginning of a line: 第三条 …, 第一百二十八 条…, 第120条之一 ….
 * @param expectedNumber the number that would come next; a label that is glued to its text counts only with it
 */
export function parseArticleLabel(line: string, expectedNumber: number): ArticleLabel | null {
  const match = LABEL.exec(line)
  if (match === null) return null
  const number = parseChineseNumber(match[1]!.replace(/[－—]/, '一'))
  const suffix = match[2] === undefined ? 0 : parseChineseNumber(match[2])
  if (number === null || suffix === null || number > 3000) return null
  const after = line.slice(match[0].length)
  const rest = after.trim()
  if (/^[的、，。；》〉）]/.test(rest)) return null
  const glued = after !== '' && !/^[\s\u3000]/.test(after)
  if (glued && CONTINUES_A_SENTENCE.test(rest)) return null
  if (glued && number !== expectedNumber && number !== expectedNumber - 1) return null
  return { article: match[0].replace(/\s/g, '').replace(/[－—]/, '一'), number, suffix, rest }
}
