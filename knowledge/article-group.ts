import { NUMBER_CHARACTERS, parseChineseNumber } from './chinese-number.js'

/** No law has more articles: beyond it a number is an article's only where 第…条 and a law's name say so. */
const HIGHEST_LIKELY = 2000
const N = `[${NUMBER_CHARACTERS}]{1,10}`
const ARTICLE = new RegExp(`(第)?[ \\u3000]?(${N})[ \\u3000]?(条)?(?:[ \\u3000]?之[ \\u3000]?(${N}))?`, 'y')
const PARAGRAPH = new RegExp(`(?:第[ \\u3000]?)?(${N})款`, 'y')
const ITEM = new RegExp(`(?:第[ \\u3000]?)?[（(]?(${N})[）)]?项`, 'y')
const RANGE = /[ \u3000]*(?:至|到|[-~～—–－]{1,2})[ \u3000]*/y
const AND = /[ \u3000]*(?:、|和|与|及|以及|或者|或|,|，|；|;)[ \u3000]*/y
/** 第三条建议, 第15条狗: the thing counted tells that no article is meant. */
const COUNTED =
  /^[ \u3000]*(?:建议|意见|理由|原因|狗|鱼|蛇|龙|腿|命|路|街|线|河|船|消息|短信|信息|微信|评论|新闻|留言|记录|回复|裤子|毛巾|围巾|烟|香烟|内裤|裙子|项链|航线|通道|弄|胡同|巷|生产线|人命|心得|经验|办法|好处|坏处|措施|要求(?!的)|诉求|线索|证据|数据|弹幕|视频|朋友圈|微博|评价|差评|好评|广告|热搜)/

/** One article, or a range of them, where the text says so. Positions are UTF-16 units. */
export interface ArticleSpan {
  /** First and last article; equal unless a range. `suffix` is 1 for 之一, else 0. */
  from: { number: number; suffix: number }
  to: { number: number; suffix: number }
  /** 第二款 → 2, 第三项 → 3; null where not named. */
  paragraph: number | null
  item: number | null
  start: number
  end: number
}

export interface ArticleGroup {
  spans: ArticleSpan[]
  /** The first number has 第 before it. */
  hasOrdinal: boolean
  end: number
}

interface Token {
  start: number
  end: number
  number: number
  suffix: number
  hasArticle: boolean
  hasOrdinal: boolean
  paragraph: number | null
  item: number | null
  /** How it is joined to the one before. */
  joint: 'range' | 'and' | null
  /** End of the first part: the further ones have a joint before them. */
  firstEnd: number
  /** A further paragraph or item of the same article. */
  more: { paragraph: number | null; item: number | null; start: number; end: number }[]
}

/**
 * Reads the articles that a text names in a row from `start` on: 第三十、三十一条, 第38至40条, 第三条第一款和第五条.
 * @returns null when no article begins there
 */
export function readArticleGroup(text: string, start: number): ArticleGroup | null {
  const tokens: Token[] = []
  let position = start
  let joint: Token['joint'] = null
  for (;;) {
    const token = readToken(text, position, joint)
    if (token === null) break
    tokens.push(token)
    const range = token.hasArticle || tokens.length === 1 ? matchAt(RANGE, text, token.end) : null
    const and = range === null ? matchAt(AND, text, token.end) : null
    if (range === null && and === null) break
    joint = range === null ? 'and' : 'range'
    position = token.end + (range ?? and)![0].length
  }
  // Numbers after the last 条 belong to something else: 第三十条，15 天.
  const last = tokens.findLastIndex((token) => token.hasArticle)
  if (last < 0) return null
  const used = tokens.slice(0, last + 1)
  // 3、15条 or 2021-38条 without 第 is a list of quantities, but 第三十、三十一条 is a list of articles.
  const hasOrdinal = used[0]!.hasOrdinal
  for (let index = 1; index < used.length; index++) {
    const token = used[index]!
    if (!token.hasOrdinal && token.joint === 'and' && countsThings(text, token.end)) used.length = index
  }
  if (!used.some((token) => token.hasArticle)) return null
  return {
    spans: toSpans(used),
    hasOrdinal,
    end: used.at(-1)!.more.at(-1)?.end ?? used.at(-1)!.end,
  }
}

function readToken(text: string, position: number, joint: Token['joint']): Token | null {
  const match = matchAt(ARTICLE, text, position)
  if (match === null) return null
  const number = parseChineseNumber(match[2]!)
  if (number === null) return null
  const hasArticle = match[3] !== undefined
  if (!isLikely(number) && !(match[1] !== undefined && hasArticle)) return null
  const suffix = hasArticle && match[4] !== undefined ? parseChineseNumber(match[4]) : 0
  const end =
    position +
    (hasArticle ? match[0].length : match[0].length - (match[4] === undefined ? 0 : match[4].length + 1))
  // 一条 in 第一条件, 第二条款 is not an article.
  if (hasArticle && /^(?:件|款(?!第)|例|约|文)/.test(text.slice(end))) return null
  const token: Token = {
    start: position,
    end,
    number,
    suffix: suffix ?? 0,
    hasArticle,
    hasOrdinal: match[1] !== undefined,
    paragraph: null,
    item: null,
    joint,
    firstEnd: end,
    more: [],
  }
  if (hasArticle) readParts(text, token)
  return token
}

/** 第二款第三项、第四项: further parts become references of their own. */
function readParts(text: string, token: Token): void {
  const first = readPart(text, token.end, null)
  if (first === null) return
  token.paragraph = first.paragraph
  token.item = first.item
  token.end = first.end
  token.firstEnd = first.end
  let paragraph = first.paragraph
  for (;;) {
    const joint = matchAt(AND, text, token.end) ?? matchAt(RANGE, text, token.end)
    if (joint === null) return
    const start = token.end + joint[0].length
    const part = readPart(text, start, paragraph)
    if (part === null) return
    token.more.push({ ...part, start })
    paragraph = part.paragraph
    token.end = part.end
  }
}

function readPart(
  text: string,
  start: number,
  known: number | null,
): { paragraph: number | null; item: number | null; end: number } | null {
  const paragraphMatch = matchAt(PARAGRAPH, text, start)
  const afterParagraph = start + (paragraphMatch?.[0].length ?? 0)
  const itemMatch = matchAt(ITEM, text, afterParagraph)
  if (paragraphMatch === null && itemMatch === null) return null
  return {
    paragraph: paragraphMatch === null ? known : parseChineseNumber(paragraphMatch[1]!),
    item: itemMatch === null ? null : parseChineseNumber(itemMatch[1]!),
    end: afterParagraph + (itemMatch?.[0].length ?? 0),
  }
}

function toSpans(tokens: Token[]): ArticleSpan[] {
  const spans: ArticleSpan[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]!
    const next = tokens[index + 1]
    const from = { number: token.number, suffix: token.suffix }
    if (next?.joint === 'range' && next.number >= token.number) {
      const to = { number: next.number, suffix: next.suffix }
      spans.push({
        from,
        to,
        paragraph: null,
        item: null,
        start: token.start,
        end: next.end,
      })
      index++
      continue
    }
    const { paragraph, item } = token
    spans.push({ from, to: from, paragraph, item, start: token.start, end: token.firstEnd })
    for (const part of token.more) spans.push({ from, to: from, ...part })
  }
  return spans
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position
  return pattern.exec(text)
}

/** Whether an article may have this number; 第0条 and 第9999条 are asked for, but exist in no law. */
export function isLikely(number: number): boolean {
  return number > 0 && number <= HIGHEST_LIKELY
}

/** Whether what follows tells that 条 counts things. */
export function countsThings(text: string, position: number): boolean {
  return COUNTED.test(text.slice(position, position + 12))
}
