import { contentPairs, coverage, similarity } from '../language/overlap.js'
import { splitSentences } from '../language/split-sentences.js'

const LONGEST_QUOTE = 200
/** An earlier sentence states the rule that later ones refine: a later one has to fit clearly better. */
const CLEARLY = 0.05
/** A sentence of a list's head says little without the item below it. */
const OPENS_LIST = /[：:]$/

/**
 * The words of a passage that carry a sentence: verbatim, one sentence or list item, the whole when it is short.
 * @param part 款 and 项 counted from 1; narrows the choice where the passage has them
 */
export function pickQuote(
  text: string,
  carried: string,
  part?: { paragraph: number | null; item: number | null },
): string {
  const scope = partOf(text, part) ?? text
  if (scope.length <= 60 && !scope.includes('{{')) return scope
  const wanted = contentPairs(carried)
  let best = ''
  let bestScore = -1
  for (const sentence of splitSentences(scope)) {
    if (OPENS_LIST.test(sentence) || sentence.includes('{{')) continue
    const offered = contentPairs(sentence)
    const score = coverage(wanted, offered) + similarity(wanted, offered)
    if (score > bestScore + CLEARLY) {
      best = sentence
      bestScore = score
    }
  }
  return cut(best || scope)
}

/** The 款 and 项 of an article, verbatim, the whole text where no part is named; null where it has no such part. */
export function partOf(
  text: string,
  part?: { paragraph: number | null; item: number | null },
): string | null {
  const scope = part?.paragraph == null ? text : paragraphsOf(text)[part.paragraph - 1]
  if (scope === undefined || part?.item == null) return scope ?? null
  const items = scope.split('\n').filter((line) => /^[（(][一二三四五六七八九十百]+[）)]/.test(line))
  return items[part.item - 1] ?? null
}

/** 款 of an article; items （一）（二） belong to the one above them. */
export function paragraphsOf(text: string): string[] {
  return joinItems(text.split('\n'))
}

function joinItems(lines: readonly string[]): string[] {
  const paragraphs: string[] = []
  for (const line of lines) {
    if (/^[（(][一二三四五六七八九十百]+[）)]/.test(line) && paragraphs.length > 0) {
      paragraphs[paragraphs.length - 1] += `\n${line}`
    } else paragraphs.push(line)
  }
  return paragraphs
}

function cut(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote
  const end = quote.slice(0, LONGEST_QUOTE).search(/[；，、][^；，、]*$/)
  return quote.slice(0, end > LONGEST_QUOTE / 2 ? end : LONGEST_QUOTE)
}
