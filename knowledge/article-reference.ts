import { type ArticleSpan, countsThings, isLikely, readArticleGroup } from './article-group.js'
import { NUMBER_CHARACTERS } from './chinese-number.js'
import { lawNameBefore } from './law-name-before.js'

/** An article named in running text: 《民法典》第1077条第二款, 劳动合同法38条, 刑法第一百二十条之一, 第38至40条. */
export interface ArticleReference extends ArticleSpan {
  /** As written, without 《》 and 中华人民共和国; null when the text names only a number (第38条). */
  lawName: string | null
}

/**
 * Every article that a text names, in order. A law's name carries on to later articles of the sentence that have none of
 * their own (劳动合同法第三十条；第八十五条); an article without a law before it has `lawName` null.
 */
export function parseArticleReferences(text: string): ArticleReference[] {
  const references: ArticleReference[] = []
  let carried: { name: string; end: number } | null = null
  const starts = new RegExp(`第?[ \\u3000]?[${NUMBER_CHARACTERS}]`, 'g')
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const group = readArticleGroup(text, match.index)
    if (group === null) {
      // Step over the whole number, so that its tail is not read as a number of its own.
      starts.lastIndex = endOfNumber(text, match.index + match[0].length)
      continue
    }
    const law = lawNameBefore(text, match.index)
    const sure = group.hasOrdinal ? law !== null : law?.sure === true
    starts.lastIndex = group.end
    if (!group.hasOrdinal && !sure) continue
    if (law === null && countsThings(text, group.end)) continue
    const same: string | null =
      carried !== null && carriesOn(text.slice(carried.end, match.index)) ? carried.name : null
    const lawName: string | null = law?.name ?? same
    group.spans.forEach((span, index) => {
      if (lawName === null && !(isLikely(span.from.number) && isLikely(span.to.number))) return
      const start = index === 0 ? (law?.start ?? span.start) : span.start
      references.push({ ...span, lawName, start })
    })
    carried = lawName === null ? null : { name: lawName, end: group.end }
  }
  return references
}

/** 本法, 本条例 speak of the text itself; a new sentence starts afresh, except with 该法 and 同法. */
function carriesOn(between: string): boolean {
  if (/本(?:法|条例|规定|办法|解释|细则|决定|规则)$/.test(between)) return false
  if (/(?:该|同)(?:法|法典|条例|规定|办法|解释)(?:的|中)?\s*$/.test(between)) return between.length <= 80
  return between.length <= 60 && !/[。！？!?\n]/.test(between)
}

function endOfNumber(text: string, from: number): number {
  let end = from
  while (end < text.length && new RegExp(`[${NUMBER_CHARACTERS}]`).test(text[end]!)) end++
  return end
}

/** 〔劳动合同法第三十条；第八十五条〕 in a guide or Q&A. */
export interface CitationMarker {
  /** Position of 〔 and the one after 〕, UTF-16 units. */
  start: number
  end: number
  /** What stands between the brackets. */
  text: string
  /** Positions count from the beginning of the whole text. Empty when the marker names no article. */
  references: ArticleReference[]
}

/** Article references per marker; a name does not carry on from one marker to the next. */
export function parseCitations(text: string): CitationMarker[] {
  return [...text.matchAll(/〔([^〔〕]*)〕/g)].map((match) => {
    const inside = match.index + 1
    const references = parseArticleReferences(match[1]!).map((reference) => ({
      ...reference,
      start: reference.start + inside,
      end: reference.end + inside,
    }))
    return { start: match.index, end: match.index + match[0].length, text: match[1]!, references }
  })
}

/** The text as a citizen reads it. */
export function stripCitations(text: string): string {
  return text.replace(/〔[^〔〕]*〕/g, '')
}
